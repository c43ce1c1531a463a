import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';

/** Fields a list can be filtered and sorted by: public name → column. Anything else is refused, never passed on. */
export type FilterFields<F extends string> = Readonly<
  Record<F, { readonly column: string; readonly type: 'text' | 'number' | 'boolean' }>
>;

const ops = ['eq', 'ne', 'contains', 'gt', 'gte', 'lt', 'lte', 'empty', 'filled', 'in'] as const;
const scalar = z.union([z.string().max(200), z.number()]);
const value = z.union([scalar, z.boolean(), z.array(scalar).max(200)]);
type Condition<F> = { field: F; op: (typeof ops)[number]; value?: z.infer<typeof value> | undefined };

/** AND, OR, NOT over conditions and the one-tap filters of users.md §2. */
export type Filter<F extends string, Q extends string> =
  | Condition<F>
  | { quick: Q }
  | { and: Filter<F, Q>[] }
  | { or: Filter<F, Q>[] }
  | { not: Filter<F, Q> };

export function filterSchema<F extends string, Q extends string>(
  fields: FilterFields<F>,
  quicks: readonly Q[],
): z.ZodType<Filter<F, Q>> {
  const condition = z
    .object({ field: z.enum(Object.keys(fields) as F[]), op: z.enum(ops), value: value.optional() })
    .strict();
  const filter: z.ZodType<Filter<F, Q>> = z.lazy(() =>
    z.union([
      condition as unknown as z.ZodType<Condition<F>>,
      z.object({ quick: z.enum(quicks) }).strict() as unknown as z.ZodType<{ quick: Q }>,
      z.object({ and: z.array(filter).max(50) }).strict(),
      z.object({ or: z.array(filter).max(50) }).strict(),
      z.object({ not: filter }).strict(),
    ]),
  );
  return filter;
}

/** A filter as SQL. Values are bound; names come from the table of fields. `indexed` fields are searched by their own index. */
export function compileFilter<F extends string, Q extends string>(
  filter: Filter<F, Q>,
  fields: FilterFields<F>,
  quick: (name: Q) => RawBuilder<boolean>,
  indexed: Partial<Record<F, (text: string) => RawBuilder<boolean>>> = {},
): RawBuilder<boolean> {
  const compile = (part: Filter<F, Q>) => compileFilter(part, fields, quick, indexed);
  if ('and' in filter)
    return filter.and.length === 0 ? sql`true` : sql`(${sql.join(filter.and.map(compile), sql` and `)})`;
  if ('or' in filter) return filter.or.length === 0 ? sql`true` : sql`(${sql.join(filter.or.map(compile), sql` or `)})`;
  if ('not' in filter) return sql`not coalesce((${compile(filter.not)}), false)`;
  if ('quick' in filter) return quick(filter.quick);
  const found = filter.op === 'contains' ? indexed[filter.field] : undefined;
  return found ? found(String(filter.value ?? '')) : compileCondition(filter, fields[filter.field]);
}

const comparisons = { eq: sql`=`, ne: sql`is distinct from`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` };

function compileCondition(
  { op, value: given }: Condition<string>,
  { column, type }: FilterFields<string>[string],
): RawBuilder<boolean> {
  const ref = sql.ref(column);
  switch (op) {
    case 'empty':
      return type === 'text' ? sql`coalesce(${ref}, '') = ''` : sql`${ref} is null`;
    case 'filled':
      return type === 'text' ? sql`coalesce(${ref}, '') <> ''` : sql`${ref} is not null`;
    case 'contains':
      return sql`${ref}::text ilike ${`%${String(given ?? '').replace(/[\\%_]/g, '\\$&')}%`}`;
    case 'in':
      return sql`${ref}::text = any(${[given ?? ''].flat().map(String)}::text[])`;
    default: {
      const bound = boundTo(type, given);
      if (typeof bound === 'number' && !Number.isFinite(bound)) return sql`false`;
      return sql`${ref} ${comparisons[op]} ${bound}`;
    }
  }
}

function boundTo(type: 'text' | 'number' | 'boolean', given: unknown): string | number | boolean {
  if (type === 'number') return Number(given);
  if (type === 'boolean') return given === true || given === 'true';
  return String(given ?? '');
}

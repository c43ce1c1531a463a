import { sql, type RawBuilder } from 'kysely';
import { z } from 'zod';

/** Fields a list can be filtered and sorted by: public name → column. Anything else is refused, never passed on. */
export type FilterFields<F extends string> = Readonly<
  Record<F, { readonly column: string; readonly type: 'text' | 'number' | 'boolean' }>
>;

const ops = ['eq', 'ne', 'contains', 'gt', 'gte', 'lt', 'lte', 'empty', 'filled', 'in'] as const;
const scalar = z.union([z.string().max(200), z.number()]);
const value = z.union([scalar, z.boolean(), z.array(scalar).max(200)]);
/** What is asked of one field. */
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

/** A filter as SQL. Values are bound; names come from the table of fields. A field in `own` says itself what a condition means, where it does. */
export function compileFilter<F extends string, Q extends string>(
  filter: Filter<F, Q>,
  fields: FilterFields<F>,
  quick: (name: Q) => RawBuilder<boolean>,
  own: Partial<Record<F, (condition: Condition<F>) => RawBuilder<boolean> | undefined>> = {},
): RawBuilder<boolean> {
  const compile = (part: Filter<F, Q>) => compileFilter(part, fields, quick, own);
  if ('and' in filter)
    return filter.and.length === 0 ? sql`true` : sql`(${sql.join(filter.and.map(compile), sql` and `)})`;
  if ('or' in filter) return filter.or.length === 0 ? sql`true` : sql`(${sql.join(filter.or.map(compile), sql` or `)})`;
  if ('not' in filter) return sql`not coalesce((${compile(filter.not)}), false)`;
  if ('quick' in filter) return quick(filter.quick);
  return own[filter.field]?.(filter) ?? compileCondition(filter, fields[filter.field]);
}

/** The same where the value stands in other rows: `rows` gives the companies or people whose `column` the condition holds for. */
export function compileElsewhere(
  { op, value: given }: Condition<string>,
  column: string,
  rows: (holds: RawBuilder<boolean>) => RawBuilder<boolean>,
): RawBuilder<boolean> {
  if (op === 'empty' || op === 'ne')
    return sql<boolean>`not ${compileElsewhere({ field: '', op: op === 'ne' ? 'eq' : 'filled', value: given }, column, rows)}`;
  return rows(compileCondition({ field: '', op, value: given }, { column, type: 'text' }));
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

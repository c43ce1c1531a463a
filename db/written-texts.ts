import { sql } from 'kysely';
import { erasedMark } from '#core/person/erasure.ts';
import type { Transaction } from './transaction.ts';

/**
 * Tables in which people write nothing about people: what is derived from rows (which are erased themselves), companies, our own
 * members, settings and keys. Every other text, now and in tables to come, is searched.
 */
const notWritten = [
  'account',
  'account_domain',
  'account_override',
  'account_rollup',
  'account_search',
  'acquaintance',
  'activity',
  'affiliation',
  'api_token',
  'check_row',
  'colleague',
  'customer',
  'cycle_stale',
  'deal',
  'deal_stage',
  'department',
  'department_succession',
  'entity_redirect',
  'entity_registry',
  'handover_day',
  'handover_day_stale',
  'home_tile',
  'kpi_definition',
  'lead',
  'lead_event',
  'member',
  'migration',
  'month_case',
  'month_figure',
  'month_pipeline',
  'notice_endpoint',
  'order_line',
  'person',
  'person_override',
  'person_search',
  'product',
  'raw_row',
  'register_company',
  'register_former_name',
  'rejected_row',
  'review',
  'routing_version',
  'row_alias',
  'row_link',
  'row_town',
  'saved_mapping',
  'setting',
  'site',
  'town',
  'wish_item',
] as const;
/** How a file is read, without which its rows cannot be read again. */
const readings = ['import_batch.format', 'import_batch.mapping', 'import_batch.file_path', 'import_batch.file_hash'];

/** Texts and JSON that people wrote or that were made of what they wrote, by table. */
async function listWrittenColumns({ db }: Pick<Transaction, 'db'>): Promise<Map<string, Column[]>> {
  const { rows } = await sql<Column>`
    select c.relname as "table", a.attname as "column", format_type(a.atttypid, null) as type
      from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and a.atttypid in ('text'::regtype, 'jsonb'::regtype)
       and not c.relname = any(${[...notWritten]}::text[]) and not c.relname || '.' || a.attname = any(${readings}::text[])
     order by 1, a.attnum`.execute(db);
  return Map.groupBy(rows, ({ table }) => table);
}
type Column = { readonly table: string; readonly column: string; readonly type: 'text' | 'jsonb' };

/** Puts the mark in the place of these names, addresses and numbers wherever people wrote them, in whatever letters and with hyphens or not. */
export async function eraseWritten(transaction: Pick<Transaction, 'db'>, given: ErasedWords): Promise<void> {
  const pattern = patternOf(given);
  if (pattern === undefined) return;
  for (const [table, columns] of await listWrittenColumns(transaction)) {
    const without = columns.map(({ column, type }) => {
      const name = sql.ref(column);
      const replaced = sql`regexp_replace(${name}::text, ${pattern}, ${erasedMark}, 'gi')`;
      return sql`${name} = ${type === 'jsonb' ? sql`${replaced}::jsonb` : replaced}`;
    });
    const holds = columns.map(({ column }) => sql`${sql.ref(column)}::text ~* ${pattern}`);
    await sql`update ${sql.table(table)} set ${sql.join(without)} where ${sql.join(holds, sql` or `)}`.execute(
      transaction.db,
    );
  }
}

export type ErasedWords = {
  readonly names: readonly { readonly family: string; readonly given: string }[];
  readonly emails: readonly string[];
  /** Digits of numbers that are the person's own. */
  readonly phones: readonly string[];
};

/** A full name with or without a space, an address, a number with anything between its digits; undefined where nothing is known. */
function patternOf({ names, emails, phones }: ErasedWords): string | undefined {
  const words = [
    ...[...names, ...names.filter(isLatin).map(({ family, given }) => ({ family: given, given: family }))]
      .filter(({ family, given }) => family && given)
      .map(({ family, given }) => `${safe(family)}[\\s\u3000]*${safe(given)}`),
    ...emails.map(safe),
    ...phones.map((digits) => [...digits].map(safe).join('[-()\\s\u2010-\u2015\u30fc\uff0d]*')),
  ];
  return words.length === 0 ? undefined : words.join('|');
}

/** Taro Yamada is Yamada Taro. */
const isLatin = ({ family, given }: { family: string; given: string }) => /^[\x20-\x7e]+$/.test(family + given);

const safe = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

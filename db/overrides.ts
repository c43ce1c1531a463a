import { sql } from 'kysely';
import { parseCompanyName } from '#core/company/name.ts';
import { gramsOf } from '#core/text/grams.ts';
import type { Transaction } from './transaction.ts';

/** Columns of account that a person may pin, with how the stored JSON becomes the column's type. */
export const pinnable = {
  name: 'text',
  kana: 'text',
  industry: 'text',
  employees: 'integer',
  phone: 'text',
  website: 'text',
  address: 'text',
  prefecture: 'text',
  class: 'text',
  tier: 'text',
  is_on_hold: 'boolean',
  hold_reason: 'text',
  owner_id: 'bigint',
  agency_id: 'bigint',
  agency_role: 'text',
  agency_area: 'text',
  kind: 'text',
  trade_account_opened_on: 'text',
} as const;
export type Pinnable = keyof typeof pinnable;
export const pinnableColumns = Object.keys(pinnable) as [Pinnable, ...Pinnable[]];

const assignments = sql.raw(
  Object.entries(pinnable)
    .map(
      ([column, type]) =>
        `${column} = case when o.pinned ? '${column}' then (o.pinned ->> '${column}')::${type} else a.${column} end`,
    )
    .concat(
      ...['safe', 'order'].map((part) => `name_${part} = coalesce(o.pinned -> 'search' ->> '${part}', a.name_${part})`),
    )
    .join(', '),
);

/**
 * What people pinned beats what files say: writes the pinned values of these accounts over the derived ones. A pinned name is
 * found, beside those that files gave, and sorts the list.
 */
export async function applyOverrides(
  transaction: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
): Promise<void> {
  if (accountIds.length === 0) return;
  await sql`
    update account a set ${assignments}
      from (select account_id, jsonb_object_agg(attribute, value) as pinned
              from account_override where account_id = any(${accountIds}::bigint[]) group by account_id) o
     where o.account_id = a.account_id`.execute(transaction.db);
  await sql`
    update account_search s set grams = array(select unnest(s.grams) union select jsonb_array_elements_text(o.value -> 'grams'))
      from account_override o
     where o.account_id = s.account_id and o.attribute = 'search' and s.account_id = any(${accountIds}::bigint[])`.execute(
    transaction.db,
  );
}

/** Keeps beside a decided name or kana how it is searched and sorted, and nothing where neither is decided any longer. */
export async function pinSearch(transaction: Pick<Transaction, 'db'>, accountIds: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number; name: string | null; kana: string | null }>`
    select account_id as id, max(value #>> '{}') filter (where attribute = 'name') as name,
           max(value #>> '{}') filter (where attribute = 'kana') as kana
      from account_override where account_id = any(${accountIds}::bigint[]) and attribute in ('name', 'kana') group by 1`.execute(
    transaction.db,
  );
  const lines = rows.map(({ id, name, kana }) => ({ id, search: JSON.stringify(searchOf(name, kana)) }));
  await sql`delete from account_override where account_id = any(${accountIds}::bigint[]) and attribute = 'search'`.execute(
    transaction.db,
  );
  await sql`insert into account_override (account_id, attribute, value)
    select id, 'search', search from unnest(${lines.map(({ id }) => id)}::bigint[], ${lines.map(({ search }) => search)}::jsonb[]) as t(id, search)`.execute(
    transaction.db,
  );
}

function searchOf(name: string | null, kana: string | null) {
  const parsed = parseCompanyName(name ?? '');
  const order = kana ? parseCompanyName(kana).loose : parsed.loose;
  return { safe: name ? parsed.safe : null, order: order || name, grams: gramsOf([parsed.core, kana]) };
}

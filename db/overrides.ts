import { sql } from 'kysely';
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

const assignments = sql.raw(
  Object.entries(pinnable)
    .map(
      ([column, type]) =>
        `${column} = case when o.pinned ? '${column}' then (o.pinned ->> '${column}')::${type} else a.${column} end`,
    )
    .join(', '),
);

/** What people pinned beats what files say: writes the pinned values of these accounts over the derived ones. */
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
}

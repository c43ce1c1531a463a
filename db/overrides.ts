import { type RawBuilder, sql } from 'kysely';
import { parseCompanyName } from '#core/company/name.ts';
import { gramsOf } from '#core/text/grams.ts';
import type { Transaction } from './transaction.ts';

/**
 * Columns of account that a person may pin, with how the stored JSON becomes the column's type. The pin of the owner is the id of a member,
 * the name of somebody without a login, or null for nobody; that of the agency is the id of a company, read through where that one went.
 */
export const pinnable = {
  name: 'text',
  kana: 'text',
  corporate_number: 'text',
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

const isMember = "jsonb_typeof(o.pinned -> 'owner_id') = 'number'";
const member = "(o.pinned ->> 'owner_id')::bigint";
const agency = "(o.pinned ->> 'agency_id')::bigint";
/** Pins whose value follows from more than the column. */
const workedOut: readonly Pinnable[] = ['owner_id', 'agency_id'];
/** Columns by the pin that decides them. */
const decided: readonly (readonly [column: string, pin: Pinnable, value: string])[] = [
  ...pinnableColumns
    .filter((column) => !workedOut.includes(column))
    .map((column) => [column, column, `(o.pinned ->> '${column}')::${pinnable[column]}`] as const),
  [
    'agency_id',
    'agency_id',
    `coalesce((select to_id from entity_redirect e where e.kind = 'account' and e.from_id = ${agency}), ${agency})`,
  ],
  ['owner_id', 'owner_id', `case when ${isMember} then ${member} end`],
  [
    'owner_name',
    'owner_id',
    `case when ${isMember} then (select name from member where member_id = ${member}) else o.pinned ->> 'owner_id' end`,
  ],
];
const assignments = sql.raw(
  decided
    .map(([column, pin, value]) => `${column} = case when o.pinned ? '${pin}' then ${value} else a.${column} end`)
    .concat(
      ...['safe', 'order'].map((part) => `name_${part} = coalesce(o.pinned -> 'search' ->> '${part}', a.name_${part})`),
    )
    .join(', '),
);

/** What people decide about dealings with a company. It holds for the company that one goes into; what a company is called and where it is does not. */
const handedOn: readonly Pinnable[] = [
  'class',
  'tier',
  'is_on_hold',
  'hold_reason',
  'owner_id',
  'agency_id',
  'agency_role',
  'agency_area',
  'kind',
  'trade_account_opened_on',
];

/** Pins of these accounts: their own, then those of companies that went into them, the latest first. */
function pinsOf(accountIds: readonly number[]): RawBuilder<unknown> {
  return sql`(
    select distinct on (led.account_id, p.attribute) led.account_id, p.attribute, p.value
      from (select id as account_id, id as from_id from unnest(${accountIds}::bigint[]) id
            union all select to_id, from_id from entity_redirect where kind = 'account' and to_id = any(${accountIds}::bigint[])) led
      join account_override p on p.account_id = led.from_id
     where led.account_id = led.from_id or p.attribute = any(${handedOn}::text[])
     order by led.account_id, p.attribute, led.account_id <> led.from_id, p.at desc, led.from_id) pins`;
}

/** What is pinned of these accounts themselves, as `id/column`. */
export async function listPinned(db: Transaction['db'], accountIds: readonly number[]): Promise<Set<string>> {
  const { rows } = await sql<{ pin: string }>`
    select account_id || '/' || attribute as pin from account_override where account_id = any(${accountIds}::bigint[])`.execute(
    db,
  );
  return new Set(rows.map(({ pin }) => pin));
}

/** Of what people decided about a company that leaves another again, all that nobody decided about that other one. */
export async function listHandedPins({ db }: Pick<Transaction, 'db'>, from: number, to: number): Promise<Pinnable[]> {
  const rows = await db
    .selectFrom('account_override as gone')
    .select('gone.attribute')
    .where('gone.account_id', '=', from)
    .where('gone.attribute', 'in', [...handedOn])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('account_override as own')
            .select('own.attribute')
            .where('own.account_id', '=', to)
            .whereRef('own.attribute', '=', 'gone.attribute'),
        ),
      ),
    )
    .execute();
  return rows.map(({ attribute }) => attribute as Pinnable);
}

/** Something decided about company `from`, which went into company `to`. */
export type HandedPin = { to: number; from: number; attribute: Pinnable; value: string | number | boolean | null };

/** Of these attributes what was decided about companies that went into these ones. */
export async function readHanded(
  { db }: Pick<Transaction, 'db'>,
  accountIds: readonly number[],
  attributes: readonly Pinnable[],
): Promise<HandedPin[]> {
  if (attributes.length === 0) return [];
  const { rows } = await sql<HandedPin>`
    select e.to_id as "to", e.from_id as "from", o.attribute, o.value
      from entity_redirect e join account_override o on o.account_id = e.from_id
     where e.kind = 'account' and e.to_id = any(${accountIds}::bigint[]) and o.attribute = any(${attributes}::text[])
     order by 1, 2, 3`.execute(db);
  return rows;
}

/** Columns that no file fills start from nothing again. */
export async function resetHumanColumns(
  transaction: Pick<Transaction, 'db'>,
  ids: readonly number[],
  attributes: readonly string[],
): Promise<void> {
  for (const attribute of attributes) {
    if (attribute === 'is_on_hold')
      await sql`update account set is_on_hold = false where account_id = any(${ids}::bigint[])`.execute(transaction.db);
    else if (attribute === 'kind')
      await sql`update account set kind = 'company' where account_id = any(${ids}::bigint[])`.execute(transaction.db);
    else if (['class', 'tier', 'hold_reason', 'owner_id', 'agency_id'].includes(attribute))
      await sql`update account set ${sql.ref(attribute)} = null where account_id = any(${ids}::bigint[])`.execute(
        transaction.db,
      );
  }
}

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
              from ${pinsOf(accountIds)} group by account_id) o
     where o.account_id = a.account_id`.execute(transaction.db);
  await sql`
    update account_search s set grams = array(select unnest(s.grams) union select jsonb_array_elements_text(o.value -> 'grams'))
      from account_override o
     where o.account_id = s.account_id and o.attribute = 'search' and s.account_id = any(${accountIds}::bigint[])`.execute(
    transaction.db,
  );
}

/** Whom people chose by name as owner, before there was a login of that name, becomes that member. */
export async function pinMembersOfNames({ db }: Pick<Transaction, 'db'>): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    update account_override o set value = to_jsonb(m.member_id) from member m
     where o.attribute = 'owner_id' and jsonb_typeof(o.value) = 'string' and m.name = o.value #>> '{}' and m.is_active
    returning coalesce((select to_id from entity_redirect e where e.kind = 'account' and e.from_id = o.account_id), o.account_id) as id`.execute(
    db,
  );
  await applyOverrides(
    { db },
    rows.map(({ id }) => id),
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

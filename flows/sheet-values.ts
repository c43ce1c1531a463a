import { sql, type RawBuilder } from 'kysely';
import { accountClass } from '#db/account-class.ts';
import type { Db } from '#db/pool.ts';
import type { SheetNoun } from './list-sheets.ts';
import { tiers } from './sheet-words.ts';

/** A row of a list as its sheet writes it, under the id that answers today. */
export type SheetValues = {
  readonly id: number;
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
};

const classWord = (given: RawBuilder<unknown>) =>
  sql`case ${given} when 'existing' then '既存' when 'prospect' then '未取引' else '' end`;
const tierWord = (given: RawBuilder<unknown>) =>
  sql`case ${given} when 'strategic' then ${tiers.strategic.ja} when 'lite' then ${tiers.lite.ja} when 'programmatic' then ${tiers.programmatic.ja} else '' end`;
/** Ids of sheets, each with the one it was merged into. */
const kept = (kind: 'account' | 'person', ids: readonly number[]) =>
  sql`(select given, coalesce(e.to_id, given) as id from unnest(${ids}::bigint[]) given left join entity_redirect e on e.kind = ${kind} and e.from_id = given) i`;

const queries: Record<SheetNoun, (ids: readonly number[]) => RawBuilder<Record<string, string>>> = {
  accounts: (ids) => sql`
    select i.given, i.id, a.name as shown, coalesce(m.name, a.owner_name, '') as owner_name, ${classWord(accountClass)} as class, ${tierWord(sql.ref('a.tier'))} as tier,
           case when a.is_on_hold then 'はい' else 'いいえ' end as is_on_hold
      from ${kept('account', ids)} join account a on a.account_id = i.id left join account_rollup r using (account_id) left join member m on m.member_id = a.owner_id`,
  people: (ids) => sql`
    select i.given, i.id, concat(p.name, '(' || a.name || ')') as shown, p.name, coalesce(p.kana, '') as kana, coalesce(p.department, '') as department, coalesce(p.title, '') as title,
           coalesce(p.email, '') as email, coalesce(p.phone, '') as phone, coalesce(p.mobile, '') as mobile
      from ${kept('person', ids)} join person p on p.person_id = i.id left join account a on a.account_id = p.account_id`,
  targets: (ids) => sql`
    select t.target_line_id as given, t.target_line_id as id, a.name as shown, coalesce(m.name, t.owner_name, '') as owner_name,
           ${classWord(sql.ref('t.class'))} as class, ${tierWord(sql.ref('t.tier'))} as tier, coalesce(t.reason, '') as reason, '' as approval
      from target_line t left join entity_redirect e on e.kind = 'account' and e.from_id = t.account_id
      join account a on a.account_id = coalesce(e.to_id, t.account_id) left join member m on m.member_id = t.owner_id where t.target_line_id = any(${ids}::bigint[])`,
};

/** Today's values of the rows that a sheet names; who was merged away answers as the one that stayed. */
export async function readSheetValues(
  db: Db,
  noun: SheetNoun,
  ids: readonly number[],
): Promise<Map<number, SheetValues>> {
  const { rows } = await queries[noun](ids).execute(db);
  return new Map(
    rows.map(({ given, id, shown, ...values }) => [Number(given), { id: Number(id), name: shown!, values }]),
  );
}

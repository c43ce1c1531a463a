import { sql, type RawBuilder } from 'kysely';
import type { Called } from '#core/register/doubtful-number.ts';

/** A company of ours with its 法人番号 and what the register calls whom the number belongs to. */
export type NumberBearer = Called & {
  readonly accountId: number;
  readonly corporateNumber: string;
  readonly ownerName: string | null;
  readonly prefecture: string | null;
  /** Null where the register has no such number. */
  readonly registered: (Called & { readonly place: string | null }) | null;
};

/** What hardly tells one company from another, so that most names of the register are ours letter by letter without it. */
const untelling = '株式会社|有限会社|合同会社|合資会社|合名会社|[[:space:]・]';

/**
 * Companies whose 法人番号 may not be theirs, the oldest first: those whose number the register does not have (`isWhole` says whether that
 * tells anything), or has under a name that is not letter by letter ours; whoever asks compares the names. Numbers that somebody of ours
 * decided are believed. `accountId` looks at one company alone.
 */
export function numbersToLookAt(isWhole: boolean, accountId?: number): RawBuilder<NumberBearer> {
  const former = sql`array(select f.name from register_former_name f where f.corporate_number = r.corporate_number and f.name <> r.name order by f.name)`;
  return sql<NumberBearer>`
    select a.account_id as "accountId", a.name, a.former_names as "formerNames", a.kana, a.english_name as "englishName", a.corporate_number as "corporateNumber",
           coalesce(m.name, a.owner_name) as "ownerName", a.prefecture,
           case when r.corporate_number is not null then json_build_object('name', r.name, 'formerNames', ${former}, 'kana', r.kana, 'englishName', r.english_name,
             'place', nullif(concat(r.prefecture, r.city), '')) end as registered
      from account a left join register_company r using (corporate_number) left join member m on m.member_id = a.owner_id
     where a.corporate_number is not null and ${accountId === undefined ? sql`true` : sql`a.account_id = ${accountId}`}
       and (case when r.corporate_number is null then ${isWhole} else regexp_replace(lower(normalize(r.name, NFKC)), ${untelling}, '', 'g') <> a.name_safe end)
       and not exists (select 1 from account_override o where o.account_id = a.account_id and o.attribute = 'corporate_number')
     order by a.account_id`;
}

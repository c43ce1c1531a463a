import { sql, type RawBuilder } from 'kysely';
import type { JobChangeVerdict } from '#core/person/job-change.ts';
import type { Db } from './pool.ts';

export type JobChangeAnswer = {
  readonly answerId: number;
  readonly personId: number;
  readonly otherPersonId: number | null;
  readonly fromId: number;
  readonly toId: number;
  readonly verdict: JobChangeVerdict;
  readonly askAgainOn: string | null;
  readonly memberName: string | null;
  readonly at: Date;
};

const now = (kind: 'account' | 'person', column: string) =>
  sql`coalesce((select to_id from entity_redirect e where e.kind = ${kind} and e.from_id = ${sql.ref(column)}), ${sql.ref(column)})`;

/** Answers that were not taken back, the last of each person and pair of companies. Merged ids are followed. */
export const answersInForce = sql`
  select distinct on (now_person, now_from, now_to) *
    from (select w.*, ${now('person', 'w.person_id')} as now_person, ${now('person', 'w.other_person_id')} as now_other,
                 ${now('account', 'w.from_id')} as now_from, ${now('account', 'w.to_id')} as now_to
            from job_change_answer w
           where w.undone_at is null and not exists (select 1 from match_decision d where d.undoes = w.match_decision_id)) answer
   order by now_person, now_from, now_to, job_change_answer_id desc`;

/** Answers in force about these people. */
export async function readJobChangeAnswers(db: Db, personIds: readonly number[]): Promise<JobChangeAnswer[]> {
  const { rows } = await sql<JobChangeAnswer>`
    select job_change_answer_id as "answerId", now_person as "personId", now_other as "otherPersonId",
           now_from as "fromId", now_to as "toId", verdict, ask_again_on as "askAgainOn", m.name as "memberName", answer.at
      from (${answersInForce}) answer left join member m using (member_id)
     where now_person = any(${personIds}::bigint[]) or now_other = any(${personIds}::bigint[])
     order by now_person, now_from, now_to`.execute(db);
  return rows;
}

/** Whose job changes somebody is told: of companies they own and people they know; `isSteward` also those that are nobody's. */
export type ConcernedMember = { readonly memberId: number; readonly name: string; readonly isSteward: boolean };

/** People seen at more than one company, the last time at a new one since that day. */
export async function listMovedPeople(
  db: Db,
  since: string,
  concerned: ConcernedMember | undefined,
  limit: number,
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select p.person_id as id from person p
     where p.company_count > 1 and not p.is_role_address
       and exists (select 1 from affiliation f where f.person_id = p.person_id and f.first_on >= ${since})
       and ${concerns(sql.ref('p.person_id'), sql`null::bigint`, concerned)}
     order by p.person_id desc limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** Open questions of two records of one name at two companies, as 名寄せの確認 holds them. */
export async function listPairsApart(
  db: Db,
  scope: {
    readonly since: string;
    readonly concerned?: ConcernedMember | undefined;
    readonly personId?: number | undefined;
  },
  limit: number,
): Promise<{ leftId: number; rightId: number; matched: string[] }[]> {
  const { since, concerned, personId } = scope;
  const { rows } = await sql<{ leftId: number; rightId: number; matched: string[] }>`
    select v.left_id as "leftId", v.right_id as "rightId", coalesce(array(select json_array_elements_text(v.evidence->'matched')), '{}') as matched
      from review v join person l on l.person_id = v.left_id join person r on r.person_id = v.right_id
     where v.kind = 'person' and v.state = 'open' and l.account_id <> r.account_id and not l.is_role_address and not r.is_role_address
       and ${personId === undefined ? sql`true` : sql`${personId} in (v.left_id, v.right_id)`}
       and exists (select 1 from affiliation f where f.person_id in (v.left_id, v.right_id) and f.first_on >= ${since})
       and ${concerns(sql.ref('v.left_id'), sql.ref('v.right_id'), concerned)}
     order by v.left_id desc, v.right_id desc limit ${limit}`.execute(db);
  return rows;
}

function concerns(
  one: RawBuilder<unknown>,
  other: RawBuilder<unknown>,
  concerned: ConcernedMember | undefined,
): RawBuilder<boolean> {
  if (!concerned) return sql<boolean>`true`;
  const { memberId, name, isSteward } = concerned;
  const owned = (who: RawBuilder<unknown>) =>
    sql`exists (select 1 from affiliation c join account a using (account_id) where c.person_id in (${one}, ${other}) and ${who})`;
  const known = (who: RawBuilder<unknown>) =>
    sql`exists (select 1 from acquaintance k where k.person_id in (${one}, ${other}) and ${who})`;
  const nobodys = sql`(not ${owned(sql`a.owner_id is not null`)} and not ${known(sql`k.member_name in (select m.name from member m where m.is_active)`)})`;
  return sql<boolean>`(${owned(sql`a.owner_id = ${memberId}`)} or ${known(sql`k.member_name = ${name}`)}${isSteward ? sql` or ${nobodys}` : sql``})`;
}

/** Who looks after each company. */
export async function readOwners(db: Db, accountIds: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await sql<{ id: number; name: string }>`
    select a.account_id as id, coalesce(m.name, a.owner_name) as name from account a left join member m on m.member_id = a.owner_id
     where a.account_id = any(${accountIds}::bigint[]) and coalesce(m.name, a.owner_name) is not null`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Names of these people, and who of us knows them. */
export async function readKnownBy(
  db: Db,
  personIds: readonly number[],
): Promise<Map<number, { readonly name: string; readonly knownBy: readonly string[] }>> {
  const { rows } = await sql<{ id: number; name: string; knownBy: string[] }>`
    select p.person_id as id, p.name, array(select distinct member_name from acquaintance k where k.person_id = p.person_id order by 1 limit 5) as "knownBy"
      from person p where p.person_id = any(${personIds}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, ...told }) => [id, told]));
}

/** What the rows of a person at one company had in common with the rest when they came, and the rows themselves. */
export async function readRowsAt(
  db: Db,
  personId: number,
  accountId: number,
): Promise<{ rowKey: string; matched: string[] }[]> {
  const { rows } = await sql<{ rowKey: string; matched: string[] }>`
    select l.row_key as "rowKey", coalesce(array(select json_array_elements_text(l.evidence::json->'matched')), '{}') as matched
      from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
     where l.person_id = ${personId} and l.account_id = ${accountId} and l.role = 'main' order by r.arrival, r.row_number`.execute(
    db,
  );
  return rows;
}

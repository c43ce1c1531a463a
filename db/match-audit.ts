import { sql, type RawBuilder } from 'kysely';
import type { AuditAnswer, AuditOrigin, DrawnOrigin } from '#core/match/audit.ts';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';

/** Ways by which the models put a row to a company or a person; what a source's own key or a person decided is no matter of theirs. */
const accountMethods = ['corporate_number', 'company_code', 'domain', 'name_address', 'name_phone', 'matched'];
const personMethods = ['email', 'mobile_name', 'account_name', 'matched'];

/** A case as it is drawn: one row, or all rows of a merge, that were put to what was there. */
export type Drawn = {
  kind: EntityKind;
  entityId: number;
  rowKey: string;
  /** Empty for a single row: whoever keeps the case adds the rows that say the same. */
  rightRows: string[];
  leftRow: string | null;
  method: string;
  source: string;
  decisionId: number | null;
};
export type Window = { readonly from: number; readonly to: number };

/** Where the last draw ended, and the latest arrival there is. */
export async function readAuditWindow(db: Db): Promise<Window> {
  const { rows } = await sql<Window>`
    select coalesce((select max(to_arrival) from match_audit_draw), 0) as "from",
           greatest((select max(arrival) from raw_row), (select max(arrival) from match_decision), 0) as "to"`.execute(
    db,
  );
  return rows[0]!;
}

/** Rows that the models put to an entity which rows of another source made too, and the model's own merges that stand. */
const automatic = ({ from, to }: Window): RawBuilder<unknown> => sql`
  select 'account' as kind, l.account_id as entity_id, l.row_key, '{}'::uuid[] as right_rows, null::uuid as left_row,
         coalesce(l.account_method, l.method) as method, r.source, null::bigint as decision_id
    from raw_row r join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main'
   where r.arrival > ${from} and r.arrival <= ${to} and coalesce(l.account_method, l.method) = any(${accountMethods})
     and exists (select 1 from row_link o join raw_row s on s.row_key = o.row_key and s.version = o.version
                  where o.account_id = l.account_id and s.source <> r.source)
  union all
  select 'person', l.person_id, l.row_key, '{}', null, l.method, r.source, null
    from raw_row r join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main'
   where r.arrival > ${from} and r.arrival <= ${to} and l.person_id is not null and l.method = any(${personMethods})
     and exists (select 1 from row_link o join raw_row s on s.row_key = o.row_key and s.version = o.version
                  where o.person_id = l.person_id and s.source <> r.source)
  union all
  select d.kind, 0, d.right_rows[1], d.right_rows, d.left_rows[1], 'automatic', r.source, d.match_decision_id
    from match_decision d join lateral (select source from raw_row where row_key = d.right_rows[1] order by version desc limit 1) r on true
   where d.verdict = 'automatic' and d.arrival > ${from} and d.arrival <= ${to}
     and not exists (select 1 from match_decision u where u.undoes = d.match_decision_id)`;

/** What people decided about two records, as far as it stands. */
const verdicts = ({ from, to }: Window): RawBuilder<unknown> => sql`
  select d.kind, 0 as entity_id, d.right_rows[1] as row_key, d.right_rows, d.left_rows[1] as left_row, d.verdict as method, r.source, d.match_decision_id as decision_id
    from match_decision d join lateral (select source from raw_row where row_key = d.right_rows[1] order by version desc limit 1) r on true
   where d.verdict in ('same', 'different', 'site', 'department', 'group', 'renamed') and d.member_id is not null
     and d.arrival > ${from} and d.arrival <= ${to}
     and not exists (select 1 from match_decision u where u.undoes = d.match_decision_id)`;

const population = (origin: DrawnOrigin, window: Window) =>
  origin === 'automatic' ? automatic(window) : verdicts(window);

export async function countAudited(db: Db, origin: DrawnOrigin, window: Window): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${population(origin, window)}) p`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Draws without looking: by a hash of the seed and the row, so that the same seed draws the same cases of the same rows. */
export async function drawCases(
  db: Db,
  origin: DrawnOrigin,
  window: Window,
  seed: number,
  count: number,
): Promise<Drawn[]> {
  const { rows } = await sql<Drawn>`
    select kind, entity_id as "entityId", row_key as "rowKey", right_rows as "rightRows", left_row as "leftRow", method, source, decision_id as "decisionId"
      from (${population(origin, window)}) p
     order by md5(${`${seed}/`} || kind || '/' || row_key || '/' || coalesce(decision_id, 0)) limit ${count}`.execute(
    db,
  );
  return rows;
}

/** A drawn case as lists show it. `entityId` is where its rows belong now; null when they are gone. */
export type AuditLine = {
  auditId: number;
  origin: AuditOrigin;
  kind: EntityKind;
  method: string;
  source: string;
  leftRow: string;
  rightRows: string[];
  leftId: number | null;
  rightId: number | null;
  name: string | null;
  /** Of a shared case: the value, such as phone|0312345678. */
  sharedValue: string | null;
  answer: AuditAnswer | null;
  answeredAt: Date | null;
  memberName: string | null;
  /** What the answer made. */
  answerDecisionId: number | null;
  /** Of a second opinion: the decision that is asked about again. */
  decisionId: number | null;
  firstVerdict: string | null;
  firstMemberId: number | null;
  firstMemberName: string | null;
};

const lines = sql`
  select a.match_audit_id as "auditId", a.origin, a.kind, a.method, a.source, a.left_row as "leftRow", a.right_rows as "rightRows",
         case a.kind when 'account' then l.account_id else l.person_id end as "leftId", case a.kind when 'account' then r.account_id else r.person_id end as "rightId",
         coalesce(c.name, p.name) as name, a.shared_value as "sharedValue", a.answer, a.answered_at as "answeredAt", m.name as "memberName", 
         a.answer_decision_id as "answerDecisionId", a.match_decision_id as "decisionId", case a.origin when 'verdict' then d.verdict end as "firstVerdict", d.member_id as "firstMemberId", f.name as "firstMemberName"
    from match_audit a
    left join lateral (select account_id, person_id from row_link where row_key = a.left_row order by role <> 'main', role limit 1) l on true
    left join lateral (select account_id, person_id from row_link where row_key = a.right_rows[1] order by role <> 'main', role limit 1) r on true
    left join account c on a.kind = 'account' and c.account_id = r.account_id left join person p on a.kind = 'person' and p.person_id = r.person_id
    left join member m on m.member_id = a.member_id
    left join match_decision d on d.match_decision_id = a.match_decision_id left join member f on f.member_id = d.member_id`;

/** Cases without an answer that this member may be asked about: nobody is asked about an own decision. */
export async function listWaiting(db: Db, memberId: number | null): Promise<AuditLine[]> {
  const { rows } = await sql<AuditLine>`
    select * from (${lines} where a.answer is null) w
     where "leftId" is not null and "rightId" is not null and (origin = 'verdict' or "leftId" = "rightId")
       and (origin <> 'verdict' or "firstMemberId" is distinct from ${memberId})
     order by "auditId"`.execute(db);
  return rows;
}

/** Cases without an answer whose rows were taken back, or put apart by somebody, since they were drawn. */
export async function countGone(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (${lines} where a.answer is null) w
     where "leftId" is null or "rightId" is null or (origin <> 'verdict' and "leftId" <> "rightId")`.execute(db);
  return rows[0]!.n;
}

/** Answered cases, the latest first. */
export async function listAnswered(db: Db): Promise<AuditLine[]> {
  const { rows } =
    await sql<AuditLine>`${lines} where a.answer is not null order by a.answered_at desc, a.match_audit_id desc`.execute(
      db,
    );
  return rows;
}

export async function findAuditCase(db: Db, auditId: number): Promise<AuditLine | undefined> {
  const { rows } = await sql<AuditLine>`${lines} where a.match_audit_id = ${auditId}`.execute(db);
  return rows[0];
}

/** An answer taken back together with the decision that it made. */
export async function forgetAnswers(db: Db, decisionIds: readonly number[]): Promise<void> {
  await sql`update match_audit set answer = null, answer_decision_id = null, member_id = null, answered_at = null where answer_decision_id = any(${decisionIds}::bigint[])`.execute(
    db,
  );
}

/** Everything that was drawn so far: from how many, how many, and since when. */
export type AuditDraws = {
  since: Date | null;
  last: Date | null;
  automatic: { of: number; drawn: number };
  verdict: { of: number; drawn: number };
};

export async function readAuditDraws(db: Db): Promise<AuditDraws> {
  const { rows } = await sql<{
    since: Date | null;
    last: Date | null;
    of: number;
    decided: number;
    drawn: number;
    again: number;
  }>`
    select min(drawn_at) as since, max(drawn_at) as last, coalesce(sum(automatic_count), 0)::int as of, coalesce(sum(verdict_count), 0)::int as decided,
           (select count(*) from match_audit where origin = 'automatic')::int as drawn, (select count(*) from match_audit where origin = 'verdict')::int as again
      from match_audit_draw`.execute(db);
  const { since, last, of, decided, drawn, again } = rows[0]!;
  return { since, last, automatic: { of, drawn }, verdict: { of: decided, drawn: again } };
}

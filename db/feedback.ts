import { sql, type RawBuilder } from 'kysely';
import type { FeedbackCode } from '#core/demand/feedback.ts';
import type { Db } from './pool.ts';

export type GivenFeedback = {
  readonly cycleId: string;
  readonly memberId: number;
  readonly side: 'sales' | 'agency';
  readonly code: FeedbackCode;
  readonly text: string | null;
  readonly through: 'screen' | 'letter';
  readonly givenAt: Date;
};

/** The last tap of a member on a hand-over stands, and waits for its own answer; returns the one before, if any. */
export async function saveFeedback(
  db: Db,
  given: GivenFeedback,
): Promise<{ code: string; text: string | null } | undefined> {
  const { cycleId, memberId, givenAt, ...rest } = given;
  const before = await db
    .selectFrom('feedback')
    .select(['code', 'text'])
    .where('cycle_id', '=', cycleId)
    .where('member_id', '=', memberId)
    .forUpdate()
    .executeTakeFirst();
  await db
    .insertInto('feedback')
    .values({ cycle_id: cycleId, member_id: memberId, given_at: givenAt, ...rest })
    .onConflict((conflict) =>
      conflict
        .columns(['cycle_id', 'member_id'])
        .doUpdateSet({ given_at: givenAt, ...rest, answered_at: null, answered_by: null, answer: null }),
    )
    .execute();
  await markRatedDay(db, cycleId);
  return before;
}

/** Takes a tap back; false where there was none. */
export async function deleteFeedback(db: Db, cycleId: string, memberId: number): Promise<boolean> {
  const gone = await db
    .deleteFrom('feedback')
    .where('cycle_id', '=', cycleId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  await markRatedDay(db, cycleId);
  return gone.numDeletedRows > 0n;
}

/** The day of hand-over counts how many of its leads were rated. */
async function markRatedDay(db: Db, cycleId: string): Promise<void> {
  await sql`insert into handover_day_stale select mql_at from lead_cycle where cycle_id = ${cycleId} and mql_at is not null`.execute(
    db,
  );
}

/** Writes what marketing answered to a tap, or takes it back; false where there is no such tap. */
export async function saveFeedbackAnswer(
  db: Db,
  { cycleId, memberId }: Pick<GivenFeedback, 'cycleId' | 'memberId'>,
  answer: { readonly text: string; readonly by: number; readonly at: Date } | null,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('feedback')
    .set({ answer: answer?.text ?? null, answered_by: answer?.by ?? null, answered_at: answer?.at ?? null })
    .where('cycle_id', '=', cycleId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export type FeedbackLine = {
  cycleId: string;
  memberId: number;
  accountId: number | null;
  accountName: string | null;
  memberName: string;
  side: string;
  code: FeedbackCode;
  text: string | null;
  through: string;
  givenAt: Date;
  /** What marketing answered, who and when; null while it waits. */
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
};

/** A tap that says 良い asks for nothing. */
const asksSomething = sql<boolean>`f.code <> 'useful'`;

const lines = sql`
  select f.cycle_id as "cycleId", f.member_id as "memberId", c.account_id as "accountId", a.name as "accountName", m.name as "memberName", f.side, f.code, f.text,
         f.through, f.given_at as "givenAt", f.answer, b.name as "answeredBy", f.answered_at as "answeredAt"
    from feedback f join member m using (member_id) left join member b on b.member_id = f.answered_by join lead_cycle c using (cycle_id) left join account a on a.account_id = c.account_id`;

/** Everything said of one hand-over, latest first. */
export async function listFeedbackOn(db: Db, cycleId: string): Promise<FeedbackLine[]> {
  const { rows } = await sql<FeedbackLine>`${lines} where f.cycle_id = ${cycleId} order by f.given_at desc`.execute(db);
  return rows;
}

/** What marketing answered to one member, latest first. */
export async function listAnswersTo(db: Db, memberId: number, limit: number): Promise<FeedbackLine[]> {
  const { rows } = await sql<FeedbackLine>`
    ${lines} where f.member_id = ${memberId} and f.answered_at is not null order by f.answered_at desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

export type RateableLead = {
  cycleId: string;
  personName: string | null;
  campaign: string | null;
  handedOn: string;
};

/** Hand-overs of one company of which somebody may say how good they were, latest first. */
export async function listRateable(
  db: Db,
  accountId: number,
  isAnswerable: RawBuilder<boolean>,
  limit: number,
): Promise<RateableLead[]> {
  const { rows } = await sql<RateableLead>`
    select c.cycle_id as "cycleId", coalesce(p.name, l.name) as "personName", l.campaign, c.mql_at as "handedOn"
      from lead_cycle c left join lead l on l.lead_id = c.lead_id left join person p on p.person_id = c.person_id
     where c.account_id = ${accountId} and c.mql_at is not null and not c.is_sales_made and c.state <> 'merged' and ${isAnswerable}
     order by c.mql_at desc, c.cycle_id limit ${limit}`.execute(db);
  return rows;
}

/** What was said of the hand-overs of `[from, to)`, latest first. */
export async function listFeedback(db: Db, from: string, to: string, limit: number): Promise<FeedbackLine[]> {
  const { rows } = await sql<FeedbackLine>`
    ${lines} where c.mql_at >= ${from} and c.mql_at < ${to} order by f.given_at desc, f.cycle_id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Hand-overs of `[from, to)`, those with feedback, taps that wait for an answer, and taps by what they say. */
export async function countFeedback(
  db: Db,
  from: string,
  to: string,
): Promise<{ handed: number; answered: number; waiting: number; byCode: Record<string, number> }> {
  const cohort = sql`lead_cycle c where not c.is_sales_made and c.state <> 'merged' and c.mql_at >= ${from} and c.mql_at < ${to}`;
  const [counts, codes] = await Promise.all([
    sql<{ handed: number; answered: number; waiting: number }>`
      select count(*)::int as handed, count(*) filter (where exists (select 1 from feedback f where f.cycle_id = c.cycle_id))::int as answered,
             coalesce(sum((select count(*) from feedback f where f.cycle_id = c.cycle_id and ${asksSomething} and f.answered_at is null)), 0)::int as waiting
        from ${cohort}`.execute(db),
    sql<{ code: string; n: number }>`
      select f.code, count(*)::int as n from feedback f join (select c.cycle_id from ${cohort}) c using (cycle_id) group by 1`.execute(
      db,
    ),
  ]);
  return { ...counts.rows[0]!, byCode: Object.fromEntries(codes.rows.map((row) => [row.code, row.n])) };
}

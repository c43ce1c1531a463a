import { sql, type RawBuilder } from 'kysely';
import type { Tally, TallyPart } from '#core/demand/tally.ts';
import type { Db } from './pool.ts';

export type CohortCount = {
  month: string;
  handed: number;
  sal: number;
  rejected: number;
  ignored: number;
  pending: number;
};

/** Each part of H by month of hand-over, counted by its own mark: dates for what was answered, the state for what waits. */
export async function countCohorts(db: Db): Promise<CohortCount[]> {
  const { rows } = await sql<CohortCount>`
    select left(mql_at, 7) as month, count(*)::int as handed, (count(*) filter (where sal_at is not null))::int as sal,
           (count(*) filter (where sal_at is null and rejected_at is not null))::int as rejected,
           (count(*) filter (where sal_at is null and rejected_at is null and ignored_at is not null))::int as ignored,
           (count(*) filter (where state = 'handed_over'))::int as pending
      from lead_cycle where mql_at is not null and not is_sales_made and state <> 'merged' group by 1 order by 1`.execute(
    db,
  );
  return rows;
}

const isHanded = sql`c.mql_at is not null and not c.is_sales_made and c.state <> 'merged'`;
const partOf: Readonly<Record<TallyPart, RawBuilder<unknown>>> = {
  handed: sql`true`,
  sal: sql`c.sal_at is not null`,
  rejected: sql`c.sal_at is null and c.rejected_at is not null`,
  ignored: sql`c.sal_at is null and c.rejected_at is null and c.ignored_at is not null`,
  pending: sql`c.sal_at is null and c.rejected_at is null and c.ignored_at is null`,
};

/** Whether the cycle `c` is in H and in this part of it; a duplicate and what sales made are in none. */
export const isInPart = (part: TallyPart) => sql<boolean>`(${isHanded} and ${partOf[part]})`;

/** H and its four parts over all time, as they stand now, among these cycles. */
export async function countNow(db: Db, among: RawBuilder<boolean> = sql`true`): Promise<Tally> {
  const counts = Object.entries(partOf).map(
    ([part, isIn]) => sql`(count(*) filter (where ${isIn}))::int as ${sql.ref(part)}`,
  );
  const { rows } = await sql<Tally>`
    select ${sql.join(counts)} from lead_cycle c where ${isHanded} and ${among}`.execute(db);
  return rows[0]!;
}

export type LostLead = {
  cycleId: string;
  accountName: string | null;
  state: string;
  /** Handed over without a date; waiting without a receiver, or with one who left; answered nowhere and waiting nowhere. */
  why: 'without_date' | 'without_receiver' | 'receiver_left' | 'nowhere';
};

const shownMax = 100;

/** Leads that were handed over and for which nobody answers any more. */
export async function listLostLeads(db: Db): Promise<LostLead[]> {
  const { rows } = await sql<LostLead>`
    select * from (
      select c.cycle_id as "cycleId", a.name as "accountName", c.state,
             case when c.mql_at is null then 'without_date'
                  when c.state = 'handed_over' and (c.receiver_kind is null or c.receiver_id is null) then 'without_receiver'
                  when c.state = 'handed_over' and c.receiver_kind = 'member'
                       and not exists (select 1 from member m where m.member_id::text = c.receiver_id and m.is_active) then 'receiver_left'
                  when c.state <> 'handed_over' and coalesce(c.sal_at, c.rejected_at, c.ignored_at) is null then 'nowhere' end as why
        from lead_cycle c left join account a on a.account_id = c.account_id
       where not c.is_sales_made and c.state <> 'merged' and (c.mql_at is not null or c.state = 'handed_over')) f
     where why is not null order by "cycleId" limit ${shownMax}`.execute(db);
  return rows;
}

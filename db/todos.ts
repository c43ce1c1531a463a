import { sql } from 'kysely';
import type { PlanSide } from '#core/kpi/plan-approval.ts';
import { answeredBy, type HandoverReader } from './answered-by.ts';
import type { Db } from './pool.ts';

/** Targets of KPIs that were submitted and wait for the approval of this side. */
export async function countPlansToApprove(db: Db, side: PlanSide): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from kpi_plan p where p.state = 'submitted' and not exists (
      select 1 from kpi_plan_event e where e.kpi_plan_id = p.kpi_plan_id and e.verdict = 'approve' and e.side = ${side}
         and e.kpi_plan_event_id > (select max(s.kpi_plan_event_id) from kpi_plan_event s where s.kpi_plan_id = p.kpi_plan_id and s.verdict = 'submit'))`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Proposals to change the qualification rule that nobody has decided on. */
export async function countRuleProposals(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from rule_proposal where state = 'open'`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Leads handed over here that nobody answered and that came back to marketing; what a file told of the past is none. */
export async function countLapsed(db: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from lead_cycle c where c.state = 'ignored'
       and exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.kind = 'lapse' and e.undone_at is null)`.execute(
    db,
  );
  return rows[0]!.n;
}

/** Leads accepted and left alone: all of them, or those of one reader. */
export async function countUnfollowed(db: Db, reader: HandoverReader | null): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from lead_cycle c where c.state = 'accepted_ignored' and ${reader ? answeredBy(reader) : sql`true`}`.execute(
    db,
  );
  return rows[0]!.n;
}

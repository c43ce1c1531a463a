import { balanced, type Tally } from '#core/demand/tally.ts';
import { countCohorts, listLostLeads, type CohortCount, type LostLead } from '#db/handover-check.ts';
import type { Db } from '#db/pool.ts';

export type HandoverCheck = {
  readonly checkedAt: Date;
  readonly isBalanced: boolean;
  /** Sum over all months. */
  readonly total: Tally;
  readonly cohorts: readonly (CohortCount & { readonly isBalanced: boolean })[];
  /** Leads that were handed over and now stand nowhere. */
  readonly problems: readonly LostLead[];
};

/**
 * Counts through what was handed over: in every month `H = SAL + rejected + ignored + pending` (domain.md §9.3), each part counted
 * for itself, and every lead that waits has somebody who answers for it. The result is kept; nothing else is changed.
 */
export async function checkHandovers(db: Db, now: Date): Promise<HandoverCheck> {
  const cohorts = (await countCohorts(db)).map((cohort) => ({ ...cohort, isBalanced: holds(cohort) }));
  const problems = await listLostLeads(db);
  const isBalanced = problems.length === 0 && cohorts.every((cohort) => cohort.isBalanced);
  await db
    .insertInto('handover_check')
    .values({
      checked_at: now,
      is_balanced: isBalanced,
      cohorts: JSON.stringify(cohorts),
      problems: JSON.stringify(problems),
    })
    .execute();
  return { checkedAt: now, isBalanced, total: totalOf(cohorts), cohorts, problems };
}

/** The last check, undefined before the first. */
export async function lastHandoverCheck(db: Db): Promise<HandoverCheck | undefined> {
  const row = await db
    .selectFrom('handover_check')
    .selectAll()
    .orderBy('handover_check_id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const cohorts = row.cohorts as HandoverCheck['cohorts'];
  return {
    checkedAt: row.checked_at,
    isBalanced: row.is_balanced,
    total: totalOf(cohorts),
    cohorts,
    problems: row.problems as HandoverCheck['problems'],
  };
}

function holds(tally: Tally): boolean {
  try {
    balanced(tally);
    return true;
  } catch {
    return false;
  }
}

const totalOf = (cohorts: readonly Tally[]): Tally =>
  cohorts.reduce(
    (sum, one) => ({
      handed: sum.handed + one.handed,
      sal: sum.sal + one.sal,
      rejected: sum.rejected + one.rejected,
      ignored: sum.ignored + one.ignored,
      pending: sum.pending + one.pending,
    }),
    { handed: 0, sal: 0, rejected: 0, ignored: 0, pending: 0 },
  );

import { sql, type RawBuilder } from 'kysely';
import { countEach, inScope, onTargets, type MeasureReader, type MeasureScope, type MeasureWindow } from './window.ts';

/**
 * Lead cycles by the day of hand-over (H), each measure one condition over the cycle `c`, so that a number and its rows can
 * never differ. SAL, rejected, ignored and pending share H out between them (domain.md §9.3).
 */
export const cohortConditions = {
  cycles_handed: sql<boolean>`true`,
  cycles_sal: sql<boolean>`c.sal_at is not null`,
  cycles_rejected: sql<boolean>`(c.sal_at is null and c.rejected_at is not null)`,
  cycles_ignored: sql<boolean>`(c.sal_at is null and c.rejected_at is null and c.ignored_at is not null)`,
  cycles_pending: sql<boolean>`(c.sal_at is null and c.rejected_at is null and c.ignored_at is null)`,
  // A link to a deal, opened or joined, is an acceptance.
  cycles_registered: sql<boolean>`(c.sal_at is not null and c.deal_at is not null)`,
  cycles_sql: sql<boolean>`c.sql_at is not null`,
  cycles_won: sql<boolean>`c.won_at is not null`,
} as const;

/** Of H, those whose answer can no longer come in time; a postponed one (後で判断) waits for its day first. */
export function ignoreDue({ ignoreDueUntil, today }: MeasureWindow): RawBuilder<boolean> {
  return sql<boolean>`(c.ignored_at is not null or c.mql_at <= ${ignoreDueUntil} and coalesce(c.postponed_until, '') < ${today})`;
}

/** The cohort of a period. A duplicate that was merged is no hand-over. */
export function cohort(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`lead_cycle c where c.mql_at >= ${window.from} and c.mql_at < ${window.to} and c.state <> 'merged'
       and ${inScope(sql`c.account_id`, scope, window)}`;
}

/** Counts of the cohort and its entries into MQL. */
export const countCohort: MeasureReader = {
  measures: [
    ...(Object.keys(cohortConditions) as (keyof typeof cohortConditions)[]),
    'cycles_ignore_due',
    'entries_mql',
  ],
  count: async (db, window, scope) => {
    const conditions = { ...cohortConditions, cycles_ignore_due: ignoreDue(window), entries_mql: sql<boolean>`true` };
    const { rows } = await sql<Record<keyof typeof conditions, number>>`
    select ${countEach(conditions)} from ${cohort(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

/** Cycles that became SQL in the period. */
export function sqlEntries(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`lead_cycle c where c.sql_at >= ${window.from} and c.sql_at < ${window.to} and c.state <> 'merged'
       and ${inScope(sql`c.account_id`, scope, window)}`;
}

/** Cycles that became SQL in the period, whenever they were handed over. */
export const countSqlEntries: MeasureReader = {
  measures: ['entries_sql', 'entries_sql_on_targets'],
  count: async (db, window, scope) => {
    const conditions = {
      entries_sql: sql<boolean>`true`,
      entries_sql_on_targets: onTargets(sql`c.account_id`, sql`c.sql_at`),
    };
    const { rows } = await sql<Record<keyof typeof conditions, number>>`
    select ${countEach(conditions)} from ${sqlEntries(window, scope)}`.execute(db);
    return rows[0]!;
  },
};

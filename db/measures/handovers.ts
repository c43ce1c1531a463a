import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../pool.ts';
import { cohortConditions, followCohort, followConditions, ignoreDue } from './cycles.ts';
import { sumHandoverDays } from './handover-days.ts';
import { countEach, type MeasureReader, type MeasureScope, type MeasureWindow } from './window.ts';

const measures = [
  ...(Object.keys(cohortConditions) as (keyof typeof cohortConditions)[]),
  'cycles_ignore_due',
  'entries_mql',
  'cycles_follow_due',
  'cycles_followed',
  'cycles_accepted_ignored',
] as const;
export type HandoverCounts = Record<(typeof measures)[number], number>;

/**
 * Hand-overs of the period, what became of them, and whether sales acted on them. Over all companies the days that are counted
 * already are added up and only the others read cycle by cycle; for a part of the companies the cycles of that part are read.
 */
export const countHandovers: MeasureReader = {
  measures,
  count: async (db, window, scope) => {
    if (scope.kind !== 'all') return countCycles(db, window, scope);
    const { counted, missing } = await sumHandoverDays(db, window);
    return missing.length === 0 ? counted : add(counted, await countCycles(db, window, scope, missing));
  },
};

/** The same counted cycle by cycle, of these days of hand-over only where they are given. */
export async function countCycles(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
  days?: readonly string[],
): Promise<HandoverCounts> {
  const conditions: Record<keyof HandoverCounts, RawBuilder<boolean>> = {
    ...cohortConditions,
    ...followConditions(window),
    cycles_ignore_due: ignoreDue(window),
    entries_mql: cohortConditions.cycles_handed,
  };
  const among = days ? sql`c.mql_at = any(${days}::text[])` : sql`true`;
  const { rows } = await sql<HandoverCounts>`
    select ${countEach(conditions)} from ${followCohort(window, scope)} and ${among}`.execute(db);
  return rows[0]!;
}

function add(one: HandoverCounts, other: HandoverCounts): HandoverCounts {
  return Object.fromEntries(measures.map((code) => [code, one[code] + other[code]])) as HandoverCounts;
}

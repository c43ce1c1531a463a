import { casesBehind, sumsPresentAmounts } from '#core/kpi/case-measure.ts';
import { findReportedKpi, reportedKpi } from '#core/report/contents.ts';
import { isSameFigure, type FrozenFigure } from '#core/report/figures.ts';
import { reportPeriods, type MonthText } from '#core/report/month.ts';
import { Refusal } from '#core/refusal.ts';
import { readCaseChanges, type CaseChange } from '#db/month-cases.ts';
import { readClosings, readFrozenFigures, saveCheck, type FoundFigure } from '#db/months.ts';
import type { Database, Db } from '#db/pool.ts';
import { currentClosing } from './close-month.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { figuresOf } from './month-figures.ts';
import { hasPast } from './read-kpis.ts';

/** Months looked at every night: this fiscal year and the one before. */
const monthsChecked = 24;

/** Counts a closed month again and notes beside each frozen figure what it would be now. Refuses `month_not_closed`. */
export async function checkMonth(database: Database, month: MonthText, now: Date): Promise<{ differences: number }> {
  const { db } = database;
  const closing = await requireClosing(db, month);
  const frozen = (await readFrozenFigures(db, closing.month_closing_id)).filter(
    ({ kind, code }) => kind === 'period' && isCountedAgain(code),
  );
  const found: Omit<FoundFigure, 'casesChanged'>[] = [];
  for (const own of Map.groupBy(frozen, ({ from, to }) => `${from} ${to}`).values())
    found.push(...(await differing(db, own, now)));
  const { month: own } = reportPeriods(month, closing.start_month);
  const counted: FoundFigure[] = [];
  for (const one of found)
    counted.push({
      ...one,
      casesChanged:
        one.from === own.from && one.to === own.to ? await countChangedCases(db, closing, one.code, now) : null,
    });
  await saveCheck(db, closing.month_closing_id, counted, now);
  return { differences: found.length };
}

/** Null for KPIs that count neither leads nor deals. */
async function countChangedCases(db: Db, closing: CurrentClosing, code: string, now: Date): Promise<number | null> {
  if (casesBehind(reportedKpi(code)).length === 0) return null;
  return (await changedCases(db, closing, code, now, 0)).changed;
}

/** KPIs known only as of today cannot be counted again for a month gone by. */
function isCountedAgain(code: string): boolean {
  const kpi = findReportedKpi(code);
  return kpi !== undefined && hasPast(kpi);
}

/** Every night: the closed months of two years. */
export async function checkClosedMonths(database: Database, now: Date): Promise<number> {
  const current = (await readClosings(database.db)).filter(({ reopenedAt }) => reopenedAt === null);
  for (const { month } of current.slice(0, monthsChecked)) await checkMonth(database, month, now);
  return Math.min(current.length, monthsChecked);
}

/** The leads and deals that make the difference of one KPI of the month itself. */
export async function readChangedCases(
  db: Db,
  month: MonthText,
  code: string,
  now: Date,
  limit: number,
): Promise<{ changed: number; rows: CaseChange[] }> {
  return changedCases(db, await requireClosing(db, month), code, now, limit);
}

async function changedCases(db: Db, closing: CurrentClosing, code: string, now: Date, limit: number) {
  const kpi = reportedKpi(code);
  const { month: period } = reportPeriods(closing.month, closing.start_month);
  const [window] = measureWindows([period], await readHandoverSettings(db), now);
  const measures = { measures: casesBehind(kpi), amounts: sumsPresentAmounts(kpi) };
  return readCaseChanges(db, closing.month_closing_id, measures, window!, limit);
}

type CurrentClosing = NonNullable<Awaited<ReturnType<typeof currentClosing>>>;

async function requireClosing(db: Db, month: MonthText): Promise<CurrentClosing> {
  const closing = await currentClosing(db, month);
  if (!closing)
    throw new Refusal('month_not_closed', 'この月はまだ締めていません。', { status: 409, details: { month } });
  return closing;
}

/** A definition that changed since says so, even where the number is the same. */
async function differing(
  db: Db,
  frozen: readonly FrozenFigure[],
  now: Date,
): Promise<Omit<FoundFigure, 'casesChanged'>[]> {
  const { from, to } = frozen[0]!;
  const counted = await figuresOf(
    db,
    frozen.map(({ code }) => reportedKpi(code)),
    { from, to },
    now,
  );
  return counted.flatMap(({ code, figure, version }, index) => {
    const was = frozen[index]!;
    if (isSameFigure(was.figure, figure) && was.version === version) return [];
    return [{ code, from, to, figureNow: figure, versionNow: version }];
  });
}

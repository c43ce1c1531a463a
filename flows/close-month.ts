import { casesBehind } from '#core/kpi/case-measure.ts';
import { reportedKpis } from '#core/report/contents.ts';
import { advanceMonth, reportPeriods, requireClosable, type MonthText } from '#core/report/month.ts';
import { writeAudit } from '#db/audit.ts';
import { freezeCases } from '#db/month-cases.ts';
import { freezePipeline } from '#db/month-pipeline.ts';
import { insertFigures, readMonthTexts, writeMonthTexts } from '#db/months.ts';
import type { Database, Db } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { measureWindows } from './measure-window.ts';
import { isKept, readMonthFigures } from './month-figures.ts';
import { openPipelineLanding } from './read-landing.ts';

/** The closing in force of a month; undefined while it is open. */
export function currentClosing(db: Db, month: MonthText) {
  return db
    .selectFrom('month_closing')
    .selectAll()
    .where('month', '=', month)
    .where('reopened_at', 'is', null)
    .executeTakeFirst();
}

/**
 * 月次締め (users.md §2): freezes every KPI of the month with numerator, denominator, n, version and plan, and the leads and
 * deals behind them, with the open deals of the landing. Refuses `month_not_over`, `month_not_settled`, `month_closed`.
 */
export async function closeMonth(
  database: Database,
  month: MonthText,
  memberId: number | null,
  now: Date,
): Promise<{ closingId: number }> {
  requireClosable(month, now);
  const startMonth = await readFiscalStart(database.db);
  const kpis = reportedKpis.filter(isKept);
  const figures = await readMonthFigures(database.db, month, startMonth, kpis, now);
  const period = reportPeriods(month, startMonth).month;
  const [window] = measureWindows([period], await readHandoverSettings(database.db), now);
  const [ofYear] = measureWindows(
    [reportPeriods(month, startMonth).year],
    await readHandoverSettings(database.db),
    now,
  );
  const { deals } = await openPipelineLanding(database.db, ofYear!, { kind: 'all' }, null);
  return inTransaction(database, async ({ db }) => {
    advanceMonth((await currentClosing(db, month)) ? 'closed' : 'open', 'close');
    const { month_closing_id: closingId } = await db
      .insertInto('month_closing')
      .values({ month, start_month: startMonth, closed_at: now, closed_by: memberId, checked_at: now })
      .returning('month_closing_id')
      .executeTakeFirstOrThrow();
    await insertFigures(db, closingId, figures);
    await freezeCases(db, closingId, [...new Set(kpis.flatMap(casesBehind))], window!);
    await freezePipeline(db, closingId, deals);
    await writeAudit(db, {
      memberId,
      action: 'month.close',
      subjectKind: 'month',
      subjectId: month,
      after: { closingId, figures: figures.length },
    });
    return { closingId };
  });
}

/** Opens a closed month again; what it said stays as it was. Refuses `month_not_closed`, `month_needs_reason`. */
export async function reopenMonth(
  { db }: Transaction,
  month: MonthText,
  reason: string,
  memberId: number | null,
  now: Date,
): Promise<{ month: MonthText }> {
  const closing = await currentClosing(db, month);
  advanceMonth(closing ? 'closed' : 'open', 'reopen', reason);
  await db
    .updateTable('month_closing')
    .set({ reopened_at: now, reopened_by: memberId, reopen_reason: reason })
    .where('month_closing_id', '=', closing!.month_closing_id)
    .execute();
  await writeAudit(db, { memberId, action: 'month.reopen', subjectKind: 'month', subjectId: month, after: { reason } });
  return { month };
}

/** 所見 and お願い事項 of a month; what stood there before is in the audit. */
export async function writeTexts(
  { db }: Transaction,
  month: MonthText,
  texts: { readonly findings: string; readonly requests: string },
  memberId: number | null,
  now: Date,
): Promise<{ month: MonthText }> {
  const { findings, requests } = await readMonthTexts(db, month);
  await writeMonthTexts(db, month, texts, memberId, now);
  await writeAudit(db, {
    memberId,
    action: 'month.write',
    subjectKind: 'month',
    subjectId: month,
    before: { findings, requests },
    after: texts,
  });
  return { month };
}

import { z } from 'zod';
import { casesBehind } from '#core/kpi/case-measure.ts';
import { findReportedKpi, funnelStages } from '#core/report/contents.ts';
import type { MonthReport } from '#core/report/month-report.ts';
import { figure, sentence } from './figure.ts';

const at = z.iso.datetime().nullable();
const unit = z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']);
const period = z.object({ kind: z.string(), from: z.string(), to: z.string(), label: sentence });
const against = z.object({ figure, target: z.number().nullable(), achievement: z.number().nullable() });
const yearOnYear = z.object({
  value: z.number().nullable(),
  unit: z.enum(['ratio', 'points']),
  isClear: z.boolean().nullable(),
  /** The meaning changed in between: no simple comparison. */
  changed: z.object({ on: z.string(), whatChanged: sentence }).nullable(),
});
const line = z.object({
  code: z.string(),
  version: z.number(),
  name: sentence,
  unit,
  month: against,
  lastYear: figure,
  yearOnYear,
  toDate: against,
  toDateLastYear: figure,
  toDateYearOnYear: yearOnYear,
  landing: against,
  pipeline: against.nullable(),
  unmeasured: sentence.nullable(),
  /** Whether its leads or deals can be listed. */
  opens: z.boolean(),
});

export const closing = z.object({
  closingId: z.number(),
  month: z.string(),
  startMonth: z.number(),
  closedAt: z.iso.datetime(),
  closedByName: z.string().nullable(),
  reopenedAt: at,
  reopenedByName: z.string().nullable(),
  reopenReason: z.string().nullable(),
  checkedAt: at,
  differences: z.number(),
});

const handedOver = z
  .object({ handed: z.number(), sal: z.number(), rejected: z.number(), ignored: z.number(), pending: z.number() })
  .nullable();

export const monthReport = z.object({
  month: z.string(),
  periods: z.object({
    month: period,
    lastYear: period,
    toDate: period,
    toDateLastYear: period,
    year: period,
  }),
  results: z.array(line),
  coverage: z.array(line),
  funnel: z.array(z.object({ stage: z.enum(funnelStages), month: figure, toDate: figure })),
  /** H and the four parts that share it out; null where a closed month did not keep one. */
  handed: z.object({ month: handedOver, toDate: handedOver }),
  trend: z.array(
    z.object({
      month: z.string(),
      value: z.number().nullable(),
      lastYear: z.number().nullable(),
      isChanged: z.boolean(),
    }),
  ),
  closing: closing.nullable(),
  reopened: z.array(closing),
  texts: z.object({ findings: z.string(), requests: z.string(), changedAt: at, changedByName: z.string().nullable() }),
  corrections: z.array(
    z.object({
      code: z.string(),
      name: sentence,
      unit,
      period: sentence,
      from: z.string(),
      to: z.string(),
      frozen: figure,
      now: figure,
      difference: z.number().nullable(),
      casesChanged: z.number().nullable(),
      version: z.number(),
      versionNow: z.number(),
      mayProgress: z.boolean(),
    }),
  ),
});

/** As the API says it: instants as text, and whether a line opens. */
export function monthReportView(report: MonthReport) {
  const withOpens = (lines: MonthReport['results']) =>
    lines.map((one) => ({
      ...one,
      opens: one.unmeasured === null && casesBehind(findReportedKpi(one.code)!).length > 0,
    }));
  const { closing: current, texts } = report;
  return {
    ...report,
    results: withOpens(report.results),
    coverage: withOpens(report.coverage),
    closing: current && closingView(current),
    reopened: report.reopened.map(closingView),
    texts: { ...texts, changedAt: texts.changedAt?.toISOString() ?? null },
  };
}

export function closingView(one: NonNullable<MonthReport['closing']>) {
  return {
    ...one,
    closedAt: one.closedAt.toISOString(),
    reopenedAt: one.reopenedAt?.toISOString() ?? null,
    checkedAt: one.checkedAt?.toISOString() ?? null,
  };
}

import type { Kpi } from '#core/kpi/kpi.ts';
import type { Figure } from '#core/measure/figure.ts';
import type { Period } from '#core/period/fiscal.ts';
import type { DateText } from '#core/value/date.ts';
import type { MonthText } from './month.ts';
import type { ReportBody } from './report.ts';

/** One closing of a month: by whom, when, and why it was opened again. */
export type Closing = {
  readonly closingId: number;
  readonly month: MonthText;
  readonly startMonth: number;
  readonly closedAt: Date;
  readonly closedByName: string | null;
  readonly reopenedAt: Date | null;
  readonly reopenedByName: string | null;
  readonly reopenReason: string | null;
  readonly checkedAt: Date | null;
  /** Figures of it that the last check found changed. */
  readonly differences: number;
};

/** 所見 and お願い事項. */
export type MonthTexts = {
  readonly findings: string;
  readonly requests: string;
  readonly changedAt: Date | null;
  readonly changedByName: string | null;
};

/** A frozen figure and what it would be now. */
export type Correction = {
  readonly code: string;
  readonly name: Kpi['name'];
  readonly unit: Kpi['unit'];
  readonly period: Period['label'];
  readonly from: DateText;
  readonly to: DateText;
  readonly frozen: Figure;
  readonly now: Figure;
  readonly difference: number | null;
  /** Leads and deals that came or went; null where the KPI counts neither, or for spans beside the month. */
  readonly casesChanged: number | null;
  readonly version: number;
  readonly versionNow: number;
  /** A cohort goes on after the closing: acceptances and deals that came later are no mistake of the month. */
  readonly mayProgress: boolean;
};

/** 月次報告 as screens, slides and paper show it. */
export type MonthReport = ReportBody & {
  readonly month: MonthText;
  readonly periods: Readonly<Record<'month' | 'lastYear' | 'toDate' | 'toDateLastYear' | 'year', Period>>;
  /** Null while the month is open: its figures are those of now. */
  readonly closing: Closing | null;
  /** Earlier closings of the month that were opened again, the newest first. */
  readonly reopened: readonly Closing[];
  readonly texts: MonthTexts;
  readonly corrections: readonly Correction[];
};

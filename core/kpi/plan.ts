import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { businessDaysBetween } from '#core/period/business-calendar.ts';
import { addDays } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import { isAdditive as addsUp, type Kpi } from './kpi.ts';

/** A target of one KPI for a scope and period. Joint: it holds only once marketing and sales both agreed (S1 L112). */
export type KpiPlan = {
  readonly kpiCode: string;
  readonly scope: string;
  readonly from: DateText;
  readonly to: DateText;
  readonly target: number;
  readonly approvals: { readonly marketing: string | null; readonly sales: string | null };
};

export type PlanReading = {
  /** Actual over target; target over actual where lower is better. Null without target. */
  readonly achievement: number | null;
  /** Actual over what should be there by now: 1.0 is on course. Null before the first business day. */
  readonly pace: number | null;
  /** 着地見込み: actual plus what the open pipeline is likely to bring, or the run rate where no pipeline is given. */
  readonly landing: number | null;
  readonly landingAchievement: number | null;
  readonly status: 'green' | 'amber' | 'red' | 'none';
  readonly elapsedDays: number;
  readonly totalDays: number;
};

/** In force: marketing and sales both approved (by two people, `plan-approval.ts`). */
export function isAgreed({ approvals }: KpiPlan): boolean {
  return approvals.marketing !== null && approvals.sales !== null;
}

/**
 * The target of `[from, to)`: the one agreed for it or, where the KPI adds up over days, the sum of agreed targets that fill it
 * without a gap, such as three months of a quarter or 4月からの累計. Undefined where a part is missing: no target is no 0.
 */
export function planFor(
  kpi: Kpi,
  plans: readonly KpiPlan[],
  scope: string,
  { from, to }: { readonly from: DateText; readonly to: DateText },
): KpiPlan | undefined {
  const own = plans.filter((plan) => plan.kpiCode === kpi.code && plan.scope === scope && isAgreed(plan));
  const whole = own.find((plan) => plan.from === from && plan.to === to);
  if (whole || !addsUp(kpi)) return whole;
  const parts: KpiPlan[] = [];
  for (let day = from; day < to; day = parts.at(-1)!.to) {
    const starting = own.filter((plan) => plan.from === day && plan.to <= to);
    // Fiscal periods nest, so the longest piece never hides another way to fill the rest.
    const longest = starting.sort((one, other) => (one.to < other.to ? 1 : -1))[0];
    if (!longest) return undefined;
    parts.push(longest);
  }
  const names = (side: 'marketing' | 'sales') => [...new Set(parts.map(({ approvals }) => approvals[side]))].join('・');
  return {
    kpiCode: kpi.code,
    scope,
    from,
    to,
    target: parts.reduce((sum, { target }) => sum + target, 0),
    approvals: { marketing: names('marketing'), sales: names('sales') },
  };
}

/**
 * Targets against actual (domain.md §10.1): `pace = actual ÷ (target × elapsed business days ÷ total business days)`, landing
 * = actual + Σ pipeline × p. Green from 1.0, amber from 0.8. `asOf` counts as a whole day. Rates and other KPIs that do not
 * add up over days have no elapsed share: `isAdditive` false compares them with the whole target.
 */
export function readPlan(
  plan: KpiPlan,
  actual: number | null,
  options: {
    readonly asOf: DateText;
    readonly calendar: BusinessCalendar;
    readonly direction: 'higher' | 'lower' | 'neither';
    readonly isAdditive: boolean;
    /** Expected rest of the period, Σ amount × p; undefined lands by the run rate. */
    readonly expectedRest?: number;
  },
): PlanReading {
  const { calendar, direction, isAdditive } = options;
  const [end] = [addDays(options.asOf, 1), plan.to].sort() as [DateText, DateText];
  const totalDays = businessDaysBetween(plan.from, plan.to, calendar);
  const elapsedDays = businessDaysBetween(plan.from, end, calendar);
  const share = isAdditive ? (totalDays === 0 ? 0 : elapsedDays / totalDays) : 1;
  const reach = (reached: number | null, wanted: number) => achievementOf(direction, reached, wanted);
  const landing = landingOf(actual, share, options.expectedRest);
  const pace = reach(actual, plan.target * share);
  return {
    achievement: reach(actual, plan.target),
    pace,
    landing,
    landingAchievement: reach(landing, plan.target),
    status: pace === null || direction === 'neither' ? 'none' : pace >= 1 ? 'green' : pace >= 0.8 ? 'amber' : 'red',
    elapsedDays,
    totalDays,
  };
}

/** 計画比; null where there is nothing to divide by: no target, or nothing spent yet where lower is better. */
export function achievementOf(
  direction: 'higher' | 'lower' | 'neither',
  actual: number | null,
  target: number | null,
): number | null {
  if (actual === null || target === null) return null;
  const [top, bottom] = direction === 'lower' ? [target, actual] : [actual, target];
  return bottom === 0 ? null : top / bottom;
}

function landingOf(actual: number | null, share: number, expectedRest: number | undefined): number | null {
  if (actual === null) return null;
  if (expectedRest !== undefined) return actual + expectedRest;
  return share === 0 ? null : actual / share;
}

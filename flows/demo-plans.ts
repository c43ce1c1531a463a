import { todayJst } from '#core/period/day.ts';
import { addMonths, april, periodOf } from '#core/period/fiscal.ts';
import type { Transaction } from '#db/transaction.ts';
import { decidePlans, draftPlans, type NewPlan } from './edit-plans.ts';

type Targets = readonly (readonly [code: string, target: number])[];

/** The last quarter that the demo files tell of. */
const lastTold = periodOf('quarter', '2026-03-31', april);
const agreedThen: Targets = [
  ['K6.1', 0.75],
  ['K6.3', 0.1],
  ['K6.2', 0.65],
  ['K5.1', 30],
  ['K3.3', 80_000_000],
  ['K1.4', 0.8],
];
const agreedNow: Targets = [
  ['K6.1', 0.8],
  ['K5.1', 40],
  ['K3.3', 60_000_000],
];
const proposed: Targets = [
  ['K6.1', 0.85],
  ['K3.3', 100_000_000],
];

/** Plans of the year that the files tell of, month by month, so that its report has something to be held against. */
const yearTold = periodOf('year', '2026-03-31', april);
const monthsTold = Array.from({ length: 12 }, (_, index) => periodOf('month', addMonths(yearTold.from, index), april));
const pipelinePlan = [...Array<number>(9).fill(20_000_000), 25_000_000, 25_000_000, 30_000_000];
const agreedEachMonth = (index: number): Targets => [
  ['K5.5d', 125_000_000],
  ['K3.3', pipelinePlan[index]!],
  ['K5.1', 10],
];
/** Rates do not add up, so the month that is closed and the year have their own. */
const agreedRates: Targets = [
  ['K6.1', 0.75],
  ['K6.2', 0.6],
  ['K6.3', 0.1],
];

/** What is to be won in the running year, against which both landings stand. */
const agreedForYear: Targets = [['K5.5d', 160_000_000]];

/** Targets that both sides agreed on, some that wait for sales, and one that is still a draft. */
export async function planDemo(
  transaction: Transaction,
  members: { readonly marketing: number; readonly sales: number },
  now: Date,
): Promise<void> {
  const current = periodOf('quarter', todayJst(now), april);
  const next = periodOf('quarter', current.to, april);
  const marketing = { memberId: members.marketing, now };
  const sales = { memberId: members.sales, now };
  const draftAll = async (wanted: readonly (readonly [NewPlan['period'], Targets])[]) => {
    const plans = wanted.flatMap(([period, targets]) =>
      targets.map(([kpiCode, target]) => ({ kpiCode, target, period, scope: 'all' as const })),
    );
    return (await draftPlans(transaction, plans, marketing)).planIds;
  };
  const draft = (period: NewPlan['period'], targets: Targets) => draftAll([[period, targets]]);
  const agreed = [
    ...(await draft(lastTold, agreedThen)),
    ...(await draftAll(monthsTold.map((month, index) => [month, agreedEachMonth(index)]))),
    ...(await draftAll([monthsTold.at(-1)!, yearTold].map((period) => [period, agreedRates]))),
    ...(await draft(current, agreedNow)),
    ...(await draft(periodOf('year', todayJst(now), april), agreedForYear)),
  ];
  const waiting = await draft(next, proposed);
  await draft(next, [['K6.3', 0.05]]);
  const own = { verdict: 'approve', isProxy: false } as const;
  await decidePlans(transaction, [...agreed, ...waiting], { verdict: 'submit' }, marketing);
  await decidePlans(
    transaction,
    [...agreed, ...waiting],
    { ...own, side: 'marketing', memberId: members.marketing },
    marketing,
  );
  await decidePlans(transaction, agreed, { ...own, side: 'sales', memberId: members.sales }, sales);
}

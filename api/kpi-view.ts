import { z } from 'zod';
import { catalogue } from '#core/kpi/catalogue.ts';
import { grains } from '#core/kpi/grain.ts';
import { isOfAgency } from '#core/kpi/tile.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { hasTwoParts } from '#flows/open-kpi.ts';
import { isPerAccount, showsGrossProfit, type KpiReading } from '#flows/read-kpis.ts';
import { figure, sentence } from './figure.ts';
import { isAllowed, type Actor } from './policy.ts';

/** From a day on the KPI means something else. */
export const marker = z.object({
  on: z.string(),
  what: z.enum(['definition', 'qualification_rule', 'routing_rule', 'target_list', 'stage_table', 'plan']),
  version: z.string(),
  whatChanged: sentence,
  by: z.string().nullable(),
});

/** One KPI as screens show it. */
export const reading = z.object({
  code: z.string(),
  version: z.number(),
  phase: z.number().nullable(),
  name: sentence,
  question: sentence,
  formula: sentence,
  unit: z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']),
  /** What is counted one by one. */
  grain: sentence,
  direction: z.enum(['higher', 'lower', 'neither']),
  figure,
  unmeasured: sentence.nullable(),
  previous: figure.nullable(),
  lastYear: figure.nullable(),
  /** The last days counted of both, where the period is still running. */
  soFar: z.object({ previous: z.string(), lastYear: z.string() }).nullable(),
  change: sentence.nullable(),
  /** Days on which its meaning changed, since the same period of last year. */
  markers: z.array(marker),
  /** What such a day does to the comparison with the period before. */
  caution: sentence.nullable(),
  plan: z
    .object({
      target: z.number(),
      approvals: z.object({ marketing: z.string().nullable(), sales: z.string().nullable() }),
      achievement: z.number().nullable(),
      pace: z.number().nullable(),
      landing: z.number().nullable(),
      landingAchievement: z.number().nullable(),
      status: z.enum(['green', 'amber', 'red', 'none']),
      elapsedDays: z.number(),
      totalDays: z.number(),
      /** 着地見込み by what is won and the weighted pipeline; null where the KPI is no money won or its period is over. */
      pipeline: z.object({ figure, achievement: z.number().nullable() }).nullable(),
    })
    .nullable(),
  /** What it opens to: the cases of numerator and denominator, those of one number, or company by company. */
  opens: z.enum(['parts', 'cases', 'accounts']).nullable(),
});
/** A reading in that shape. */
export function readingView({ kpi, unmeasured, missing: _, change, caution, ...told }: KpiReading) {
  return {
    ...kpi,
    ...told,
    grain: grains[kpi.grain],
    unmeasured: unmeasured ?? null,
    change: change ?? null,
    caution: caution ?? null,
    opens: unmeasured ? null : opensTo(kpi),
  };
}

/** What a measured KPI opens to; a rate and an average have two parts. */
const opensTo = (kpi: Kpi): 'parts' | 'cases' | 'accounts' | null => {
  if (!kpi.definition) return null;
  if (isPerAccount(kpi)) return 'accounts';
  return hasTwoParts(kpi) ? 'parts' : 'cases';
};

/** Gross profit stays with those who may see it; an agency sees what it was given. */
export const isShownTo = (actor: Actor) => (kpi: Kpi) =>
  (isAllowed(actor, 'gross_profit.read') || !showsGrossProfit(kpi)) && (actor.role !== 'agency' || isOfAgency(kpi));
export const shownTo = (actor: Actor) => catalogue.filter(isShownTo(actor));

/** What a landing by pipeline is made of: `wonYen + Σ partYen` of its deals is its value. */
export const openedLanding = z.object({
  figure,
  from: z.string(),
  to: z.string(),
  wonYen: z.number().nullable(),
  openYen: z.number(),
  openDeals: z.number(),
  isWeak: z.boolean(),
  isFrozen: z.boolean(),
  stages: z.array(
    z.object({
      source: z.string(),
      stage: z.string(),
      likelihood: z.number(),
      decided: z.number(),
      deals: z.number(),
      amountYen: z.number(),
      partYen: z.number(),
    }),
  ),
  deals: z.array(
    z.object({
      dealId: z.string(),
      accountId: z.number().nullable(),
      accountName: z.string().nullable(),
      name: z.string().nullable(),
      source: z.string(),
      stage: z.string(),
      closesOn: z.string(),
      amountYen: z.number(),
      likelihood: z.number(),
      decided: z.number(),
      partYen: z.number(),
    }),
  ),
  leftOut: z
    .object({
      withoutAmount: z.number(),
      withoutDate: z.number(),
      overdue: z.number(),
      overdueYen: z.number(),
      postponed: z.number(),
    })
    .nullable(),
});

/** One case behind a number. */
export const measureRow = z.object({
  kind: z.enum(['lead', 'deal', 'appointment', 'account', 'person', 'line', 'plan', 'week', 'action']),
  id: z.string(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  label: z.string().nullable(),
  state: z.string().nullable(),
  day: z.string().nullable(),
  amountYen: z.number().nullable(),
  /** What it adds to the number. */
  part: z.number(),
  /** 推定: a day or a person of it is derived. */
  isInferred: z.boolean(),
});

import { nothing, smallN, type Figure } from '#core/measure/figure.ts';
import { shrunkRate } from '#core/measure/rate.ts';
import type { Kpi } from './kpi.ts';

/** Deals of one stage of a source that were decided: how many there were, and how many were won. */
export type StageHistory = StageName & { readonly decided: number; readonly won: number };
type StageName = { readonly source: string; readonly stage: string };

/** How likely a deal of a stage is won; `decided` is how many deals that was measured on. */
export type StageLikelihood = StageName & { readonly likelihood: number; readonly decided: number };

/** Open deals of one stage that are expected to close in a period. `partYen` is Σ amount × p, each deal rounded to the yen. */
export type OpenStage = StageLikelihood & {
  readonly deals: number;
  readonly amountYen: number;
  /** Σ amount², for the spread of the sum. */
  readonly squaresYen: number;
  readonly partYen: number;
};

/** What a period comes to if the open deals do as deals of their stage did: what is won, and the pipeline weighted. */
export type PipelineLanding = {
  readonly wonYen: number;
  readonly wonDeals: number;
  readonly openYen: number;
  readonly openDeals: number;
  /** `wonYen + openYen`; null where nothing was won and nothing is open, or no deal was ever decided. */
  readonly figure: Figure;
  readonly stages: readonly OpenStage[];
  /** The likelihood of some stage rests on fewer than 30 decided deals. */
  readonly isWeak: boolean;
};

/** How strongly a stage with little history is drawn to the rate of all deals (domain.md §10.1). */
const weight = 10;
const fewDecided = 30;
const z = 1.959963984540054;

/** 着地見込み by pipeline is told of money won: what else adds up is no sum of deal amounts. */
export function landsByPipeline({ definition }: Kpi): boolean {
  return definition?.kind === 'total' && definition.of === 'deals_won_amount';
}

/** p of each stage with own history, and that of every other. */
export type Likelihoods = { readonly stages: readonly StageLikelihood[]; readonly base: number };

/**
 * p of each stage: `(won + m·base) ÷ (decided + m)`, m = 10, from deals once seen open in it (domain.md §9.7, §10.1). The base is
 * the share won of all decided deals, `(won + ½) ÷ (decided + 1)`, so that three wins of three are no certainty. Undefined where
 * no deal was ever decided: without history there is no likelihood.
 */
export function stageLikelihoods(
  history: readonly StageHistory[],
  all: { readonly decided: number; readonly won: number },
): Likelihoods | undefined {
  if (all.decided === 0) return undefined;
  const base = (all.won + 0.5) / (all.decided + 1);
  const stages = history.map(({ won, ...stage }) => ({
    ...stage,
    likelihood: shrunkRate(won, stage.decided, base, weight),
  }));
  return { stages, base };
}

/**
 * Forecast = won + Σ amount × p (domain.md §9.7). The 95 % interval is that of the sum of beta-binomial deals: each is won or
 * not, and p itself is known only as well as its stage's history tells; it never leaves what is possible at all.
 */
export function pipelineLanding(
  won: { readonly yen: number; readonly deals: number },
  stages: readonly OpenStage[],
  decided: number,
): PipelineLanding {
  const sum = (of: 'deals' | 'partYen' | 'amountYen') => stages.reduce((total, one) => total + one[of], 0);
  const [openDeals, openYen] = [sum('deals'), sum('partYen')];
  const isUnknown = (openDeals > 0 && decided === 0) || (openDeals === 0 && won.deals === 0);
  const value = won.yen + openYen;
  const reach = z * Math.sqrt(stages.reduce((total, one) => total + varianceOf(one), 0));
  const figure: Figure = {
    ...nothing,
    value,
    n: won.deals + openDeals,
    interval:
      openDeals === 0
        ? null
        : {
            low: Math.round(Math.max(won.yen, value - reach)),
            high: Math.round(Math.min(won.yen + sum('amountYen'), value + reach)),
          },
    note: openDeals > 0 && decided < smallN ? 'small' : null,
  };
  return {
    wonYen: won.yen,
    wonDeals: won.deals,
    openYen,
    openDeals,
    figure: isUnknown ? { ...nothing, n: won.deals + openDeals } : figure,
    stages,
    isWeak: isWeak(stages),
  };
}

/** Open deals put together by stage; `partYen` of a deal is what it adds. */
export function openStages(
  deals: readonly (StageLikelihood & { readonly amountYen: number; readonly partYen: number })[],
): OpenStage[] {
  const sum = (own: readonly (typeof deals)[number][], of: (deal: (typeof deals)[number]) => number) =>
    own.reduce((total, deal) => total + of(deal), 0);
  return [...Map.groupBy(deals, keyOf).values()].map((own) => {
    const { source, stage, likelihood, decided } = own[0]!;
    return {
      source,
      stage,
      likelihood,
      decided,
      deals: own.length,
      amountYen: sum(own, ({ amountYen }) => amountYen),
      squaresYen: sum(own, ({ amountYen }) => amountYen ** 2),
      partYen: sum(own, ({ partYen }) => partYen),
    };
  });
}

/** Whether a landing rests on a stage of which too few deals were decided to know its likelihood. */
export const isWeak = (stages: readonly StageLikelihood[]) => stages.some(({ decided }) => decided < fewDecided);

/** Σa²·p(1−p)·s/(s+1) + (Σa)²·p(1−p)/(s+1) with s = decided + m: outcomes of single deals, and what is not known of p. */
function varianceOf({ likelihood, decided, amountYen, squaresYen }: OpenStage): number {
  const s = decided + weight;
  return (likelihood * (1 - likelihood) * (squaresYen * s + amountYen * amountYen)) / (s + 1);
}

const keyOf = ({ source, stage }: StageName) => `${source}\n${stage}`;

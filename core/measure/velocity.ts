import { nothing, type Figure } from './figure.ts';

/** Parts of the pipeline velocity, all four from the same population of deals. */
export type PipelineParts = {
  readonly deals: number;
  readonly winRate: number | null;
  readonly averageAmountYen: number | null;
  readonly cycleDays: number | null;
};

/** Yen per day: deals × win rate × average amount ÷ sales-cycle days (domain.md §9.7, golden G-VEL-1); null if a part is. */
export function pipelineVelocity({ deals, winRate, averageAmountYen, cycleDays }: PipelineParts): Figure {
  if (winRate === null || averageAmountYen === null || !cycleDays) return { ...nothing, n: deals };
  return { ...nothing, value: (deals * winRate * averageAmountYen) / cycleDays, n: deals, note: null };
}

/** Expected amount Σ amount × p of open deals (domain.md §9.7), rounded to the yen; p between 0 and 1. */
export function weightedPipeline(deals: readonly { readonly amountYen: number; readonly p: number }[]): number {
  return Math.round(deals.reduce((sum, deal) => sum + deal.amountYen * deal.p, 0));
}

import { pipelineLanding, stageLikelihoods, type Likelihoods, type PipelineLanding } from '#core/kpi/landing.ts';
import {
  countLeftOut,
  listWeighedDeals,
  readStageHistory,
  sumOpenStages,
  type WeighedDeal,
} from '#db/measures/pipeline.ts';
import type { DateText } from '#core/value/date.ts';
import { countDecidedDeals } from '#db/measures/deals.ts';
import type { MeasureScope, MeasureWindow } from '#db/measures/window.ts';
import type { Db } from '#db/pool.ts';

/** The landing of a period with the deals it is made of, and the open ones that no period can count on. */
export type OpenedLanding = Pick<PipelineLanding, 'figure' | 'openYen' | 'openDeals' | 'stages' | 'isWeak'> & {
  readonly from: DateText;
  readonly to: DateText;
  /** Null where the landing itself is not known. */
  readonly wonYen: number | null;
  /** What adds most first; `openDeals` says how many there are. */
  readonly deals: readonly WeighedDeal[];
  /** Null for a closed month, which keeps what it counted. */
  readonly leftOut: Awaited<ReturnType<typeof countLeftOut>> | null;
  readonly isFrozen: boolean;
};

/**
 * 着地見込み of money won in `[window.from, window.to)` as of today: what is won, and the open deals expected to close in the rest
 * of it, each by the likelihood of its stage in own history (domain.md §9.7).
 */
export async function readPipelineLanding(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<PipelineLanding> {
  return landingBy(db, await readLikelihoods(db, window), window, scope);
}

/** The same with its deals, `limit` of them. */
export async function openPipelineLanding(
  db: Db,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number | null,
): Promise<OpenedLanding> {
  const history = await readLikelihoods(db, window);
  const landing = await landingBy(db, history, window, scope);
  const deals = await listWeighedDeals(db, history.likelihoods, window, scope, limit);
  const { from, to } = window;
  return { ...landing, from, to, deals, leftOut: await countLeftOut(db, window, scope), isFrozen: false };
}

type Told = { readonly likelihoods: Likelihoods; readonly decided: number };

async function landingBy(
  db: Db,
  { likelihoods, decided }: Told,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<PipelineLanding> {
  const stages = await sumOpenStages(db, likelihoods, window, scope);
  const { deals_won = 0, deals_won_amount = 0 } = await countDecidedDeals.count(db, window, scope);
  return pipelineLanding({ yen: deals_won_amount, deals: deals_won }, stages, decided);
}

/** Without any decided deal the likelihoods are 0 and the landing stays unknown. */
async function readLikelihoods(db: Db, { today }: MeasureWindow): Promise<Told> {
  const { stages, all } = await readStageHistory(db, today);
  return { likelihoods: stageLikelihoods(stages, all) ?? { stages: [], base: 0 }, decided: all.decided };
}

/** What a touch may have done for a deal. One touch may hold several. */
export type Milestone = 'first' | 'lead' | 'deal' | 'close';

/** A touch on the way to a deal, in the order of time. */
export type Touch = { readonly key: string; readonly milestones: readonly Milestone[] };

type MilestoneShares = Readonly<Partial<Record<Milestone, number>>> & { readonly rest: number };

/** Percent of the credit by milestone, the rest shared equally (domain.md §10.7); each adds up to 100. */
export const milestoneModels = {
  first: { first: 100, rest: 0 },
  lead: { lead: 100, rest: 0 },
  deal: { deal: 100, rest: 0 },
  u: { first: 40, lead: 40, rest: 20 },
  w: { first: 30, lead: 30, deal: 30, rest: 10 },
  full_path: { first: 22.5, lead: 22.5, deal: 22.5, close: 22.5, rest: 10 },
} as const satisfies Record<string, MilestoneShares>;
export type MilestoneModel = keyof typeof milestoneModels;

/**
 * Percent of a deal's credit for each touch, in their order (domain.md §10.7). What a missing milestone would get is divided
 * among those there; without touches that hold none the rest is divided among milestones, by how many a touch holds. Adds up to
 * 100; without any milestone all touches share alike.
 */
export function milestoneCredit(touches: readonly Touch[], model: MilestoneModel): number[] {
  const { rest, ...shares }: MilestoneShares = milestoneModels[model];
  const counted = touches.map((touch) => touch.milestones.filter((milestone) => shares[milestone] !== undefined));
  const present = [...new Set(counted.flat())];
  if (present.length === 0) return touches.map(() => 100 / touches.length);
  const missing = 100 - rest - present.reduce((sum, milestone) => sum + shares[milestone]!, 0);
  const others = counted.filter((held) => held.length === 0).length;
  const holders = (milestone: Milestone) => counted.filter((held) => held.includes(milestone)).length;
  const restPerMilestone = others === 0 ? rest / present.length : 0;
  const worth = (milestone: Milestone) =>
    (shares[milestone]! + missing / present.length + restPerMilestone) / holders(milestone);
  return counted.map((held) =>
    held.length === 0 ? rest / others : held.reduce((sum, milestone) => sum + worth(milestone), 0),
  );
}

import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { reasonRules, type Consequence, type RejectionReason } from './reasons.ts';
import type { Outcome } from './tally.ts';

/** A handed-over lead as the rejection analysis sees it. */
export type HandedLead = {
  readonly cycleId: string;
  /** Version of the rule that made it an MQL. */
  readonly ruleVersion: string;
  /** What can be told about it before the hand-over: `source`, `industry`, `size`, `title`, `campaign`, `icp` … */
  readonly traits: Readonly<Record<string, string | null>>;
  readonly outcome: Outcome;
  /** Of a rejection, or of a return after acceptance. */
  readonly reason: RejectionReason | null;
  readonly hasDeal: boolean;
};

export type RejectionRow = {
  readonly source: string | null;
  readonly icp: string | null;
  readonly ruleVersion: string;
  readonly handed: number;
  /** Sent back, before or after acceptance, of all handed over. */
  readonly rejected: Figure;
  readonly reasons: readonly { readonly reason: RejectionReason; readonly count: number; readonly share: Figure }[];
};

/** Rejections by reason × source × ICP × rule version (domain.md §9.4), most rejected groups first. */
export function rejectionTable(leads: readonly HandedLead[]): RejectionRow[] {
  const groups = Map.groupBy(leads, ({ traits, ruleVersion }) =>
    JSON.stringify([traits.source ?? null, traits.icp ?? null, ruleVersion]),
  );
  return [...groups.values()]
    .map((group): RejectionRow => {
      const [first] = group as [HandedLead];
      const counts = Map.groupBy(
        group.filter((lead) => lead.reason !== null),
        (lead) => lead.reason!,
      );
      const reasons = [...counts]
        .map(([reason, own]) => ({ reason, count: own.length, share: rateFigure(own.length, group.length) }))
        .sort((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
      return {
        source: first.traits.source ?? null,
        icp: first.traits.icp ?? null,
        ruleVersion: first.ruleVersion,
        handed: group.length,
        rejected: rateFigure(group.filter((lead) => lead.reason !== null).length, group.length),
        reasons,
      };
    })
    .sort((one, other) => (other.rejected.numerator ?? 0) - (one.rejected.numerator ?? 0) || other.handed - one.handed);
}

/** How many rejections wait for each consequence: the work that follows from them. */
export function consequenceCounts(leads: readonly HandedLead[]): Readonly<Partial<Record<Consequence, number>>> {
  const counts: Partial<Record<Consequence, number>> = {};
  for (const { reason } of leads)
    if (reason) counts[reasonRules[reason].consequence] = (counts[reasonRules[reason].consequence] ?? 0) + 1;
  return counts;
}

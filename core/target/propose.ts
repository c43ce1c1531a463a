/** A provisional proposal from own history, beside sales' wish list and never above it (issue §5; domain.md §4.3 is the later, full one). */
export type CandidateFacts = {
  readonly accountId: number;
  readonly name: string;
  /** 36 months, by 需要家; gross profit where known, else revenue (labelled by the caller). */
  readonly value36mYen: number;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly openDeals: number;
  readonly daysSinceActivity: number | null;
  readonly activities: number;
  readonly people: number;
};

export type ReasonPart = {
  readonly code: 'value_decile' | 'similar_industry' | 'similar_size' | 'long_term' | 'open_deal' | 'recent_activity';
  readonly points: number;
  readonly detail: Readonly<Record<string, string | number>>;
};
export type TargetProposal = {
  readonly accountId: number;
  readonly name: string;
  readonly points: number;
  readonly reasons: readonly ReasonPart[];
};

/** Points per part [P]; the parts listed add up to the points shown. */
export const proposalPoints = {
  valuePerDecile: 4,
  similarIndustry: 15,
  similarSize: 10,
  longTerm: 10,
  openDeal: 15,
  recentActivity: 10,
} as const;

/** The best `limit` companies by points, most first, each with the parts its points add up to. */
export function proposeTargets(candidates: readonly CandidateFacts[], limit: number): TargetProposal[] {
  const customers = candidates
    .filter((one) => one.value36mYen > 0)
    .sort((one, other) => other.value36mYen - one.value36mYen || one.accountId - other.accountId);
  const decileOf = new Map(
    customers.map((one, index) => [one.accountId, 10 - Math.floor((index * 10) / customers.length)]),
  );
  const best = customers.slice(0, Math.max(1, Math.ceil(customers.length * 0.3)));
  const industries = countBy(best.map((one) => one.industry).filter((industry) => industry !== null));
  const sizes = best
    .map((one) => one.employees)
    .filter((count) => count !== null)
    .sort((one, other) => one - other);
  const [low, high] = [sizes[Math.floor(sizes.length * 0.1)], sizes[Math.floor(sizes.length * 0.9)]];
  return candidates
    .map((one) => {
      const reasons: ReasonPart[] = [];
      const decile = decileOf.get(one.accountId);
      if (decile !== undefined)
        reasons.push({
          code: 'value_decile',
          points: decile * proposalPoints.valuePerDecile,
          detail: { decile, yen: one.value36mYen },
        });
      const alike = one.industry === null ? 0 : (industries.get(one.industry) ?? 0);
      if (alike >= 2 && decile === undefined)
        reasons.push({
          code: 'similar_industry',
          points: proposalPoints.similarIndustry,
          detail: { industry: one.industry!, customers: alike, of: best.length },
        });
      if (
        one.employees !== null &&
        low !== undefined &&
        high !== undefined &&
        decile === undefined &&
        one.employees >= low &&
        one.employees <= high
      )
        reasons.push({
          code: 'similar_size',
          points: proposalPoints.similarSize,
          detail: { employees: one.employees, low, high },
        });
      if (one.people >= 5 && one.employees !== null && one.employees >= 300)
        reasons.push({
          code: 'long_term',
          points: proposalPoints.longTerm,
          detail: { people: one.people, employees: one.employees },
        });
      if (one.openDeals > 0)
        reasons.push({ code: 'open_deal', points: proposalPoints.openDeal, detail: { deals: one.openDeals } });
      if (one.daysSinceActivity !== null && one.daysSinceActivity <= 90)
        reasons.push({
          code: 'recent_activity',
          points: proposalPoints.recentActivity,
          detail: { days: one.daysSinceActivity, activities: one.activities },
        });
      return {
        accountId: one.accountId,
        name: one.name,
        points: reasons.reduce((sum, part) => sum + part.points, 0),
        reasons,
      };
    })
    .filter((proposal) => proposal.points > 0)
    .sort((one, other) => other.points - one.points || one.accountId - other.accountId)
    .slice(0, limit);
}

function countBy(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

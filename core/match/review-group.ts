/** Two records somebody should look at; `probability` that they are one, 0–1, null where no model was asked or a name alone is alike. */
export type WaitingPair = { readonly leftId: number; readonly rightId: number; readonly probability: number | null };

/** What hangs on one record. `tier`: of the target list before the company's own; `listed` is a target without one. */
export type Touched = {
  readonly rows: number;
  readonly openDeals: number;
  readonly tier: ReviewTier | null;
  /** 法人番号, where one is known: two of them are never one company. */
  readonly corporateNumber?: string | null;
};
export const reviewTiers = ['strategic', 'lite', 'programmatic', 'listed'] as const;
export type ReviewTier = (typeof reviewTiers)[number];

/** Records that are looked at together, because each may be one with another of them. */
export type ReviewGroup<Pair> = {
  readonly ids: readonly number[];
  readonly pairs: readonly Pair[];
  readonly priority: Omit<Touched, 'corporateNumber'> & { readonly probability: number | null };
};

/** As many records as somebody compares at a glance. */
const recordsMax = 8;
/** An open deal weighs as much as ten rows. */
const rowsPerDeal = 10;
const tierWeights: Readonly<Record<ReviewTier, number>> = { strategic: 3, lite: 2, programmatic: 1.5, listed: 1.5 };

/**
 * The questions that wait, as groups of records instead of pairs (identity.md §2.7), the one first whose answer is worth most:
 * uncertainty 4p(1 − p) of its least sure pair × rows and open deals touched × best tier. Likelier pairs are joined first; what
 * would make a group too large to look at, or bring two 法人番号 into it, becomes the next group. Every pair is in exactly one group.
 */
export function reviewGroups<Pair extends WaitingPair>(
  pairs: readonly Pair[],
  touched: (id: number) => Touched,
): ReviewGroup<Pair>[] {
  const groups = joined([...pairs].sort(likelierFirst), (id) => touched(id).corporateNumber ?? undefined).map(
    (members): ReviewGroup<Pair> => {
      const ids = [...new Set(members.flatMap(({ leftId, rightId }) => [leftId, rightId]))].sort((a, b) => a - b);
      return { ids, pairs: members, priority: priorityOf(members, ids.map(touched)) };
    },
  );
  const worth = new Map(groups.map((group) => [group, worthOf(group.priority)]));
  return groups.sort((one, other) => worth.get(other)! - worth.get(one)! || one.ids[0]! - other.ids[0]!);
}

const likelihood = ({ probability }: WaitingPair) => probability ?? 0.5;

function likelierFirst(one: WaitingPair, other: WaitingPair): number {
  return likelihood(other) - likelihood(one) || one.leftId - other.leftId || one.rightId - other.rightId;
}

/** Pairs by group: joined while a group stays small enough, the rest in groups of their own. */
function joined<Pair extends WaitingPair>(
  pairs: readonly Pair[],
  numberOf: (id: number) => string | undefined,
): Pair[][] {
  const groupOf = new Map<number, Set<number>>();
  const left: Pair[] = [];
  const taken: Pair[] = [];
  for (const pair of pairs) {
    const [one, other] = [pair.leftId, pair.rightId].map((id) => groupOf.get(id) ?? new Set([id])) as [Group, Group];
    const size = one === other ? one.size : one.size + other.size;
    if (one !== other && (size > recordsMax || (size > 2 && numbersOf([...one, ...other], numberOf) > 1))) {
      left.push(pair);
      continue;
    }
    for (const id of one === other ? [] : other) one.add(id);
    for (const id of one) groupOf.set(id, one);
    taken.push(pair);
  }
  const byGroup = Map.groupBy(taken, ({ leftId }) => groupOf.get(leftId)!);
  return left.length === 0 ? [...byGroup.values()] : [...byGroup.values(), ...joined(left, numberOf)];
}

function numbersOf(ids: readonly number[], numberOf: (id: number) => string | undefined): number {
  return new Set(ids.map(numberOf).filter((number) => number !== undefined)).size;
}
type Group = Set<number>;

function priorityOf(pairs: readonly WaitingPair[], records: readonly Touched[]): ReviewGroup<never>['priority'] {
  const leastSure = pairs.reduce((least, pair) =>
    doubtOf(pair.probability) > doubtOf(least.probability) ? pair : least,
  );
  return {
    probability: leastSure.probability,
    rows: records.reduce((sum, { rows }) => sum + rows, 0),
    openDeals: records.reduce((sum, { openDeals }) => sum + openDeals, 0),
    tier: reviewTiers.find((tier) => records.some((record) => record.tier === tier)) ?? null,
  };
}

/** A pair that no model weighed counts as even. */
function doubtOf(probability: number | null): number {
  return probability === null ? 1 : 4 * probability * (1 - probability);
}

function worthOf({ probability, rows, openDeals, tier }: ReviewGroup<never>['priority']): number {
  return doubtOf(probability) * (rows + rowsPerDeal * openDeals) * (tier === null ? 1 : tierWeights[tier]);
}

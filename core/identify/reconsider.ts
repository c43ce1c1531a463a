import { decidePair } from '#core/match/decide.ts';
import type { Answer } from '#core/match/model.ts';
import { mustStayApart } from '#core/match/recluster.ts';
import type { Scorer } from '#core/match/score.ts';
import type { ProfilesById } from './profiles.ts';

/** Two entities that may be one, by id. */
export type Pair = { readonly leftId: number; readonly rightId: number };
export type Reconsidered<Open extends Pair> = {
  /** Entities that go into others; kept ones stay. */
  readonly merges: readonly { readonly keptId: number; readonly goneId: number }[];
  /** Pairs that are not merged, with the answer of the model. */
  readonly rest: readonly { readonly pair: Open; readonly answer: Answer }[];
};

/** What the model does not see: people of both companies. */
export type Beside = {
  readonly bits: number;
  /** Everybody known at the one is known at the other. */
  readonly isEverybody: boolean;
};
export const nobodyBeside: Beside = { bits: 0, isEverybody: false };

export type Rules<Item, Open> = {
  /** Pairs that a person holds apart: no chain of merges may bring them together (identity.md §2.8, 1). */
  readonly apart: readonly Pair[];
  readonly learn: (known: Item, seen: Item) => Item;
  readonly mayMerge: (one: Item, other: Item, beside: Beside) => boolean;
  /** True where what stands beside settles a pair whose bits suffice and which a cap leaves to a person. */
  readonly settles: (one: Item, other: Item, beside: Beside) => boolean;
  readonly beside: (pair: Open) => Beside;
  /** True for an entity of three and more rows; one link alone joins two of them only where it is surer than usual. */
  readonly isLarge: (id: number) => boolean;
};

/**
 * Looks at undecided pairs again with all that is known of both by now, strongest first: what the model is sure about becomes
 * one, the older id stays, and the next pair meets the union. Local repair of this kind is what makes the order of arrival
 * matter little (identity.md §2.9; Saeedi, Peukert & Rahm 2020). `profiles` of pairs without an entity are missing.
 */
export function reconsider<Item, Open extends Pair>(
  scorer: Scorer<Item>,
  profiles: ProfilesById<{ readonly record: Item }>,
  pairs: readonly Open[],
  how: Rules<Item, Open>,
): Reconsidered<Open> {
  const records = new Map<number, Item>();
  for (const id of pairs.flatMap(({ leftId, rightId }) => [leftId, rightId])) {
    const record = profiles.get(id)?.record;
    if (record !== undefined) records.set(id, record);
  }
  const known = pairs.filter(({ leftId, rightId }) => records.has(leftId) && records.has(rightId));
  const strength = new Map(
    known.map((pair) => [
      pair,
      scorer.score(records.get(pair.leftId)!, records.get(pair.rightId)!) + how.beside(pair).bits,
    ]),
  );
  const strongest = [...known].sort(
    (one, other) =>
      strength.get(other)! - strength.get(one)! || one.leftId - other.leftId || one.rightId - other.rightId,
  );
  const wentInto = new Map<number, number>();
  const now = (id: number): number => {
    const next = wentInto.get(id);
    return next === undefined ? id : now(next);
  };
  const apartFrom = new Map<number, Set<number>>();
  const hold = (one: number, other: number) => apartFrom.set(one, (apartFrom.get(one) ?? new Set()).add(other));
  for (const { leftId, rightId } of how.apart) {
    hold(leftId, rightId);
    hold(rightId, leftId);
  }
  const areHeldApart = (one: number, other: number) =>
    [...(apartFrom.get(one) ?? [])].some((id) => now(id) === other) ||
    [...(apartFrom.get(other) ?? [])].some((id) => now(id) === one);
  const large = new Set<number>();
  const isLarge = (id: number) => large.has(id) || how.isLarge(id);
  const rest: { pair: Open; answer: Answer }[] = [];
  for (const pair of strongest) {
    const [keptId, goneId] = [now(pair.leftId), now(pair.rightId)].sort((one, other) => one - other) as [
      number,
      number,
    ];
    if (keptId === goneId || areHeldApart(keptId, goneId)) continue;
    const [kept, gone] = [records.get(keptId)!, records.get(goneId)!];
    const beside = how.beside(pair);
    const { answer, bits } = decidePair(scorer, kept, gone, beside.bits);
    const { thresholds, guard } = scorer.model.settings;
    const isSettled =
      (answer === 'same' || answer === 'review') && bits >= thresholds.auto && how.settles(kept, gone, beside);
    // identity.md §2.8, 3: what joins two groups of rows must be surer than what adds a row to one.
    const isBridge = isLarge(keptId) && isLarge(goneId);
    const isSure =
      isSettled ||
      (answer === 'same' &&
        bits >= thresholds.auto + (isBridge ? guard.bridge : 0) &&
        how.mayMerge(kept, gone, beside));
    if (!isSure || mustStayApart(scorer.model, kept, gone)) {
      rest.push({ pair, answer: answer === 'same' ? 'review' : answer });
      continue;
    }
    wentInto.set(goneId, keptId);
    if (isLarge(goneId)) large.add(keptId);
    for (const id of apartFrom.get(goneId) ?? []) hold(keptId, id);
    records.set(keptId, how.learn(kept, gone));
  }
  return { merges: [...wentInto.keys()].map((goneId) => ({ goneId, keptId: now(goneId) })), rest };
}

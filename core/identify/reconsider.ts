import { decidePair } from '#core/match/decide.ts';
import type { Answer } from '#core/match/model.ts';
import { mustStayApart } from '#core/match/recluster.ts';
import type { Scorer } from '#core/match/score.ts';
import { Apart } from './apart.ts';
import { disagreeAcross, isTooLarge, type HeldBack } from './closure-guard.ts';
import type { ProfilesById } from './profiles.ts';

/** Two entities that may be one, by id. */
export type Pair = { readonly leftId: number; readonly rightId: number };
export type Reconsidered<Open extends Pair> = {
  /** Entities that go into others; kept ones stay. */
  readonly merges: readonly { readonly keptId: number; readonly goneId: number }[];
  /** Pairs that are not merged, with the answer of the model, and the rule that held back what it was sure about. */
  readonly rest: readonly { readonly pair: Open; readonly answer: Answer; readonly heldBack?: HeldBack }[];
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
  /** Pairs that one system keeps as two: somebody is asked, and no chain of merges brings them together (§2.8, 4). */
  readonly twoRecords: readonly Pair[];
  readonly learn: (known: Item, seen: Item) => Item;
  readonly mayMerge: (one: Item, other: Item, beside: Beside) => boolean;
  /** True where what stands beside settles a pair whose bits suffice and which a cap leaves to a person. */
  readonly settles: (one: Item, other: Item, beside: Beside) => boolean;
  readonly beside: (pair: Open) => Beside;
  /** True for an entity of three and more rows; one link alone joins two of them only where it is surer than usual. */
  readonly isLarge: (id: number) => boolean;
  /** What the rows of an entity say, each wording once and a sample of many; undefined where nobody has read them yet. */
  readonly rowsOf: (id: number) => readonly Item[] | undefined;
};

/** An entity while pairs are looked at: what is known of it, with those that went into it. */
type Whole<Item> = {
  readonly record: Item;
  readonly wordings: number;
  readonly isLarge: boolean;
  readonly rows: readonly Item[];
};

/**
 * Looks at undecided pairs again with all that is known of both by now, strongest first: what the model is sure about and the
 * closure guard lets pass becomes one, the older id stays, and the next pair meets the union. Local repair of this kind is what
 * makes the order of arrival matter little (identity.md §2.8, §2.9; Saeedi, Peukert & Rahm 2020). `profiles` of pairs without an
 * entity are missing.
 */
export function reconsider<Item extends { readonly names: readonly unknown[] }, Open extends Pair>(
  scorer: Scorer<Item>,
  profiles: ProfilesById<{ readonly record: Item; readonly wordings?: number }>,
  pairs: readonly Open[],
  how: Rules<Item, Open>,
): Reconsidered<Open> {
  const wholes = new Map<number, Whole<Item>>();
  for (const id of pairs.flatMap(({ leftId, rightId }) => [leftId, rightId])) {
    const profile = profiles.get(id);
    if (profile === undefined || wholes.has(id)) continue;
    const rows = how.rowsOf(id) ?? [];
    const { record, wordings = rows.length } = profile;
    wholes.set(id, { record, wordings, rows, isLarge: how.isLarge(id) });
  }
  const wentInto = new Map<number, number>();
  const now = (id: number): number => {
    const next = wentInto.get(id);
    return next === undefined ? id : now(next);
  };
  const [apart, twoRecords] = [new Apart(how.apart, now), new Apart(how.twoRecords, now)];
  const rest: { pair: Open; answer: Answer; heldBack?: HeldBack }[] = [];
  for (const pair of strongestFirst(scorer, wholes, pairs, how)) {
    const [keptId, goneId] = [now(pair.leftId), now(pair.rightId)].sort((one, other) => one - other) as [
      number,
      number,
    ];
    if (keptId === goneId || apart.has(keptId, goneId)) continue;
    const [kept, gone] = [wholes.get(keptId)!, wholes.get(goneId)!];
    const areTwoRecords = twoRecords.has(keptId, goneId);
    const found = look(scorer, kept, gone, how.beside(pair), how);
    if (areTwoRecords && !found.isSure) continue;
    const heldBack = areTwoRecords ? 'two_records' : found.heldBack;
    if (!found.isSure || heldBack || mustStayApart(scorer.model, kept.record, gone.record)) {
      const answer = found.answer === 'same' ? 'review' : found.answer;
      rest.push({ pair, answer, ...(heldBack ? { heldBack } : {}) });
      continue;
    }
    wentInto.set(goneId, keptId);
    apart.join(keptId, goneId);
    twoRecords.join(keptId, goneId);
    wholes.set(keptId, {
      record: how.learn(kept.record, gone.record),
      wordings: kept.wordings + gone.wordings,
      rows: [...kept.rows, ...gone.rows],
      isLarge: kept.isLarge || gone.isLarge,
    });
  }
  return { merges: [...wentInto.keys()].map((goneId) => ({ goneId, keptId: now(goneId) })), rest };
}

/** Pairs of which both are there, in the order of their bits. */
function strongestFirst<Item, Open extends Pair>(
  scorer: Scorer<Item>,
  wholes: ReadonlyMap<number, Whole<Item>>,
  pairs: readonly Open[],
  how: Rules<Item, Open>,
): Open[] {
  const known = pairs.filter(({ leftId, rightId }) => wholes.has(leftId) && wholes.has(rightId));
  const strength = new Map(
    known.map((pair) => [
      pair,
      scorer.score(wholes.get(pair.leftId)!.record, wholes.get(pair.rightId)!.record) + how.beside(pair).bits,
    ]),
  );
  return known.sort(
    (one, other) =>
      strength.get(other)! - strength.get(one)! || one.leftId - other.leftId || one.rightId - other.rightId,
  );
}

/** What the model says of two wholes, and where it is sure, which rule holds it back. */
function look<Item extends { readonly names: readonly unknown[] }, Open>(
  scorer: Scorer<Item>,
  kept: Whole<Item>,
  gone: Whole<Item>,
  beside: Beside,
  how: Rules<Item, Open>,
): { readonly answer: Answer; readonly isSure: boolean; readonly heldBack?: HeldBack } {
  const { answer, bits } = decidePair(scorer, kept.record, gone.record, beside.bits);
  const { thresholds, guard } = scorer.model.settings;
  const isStrong = bits >= thresholds.auto;
  const isSettled =
    (answer === 'same' || answer === 'review') && isStrong && how.settles(kept.record, gone.record, beside);
  const isSure = isSettled || (answer === 'same' && isStrong && how.mayMerge(kept.record, gone.record, beside));
  if (!isSure) return { answer, isSure };
  // What joins two groups of rows must be surer than what adds a row to one.
  const isBridge = kept.isLarge && gone.isLarge && !isSettled;
  if (isBridge && bits < thresholds.auto + guard.bridge) return { answer, isSure, heldBack: 'between_groups' };
  const union = how.learn(kept.record, gone.record);
  if (isTooLarge(kept.wordings + gone.wordings, union.names.length, guard))
    return { answer, isSure, heldBack: 'too_many' };
  if (disagreeAcross(scorer, kept.rows, gone.rows, beside.bits)) return { answer, isSure, heldBack: 'rows_disagree' };
  return { answer, isSure };
}

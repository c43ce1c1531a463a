import { compareAcross } from '#core/match/across.ts';
import type { Settings } from '#core/match/model.ts';
import { scoreCapped } from '#core/match/recluster.ts';
import type { Scorer } from '#core/match/score.ts';

/**
 * Which rule of the closure guard leaves two entities to a person whom the model is sure about (identity.md §2.8): one system
 * keeps two records of them (4), one link alone joins two groups of rows (3), the whole becomes too large (5), or their rows
 * disagree with each other though the wholes are alike (2).
 */
export type HeldBack = (typeof heldBack)[number];
export const heldBack = ['two_records', 'between_groups', 'too_many', 'rows_disagree'] as const;

/**
 * True when so many different wordings are more than one company gives of itself: `sizeMax` for each writing of its name. Equal
 * wordings count once, so that five hundred cards of one company are few.
 */
export function isTooLarge(wordings: number, writings: number, { sizeMax }: Settings['guard']): boolean {
  return wordings > sizeMax * Math.max(1, writings);
}

/**
 * True when the rows of two entities disagree on the average of their cross pairs, `beside` being what else speaks for every one
 * of them. A row against a row has no others to ask.
 */
export function disagreeAcross<Item>(
  scorer: Scorer<Item>,
  rows: readonly Item[],
  others: readonly Item[],
  beside: number,
): boolean {
  if (rows.length === 0 || others.length === 0 || rows.length + others.length === 2) return false;
  const { guard } = scorer.model.settings;
  const score = (one: Item, other: Item) => scoreCapped(scorer, one, other) + beside;
  return compareAcross(rows, others, guard.edge, score).average < (guard.rows ?? guard.average);
}

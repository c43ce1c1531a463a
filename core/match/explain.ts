import type { Words } from '#core/words.ts';
import { decidePair, type Decision } from './decide.ts';
import type { Answer } from './model.ts';
import { oneInOf } from './rarity.ts';
import { levelsOf, type Scorer } from './score.ts';
import { saySpelling, type Spelt } from './spelt-name.ts';
import { knownPerson, sayLine } from './words.ts';

/** One line of the waterfall (identity.md §2.12). */
export type EvidenceLine = {
  readonly comparison: string;
  readonly level: string;
  /** For people: 社名 — 旧字・異体字をそろえると一致. */
  readonly words: Words;
  /** Bits this line adds, after repeated evidence is damped. */
  readonly bits: number;
  /** 1, ½ or ¼: its share within its evidence group. */
  readonly share: number;
  readonly says: Answer;
  /** Of a shared name: one company or person in so many bears it. */
  readonly oneIn?: number;
};

/** Why two records are one or not: words first, bits behind. Made by the same scoring that decides. */
export type Explanation = Decision & {
  readonly model: string;
  readonly priorBits: number;
  readonly lines: readonly EvidenceLine[];
  readonly isVetoed: boolean;
  /** Bits from which a link is made without asking. */
  readonly autoBits: number;
};

/**
 * Decides a pair and says why; lines that speak loudest, for or against, come first. `people` are bits of somebody who is known on
 * both sides, `spelt` is what an address says of a name.
 */
export function explainPair<Item>(
  scorer: Scorer<Item>,
  one: Item,
  other: Item,
  people = 0,
  spelt?: Spelt,
): Explanation {
  const decision = decidePair(scorer, one, other, people + (spelt?.bits ?? 0));
  const { model } = scorer;
  const lines = model.comparisons.flatMap(({ name }, index): EvidenceLine[] => {
    const level = levelsOf(model, name)[scorer.levels[index]! - 1];
    if (!level) return [];
    const bits = scorer.parts[index]! * (scorer.parts[index]! > 0 ? scorer.shares[index]! : 1);
    const words = sayLine(name, level.code);
    const oneIn = name === 'name' ? oneInOf(level, scorer.parts[index]!) : undefined;
    const line = { comparison: name, level: level.code, words, bits, share: scorer.shares[index]!, says: level.says };
    return [{ ...line, ...(oneIn === undefined ? {} : { oneIn }) }];
  });
  if (people > 0)
    lines.push({ comparison: 'people', level: 'known', words: knownPerson, bits: people, share: 1, says: 'same' });
  if (spelt) {
    const says = spelt.bits > 0 ? 'same' : 'different';
    lines.push({
      comparison: 'mail_pattern',
      level: says,
      words: saySpelling(spelt),
      bits: spelt.bits,
      share: 1,
      says,
    });
  }
  return {
    ...decision,
    model: `${model.name}/${model.settings.version}`,
    priorBits: scorer.priorBits,
    lines: lines.sort((a, b) => Math.abs(b.bits) - Math.abs(a.bits)),
    isVetoed: decision.bits === Number.NEGATIVE_INFINITY,
    autoBits: model.settings.thresholds.auto,
  };
}

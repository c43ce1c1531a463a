import { probabilityOf } from '#core/match/decide.ts';
import type { EvidenceLine, Explanation } from '#core/match/explain.ts';
import type { Model } from '#core/match/model.ts';
import { oneInOf } from '#core/match/rarity.ts';
import { dampedShares } from '#core/match/score.ts';
import { knownPerson, sayLine } from '#core/match/words.ts';
import type { Weighing } from './evidence.ts';

/**
 * A decision as it was made, read from what was kept of it: the same words and bits whatever has become of the model, the base and
 * the two sides since. `model` has the settings of the version that decided. Undefined where nothing was weighed, or before parts
 * were kept.
 */
export function explainStored<Item>(model: Model<Item>, told: Weighing): Explanation | undefined {
  const { bits, levels, parts, people = 0 } = told;
  if (bits === undefined || levels === undefined || parts === undefined) return undefined;
  const found = model.comparisons.flatMap(({ name, group }, index) => {
    const level = model.settings.levels[name]?.[Number.parseInt(levels[index] ?? '0', 36) - 1];
    return level ? [{ name, group, level }] : [];
  });
  if (found.length !== parts.length) return undefined;
  const shares = dampedShares(
    parts,
    found.map(({ group }) => group),
  );
  const lines = found.map(({ name, level }, index): EvidenceLine => {
    const words = sayLine(name, level.code);
    const kept = parts[index]! * shares[index]!;
    const oneIn = name === 'name' ? oneInOf(level, parts[index]!) : undefined;
    const line = { comparison: name, level: level.code, words, bits: kept, share: shares[index]!, says: level.says };
    return { ...line, ...(oneIn === undefined ? {} : { oneIn }) };
  });
  if (people > 0)
    lines.push({ comparison: 'people', level: 'known', words: knownPerson, bits: people, share: 1, says: 'same' });
  return {
    answer: 'same',
    bits,
    probability: probabilityOf(bits),
    relation: undefined,
    model: `${model.name}/${told.model ?? model.settings.version}`,
    priorBits: bits - lines.reduce((sum, line) => sum + line.bits, 0),
    lines: lines.sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits)),
    isVetoed: false,
    autoBits: model.settings.thresholds.auto,
  };
}

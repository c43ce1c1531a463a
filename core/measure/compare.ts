import type { Words } from '#core/words.ts';
import type { Figure, Interval } from './figure.ts';
import { differenceOf, rateOf } from './rate.ts';

/** Before and after of one rate (domain.md §10.1): the difference, its Newcombe interval and one plain sentence. */
export type Comparison = {
  readonly before: Figure;
  readonly after: Figure;
  /** In fractions: +0.31 is +31 pt; null where a side has no cases. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** The interval does not cover zero, and both sides are old and large enough to be believed. */
  readonly isClear: boolean;
  readonly sentence: Words;
};

type Groups = { readonly before: Words; readonly after: Words };

/**
 * Compares two independent groups. Never says better or worse where the interval covers zero (差は確認できません), where a side is still
 * under way (domain.md §9.6), or where it has fewer than five cases (§10.1). Groups of one period have names: of them nothing rises or
 * falls, one is higher than the other.
 */
export function compareRates(name: Words, before: Figure, after: Figure, groups?: Groups): Comparison {
  const found = differenceOf(asRate(after), asRate(before));
  const doubt = doubts.find((one) => before.note === one || after.note === one);
  return {
    before,
    after,
    difference: found?.value ?? null,
    interval: found ? { low: found.low, high: found.high } : null,
    isClear: doubt === undefined && (found?.isClear ?? false),
    sentence: found ? sentenceOf(name, before, after, found, doubt, groups) : nothingToCompare(name),
  };
}

/** `+31pts`: a difference of rates in points, as reports of the field write it. */
export function points(difference: number): string {
  return `${difference < 0 ? '' : '+'}${trimmed(difference)}pts`;
}

const doubts = ['immature', 'small'] as const;
const because = {
  immature: { ja: 'まだ途中の期間があるため、', en: 'one side is still under way, ' },
  small: { ja: '件数が5件に満たないため、', en: 'fewer than five cases, ' },
} as const;

type Found = { readonly value: number; readonly low: number; readonly high: number; readonly isClear: boolean };

function sentenceOf(
  name: Words,
  before: Figure,
  after: Figure,
  found: Found,
  doubt: (typeof doubts)[number] | undefined,
  groups: Groups | undefined,
): Words {
  const [ja, en] = [signed('△'), signed('−')];
  const span = { ja: `${ja(found.low)}〜${ja(found.high)}`, en: `${en(found.low)} to ${en(found.high)}` };
  const [from, to] = [percent(before.value!), percent(after.value!)];
  const why = doubt ? because[doubt] : { ja: '', en: '' };
  if (doubt !== undefined || !found.isClear) {
    const both = groups
      ? {
          ja: `${groups.before.ja} ${from}、${groups.after.ja} ${to}`,
          en: `${groups.before.en} ${from}, ${groups.after.en} ${to}`,
        }
      : { ja: `${from} → ${to}`, en: `${from} → ${to}` };
    return {
      ja: `${name.ja}の差は確認できません(${why.ja}${both.ja}、差 ${ja(found.value)}pt、95%区間 ${span.ja}pt)。`,
      en: `No difference in ${name.en} can be confirmed (${why.en}${both.en}, ${en(found.value)} pt, 95 % interval ${span.en} pt).`,
    };
  }
  const isUp = found.value > 0;
  if (groups)
    return {
      ja: `${name.ja}は、${groups.after.ja}(${to})が ${groups.before.ja}(${from})より ${Math.abs(found.value * 100).toFixed(1)}pt ${isUp ? '高い' : '低い'}です(95%区間 ${span.ja}pt)。`,
      en: `${capital(name.en)} is ${Math.abs(found.value * 100).toFixed(1)} pt ${isUp ? 'higher' : 'lower'} for ${groups.after.en} (${to}) than for ${groups.before.en} (${from}; 95 % interval ${span.en} pt).`,
    };
  return {
    ja: `${name.ja}は ${from} から ${to} へ ${ja(found.value)}pt ${isUp ? '上がりました' : '下がりました'}(95%区間 ${span.ja}pt)。`,
    en: `${capital(name.en)} ${isUp ? 'rose' : 'fell'} from ${from} to ${to}, ${en(found.value)} pt (95 % interval ${span.en} pt).`,
  };
}

function nothingToCompare(name: Words): Words {
  return {
    ja: `${name.ja}は比べられません(片方に対象がありません)。`,
    en: `${capital(name.en)} cannot be compared: one side has no cases.`,
  };
}

const asRate = (figure: Figure) => rateOf(figure.numerator ?? 0, figure.denominator ?? 0);
const percent = (value: number) => `${(value * 100).toFixed(1)}%`;
const signed = (minus: string) => (value: number) => `${value < 0 ? minus : '+'}${Math.abs(value * 100).toFixed(1)}`;
const trimmed = (value: number) => String(Number((value * 100).toFixed(1)));
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

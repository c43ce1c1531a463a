import { romajiSkeleton } from '#core/text/romaji.ts';
import type { Words } from '#core/words.ts';

/**
 * How a company forms its people's mail addresses (identity.md §3.11): F the family name, G the given name, small letters their initial, with the sign
 * between them; `#` is a number. `G.F` is taro.sato@, `gF` is tsato@, `F` is sato@.
 */
export type MailPattern = `${'F' | 'G' | 'f' | 'g'}${'' | '.' | '_' | '-'}${'' | 'F' | 'G' | 'f' | 'g'}` | '#';

/** A person of a domain whose name may be read: readings are romaji skeletons. */
export type Addressed = {
  readonly domain: string;
  /** The part before the @. */
  readonly local: string;
  readonly familyReadings: readonly string[];
  readonly givenReadings: readonly string[];
};

/**
 * The pattern that an address follows, seen from its owner's name; undefined where the name does not tell. What stands beside the
 * family name of somebody whose given name nobody can read is the given name.
 */
export function mailPatternOf({
  local,
  familyReadings,
  givenReadings,
}: Omit<Addressed, 'domain'>): MailPattern | undefined {
  if (/^[a-z]{0,2}\d{4,}$/.test(local)) return '#';
  const words = local.replace(/\d+$/, '').split(/([._-])/);
  if (words.length === 3) {
    const [first, sign, last] = words as [string, '.' | '_' | '-', string];
    const [one, other] = [partOf(first) ?? givenBeside(last, first), partOf(last) ?? givenBeside(first, last)];
    return one && other && one.toUpperCase() !== other.toUpperCase() ? `${one}${sign}${other}` : undefined;
  }
  if (words.length !== 1) return undefined;
  const [word] = words as [string];
  const whole = partOf(word);
  if (whole) return whole;
  if (partOf(word.slice(1)) === 'F' && partOf(word.slice(0, 1)) === 'g') return 'gF';
  return partOf(word.slice(0, -1)) === 'F' && partOf(word.slice(-1)) === 'g' ? 'Fg' : undefined;

  function givenBeside(beside: string, part: string): 'G' | undefined {
    return givenReadings.length === 0 && part.length >= 2 && partOf(beside) === 'F' ? 'G' : undefined;
  }

  function partOf(part: string): 'F' | 'G' | 'f' | 'g' | undefined {
    if (part.length === 1) {
      if (givenReadings.length === 0 || givenReadings.some((reading) => reading.startsWith(part))) return 'g';
      return familyReadings.some((reading) => reading.startsWith(part)) ? 'f' : undefined;
    }
    const skeleton = romajiSkeleton(part);
    if (familyReadings.includes(skeleton)) return 'F';
    return givenReadings.includes(skeleton) ? 'G' : undefined;
  }
}

/** The pattern of every domain of which three people are known and four in five follow it; the order of the people does not matter. */
export function learnMailPatterns(people: Iterable<Addressed>): ReadonlyMap<string, MailPattern> {
  const counted = new Map<string, Map<MailPattern, Set<string>>>();
  for (const person of people) {
    const pattern = mailPatternOf(person);
    if (!pattern) continue;
    const known = counted.get(person.domain) ?? new Map<MailPattern, Set<string>>();
    known.set(pattern, (known.get(pattern) ?? new Set()).add(person.local));
    counted.set(person.domain, known);
  }
  const learnt = new Map<string, MailPattern>();
  for (const [domain, patterns] of counted) {
    const total = [...patterns.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [pattern, { size }] of patterns)
      if (size >= peopleMin && size >= shareMin * total) learnt.set(domain, pattern);
  }
  return learnt;
}
const peopleMin = 3;
const shareMin = 0.8;

/** The name that an address spells under its domain's pattern, in Latin letters; undefined where it spells none or an initial alone. */
export function nameInMail(
  local: string,
  pattern: MailPattern,
): { readonly family: string; readonly given: string } | undefined {
  const [, one, sign, other] = /^([FGfg])([._-]?)([FGfg]?)$/.exec(pattern) ?? [];
  if (one === undefined) return undefined;
  const plain = local.replace(/\d+$/, '');
  const parts = sign ? plain.split(sign) : other ? cutInitial(plain, one) : [plain];
  if (parts.length !== (other ? 2 : 1) || parts.some((part) => !/^[a-z]+$/.test(part))) return undefined;
  const at = (kind: 'f' | 'g') => parts[[one, other].findIndex((part) => part?.toLowerCase() === kind)] ?? '';
  const [family, given] = [at('f'), at('g')];
  return family.length >= 2 ? { family, given } : undefined;
}

function cutInitial(local: string, first: string): string[] {
  return first === first.toLowerCase() ? [local.slice(0, 1), local.slice(1)] : [local.slice(0, -1), local.slice(-1)];
}

const japanese: Readonly<Record<string, string>> = { F: '姓', G: '名', f: '姓の頭文字', g: '名の頭文字', '#': '番号' };
const english: Readonly<Record<string, string>> = { F: 'family', G: 'given', f: 'f', g: 'g', '#': 'number' };

/** 名.姓@ for `G.F`, 名の頭文字+姓@ for `gF`. */
export function sayMailPattern(pattern: MailPattern): Words {
  const say = (words: typeof japanese, join: string) =>
    `${pattern.replace(/(?<=[a-z])(?=[a-z])/i, join).replace(/[a-z#]/gi, (sign) => words[sign]!)}@`;
  return { ja: say(japanese, '+'), en: say(english, '') };
}

import type { PersonName } from '#core/person/name.ts';
import { familyReadings, givenReadings } from '#core/person/readings.ts';
import { clean } from '#core/text/clean.ts';
import { romajiSkeleton, toRomaji } from '#core/text/romaji.ts';
import { foldLooseVariants, foldPersonVariants, foldVariants } from '#core/text/variants.ts';

/** A person's name in the forms that comparing needs. */
export type PersonForms = {
  readonly family: string;
  readonly given: string;
  /** Typographic variants folded: 髙橋 → 高橋. */
  readonly print: string;
  /** Variants that people hold apart folded as well: 中嶋 → 中島, 斉藤 → 斎藤. */
  readonly loose: string;
  readonly script: 'kanji' | 'kana' | 'latin';
  /** Romaji skeletons the family and the given name may be read as, from the row's reading or the usual ones. */
  readonly familyReadings: readonly string[];
  readonly givenReadings: readonly string[];
  readonly formerFamily: string;
  /** The reading as given; empty when none is. */
  readonly kana: string;
};

/** A person's name in the forms that comparing needs; made once per record. */
export function personForms(name: PersonName): PersonForms {
  const [family, given] = [plain(name.family), plain(name.given)];
  const print = foldPersonVariants(`${family} ${given}`);
  const whole = family + given;
  const script = /^[\x20-\x7e\u00c0-\u024f]*$/.test(whole)
    ? 'latin'
    : /^[\u3041-\u30ff]*$/.test(whole)
      ? 'kana'
      : 'kanji';
  const [familyKana, givenKana] = (name.kana ?? '').split(/[\s・]+/);
  const read = (text: string, kana: string | undefined, usual: (folded: string) => readonly string[]) =>
    script !== 'kanji'
      ? [romajiSkeleton(toRomaji(text))]
      : kana
        ? [romajiSkeleton(toRomaji(kana))]
        : usual(foldVariants(text));
  return {
    family,
    given,
    print,
    loose: foldLooseVariants(foldVariants(print)),
    script,
    familyReadings: read(family, familyKana, familyReadings),
    givenReadings: read(given, givenKana, givenReadings),
    formerFamily: foldVariants(name.formerFamily ?? ''),
    kana: name.kana ?? '',
  };
}

/**
 * A kanji name with what its owner's mail address tells of its reading: takahiro.nagabe@ of 長辺 孝弘. Either word may be the family
 * name; a reading that is known is left as it is. Takes the parts of addresses before the @.
 */
export function readByMail(name: PersonForms, locals: readonly string[]): PersonForms {
  const { familyReadings, givenReadings } = name;
  if (name.script !== 'kanji' || (familyReadings.length > 0 && givenReadings.length > 0)) return name;
  const readings = locals.flatMap((local) => {
    const words = local.split(/[._-]/).map((word) => word.replace(/\d/g, ''));
    if (words.length !== 2 || words.some((word) => word.length < 2)) return [];
    const [first, last] = words.map(romajiSkeleton) as [string, string];
    return [[first, last] as const, [last, first] as const];
  });
  const fitting = readings.filter(
    ([family, given]) =>
      (familyReadings.length === 0 || familyReadings.includes(family)) &&
      (givenReadings.length === 0 || givenReadings.includes(given)),
  );
  // A usual reading may be another than this person's; one that was given is theirs.
  const told = fitting.length > 0 || name.kana !== '' ? fitting : readings;
  if (told.length === 0) return name;
  return {
    ...name,
    familyReadings: [...new Set([...familyReadings, ...told.map(([family]) => family)])],
    givenReadings: [...new Set([...givenReadings, ...told.map(([, given]) => given)])],
  };
}

/** A dash behind kanji is a 一 that a scanner misread: 健ー. */
function plain(text: string): string {
  return clean(text.replace(/(?<=[㐀-鿿々])[ー―−─]/g, '一')).replace(/[\s・.'-]/g, '');
}

/** Levels of a person's name (identity.md §2.5), strongest first. */
export const personNameLevels = [
  'equal',
  'print',
  'spelling',
  'swapped',
  'variant',
  'reading',
  'romaji',
  'foreign',
  'initial',
  'family_only',
  'former_family',
  'given_differs',
  'family_differs',
  'other_script',
  'different',
] as const;
export type PersonNameLevel = (typeof personNameLevels)[number];

/** The first level at which two names are alike. */
export function comparePersonNames(one: PersonForms, other: PersonForms): PersonNameLevel {
  if (one.given === '' || other.given === '') return compareUnsplit(one, other);
  if (one.family === other.family && one.given === other.given) return 'equal';
  if (one.print === other.print || joined(one) === joined(other)) return 'print';
  if (one.script === 'latin' && other.script === 'latin') return compareLatin(one, other);
  if (one.print === other.print.split(' ').reverse().join(' ')) return 'swapped';
  if (one.loose === other.loose) return 'variant';
  if (one.script !== other.script && shareReading(one, other))
    return one.script === 'latin' || other.script === 'latin' ? 'romaji' : 'reading';
  if (one.script !== other.script) return areForeign(one, other) ? 'foreign' : 'other_script';
  const sameGiven = one.given === other.given;
  if (sameGiven && (one.formerFamily === other.family || other.formerFamily === one.family)) return 'former_family';
  if (sameGiven) return isUsuallyWoman(one.given) ? 'former_family' : 'family_differs';
  return foldVariants(one.family) === foldVariants(other.family) ? 'given_differs' : 'different';
}

/** 南江義夫 in one cell may have been cut behind 南. */
function joined({ print }: PersonForms): string {
  return print.replace(' ', '');
}

/** 山田太郎 in one cell is 山田 太郎 in two; 山田 alone is the family name. */
function compareUnsplit(one: PersonForms, other: PersonForms): PersonNameLevel {
  const [left, right] = [joined(one), joined(other)];
  if (left === right) return one.given === other.given ? 'family_only' : 'print';
  if (foldVariants(one.family) === foldVariants(other.family)) return 'family_only';
  return one.script === other.script ? 'different' : 'other_script';
}

function compareLatin(one: PersonForms, other: PersonForms): PersonNameLevel {
  const [left, right] = [skeletons(one), skeletons(other)];
  if (left.join(' ') === right.join(' ')) return 'spelling';
  if (left.some((word) => right.includes(word))) {
    const [rest, otherRest] = [
      left.find((word) => !right.includes(word)) ?? '',
      right.find((word) => !left.includes(word)) ?? '',
    ];
    const isInitial =
      (rest.length === 1 && otherRest.startsWith(rest)) || (otherRest.length === 1 && rest.startsWith(otherRest));
    return isInitial ? 'initial' : 'given_differs';
  }
  return 'different';
}

/** Both orders of a Latin name are possible, so its words are compared as a set. */
function skeletons(name: PersonForms): string[] {
  return [name.family, name.given].map((word) => (word.length === 1 ? word : romajiSkeleton(word))).sort();
}

function shareReading(one: PersonForms, other: PersonForms): boolean {
  const meets = (left: readonly string[], right: readonly string[]) => left.some((reading) => right.includes(reading));
  return (
    (meets(one.familyReadings, other.familyReadings) && meets(one.givenReadings, other.givenReadings)) ||
    (one.script !== 'kanji' &&
      meets(one.familyReadings, other.givenReadings) &&
      meets(one.givenReadings, other.familyReadings))
  );
}

/** バラック and Barack have one row of consonants; the vowels between them are only katakana's. */
function areForeign(one: PersonForms, other: PersonForms): boolean {
  if (one.script === 'kanji' || other.script === 'kanji') return false;
  const consonants = (name: PersonForms) =>
    skeletons({ ...name, family: toRomaji(name.family), given: toRomaji(name.given) })
      .map((word) => word.replace(/[aeiouyh]/g, ''))
      .sort()
      .join(' ');
  return consonants(one).length >= 4 && consonants(one) === consonants(other);
}

/** Given names of women, who change their family name in nine marriages of ten: only these make 鈴木 花子 / 佐藤 花子 a question. */
function isUsuallyWoman(given: string): boolean {
  return /(?:子|美|香|恵|奈|菜|花|江|代|枝|佳|絵|音|乃)$/.test(given) && given.length >= 2;
}

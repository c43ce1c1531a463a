import { addsPlace } from '#core/company/protected.ts';
import { fitReading, type ReadingFit } from '#core/company/reading.ts';
import { soundApart } from '#core/company/sound.ts';
import { isConfusablePair, repairConfusables } from '#core/text/confusable.ts';
import { looseKana } from '#core/text/kana.ts';
import { editDistance } from '#core/text/similar.ts';
import { firstDifference } from './first-difference.ts';
import type { NameForms } from './name-forms.ts';

/** Levels of a company name (identity.md §2.5, N0–N8), strongest first; numbered from 1. */
export const companyNameLevels = [
  'core',
  'safe',
  'loose',
  'alias',
  'skeleton',
  'bracketed',
  'doubtful',
  'plural',
  'slip',
  'reading',
  'numerals',
  'contained',
  'translated',
  'overlap',
  'short',
  'reads_as',
  'other_script',
  'sibling',
  'near',
  'other',
] as const;
export type CompanyNameLevel = (typeof companyNameLevels)[number];

/** The first level at which two company names are alike. */
export function compareCompanyNames(one: NameForms, other: NameForms): CompanyNameLevel {
  if (one.core === other.core) return 'core';
  if (one.safe === other.safe) return 'safe';
  if (one.loose === other.loose) return isDoubtful(one.safe, other.safe) ? 'doubtful' : 'loose';
  if (one.skeleton === other.skeleton) return isPlural(one.safe) === isPlural(other.safe) ? 'skeleton' : 'plural';
  if (sharesBracketed(one, other) || sharesBracketed(other, one)) return 'bracketed';
  if (lacksFormWord(one.loose, other.loose) || lacksFormWord(other.loose, one.loose)) return 'slip';
  const length = Math.max(one.loose.length, other.loose.length);
  if (length >= 4) {
    const limit = length >= 8 ? 2 : 1;
    if (editDistance(one.loose, other.loose, limit) <= limit) return isSlip(one, other) ? 'slip' : 'near';
  }
  if (one.figures === other.figures) return 'numerals';
  if (holdsGenerically(one.loose, other.loose) || namesSite(one.safe, other.safe)) return 'contained';
  if (tokenOverlap(one, other) >= 0.6) return haveOwnWords(one.loose, other.loose) ? 'sibling' : 'overlap';
  if (isShort(one.loose, other.loose) || isStem(one, other) || isStem(other, one)) return 'short';
  if (one.script === other.script || isOtherSound(one, other) || isOtherSound(other, one)) return 'other';
  const fit = readingFit(one, other) ?? readingFit(other, one);
  if (fit === 'whole') return 'reading';
  if (fit === 'partly') return 'reads_as';
  return fit === 'none' && one.script !== 'latin' && other.script !== 'latin' ? 'other' : 'other_script';
}

function isOtherSound(one: NameForms, other: NameForms): boolean {
  return one.script === 'kana' && other.script === 'latin' && soundApart(one.letters, other.letters);
}

function readingFit(written: NameForms, read: NameForms): ReadingFit {
  const isReading = written.script === 'kanji' && read.script !== 'kanji';
  return isReading ? fitReading(written.skeleton, read.letters) : undefined;
}

/** True when a word that makes another company stands in one name only, in one script, and no slip explains it (§3.8). */
export function hasProtectedDifference(one: NameForms, other: NameForms): boolean {
  if (addsPlace(one.safe, other.safe) || haveOtherOrdinals(one, other)) return true;
  if (one.protected === other.protected || one.skeleton === other.skeleton || one.loose === other.loose) return false;
  const isStemmed = isStem(one, other) || isStem(other, one);
  if (one.script !== other.script && !isStemmed) return false;
  if (one.figures === other.figures) return false;
  const difference = firstDifference(one.safe, other.safe);
  if (/^[\u3041-\u30ff]{1,2}$/.test(difference.one + difference.other)) return false;
  return (
    !isConfusablePair(difference.one, difference.other) && !sharesBracketed(one, other) && !sharesBracketed(other, one)
  );
}

/** Companies founded in rows are told apart in brackets: (第2), (No. 1368). Any other number there may be a customer's code. */
function haveOtherOrdinals(one: NameForms, other: NameForms): boolean {
  const [left, right] = [one, other].map(({ bracketed }) =>
    bracketed.flatMap(({ safe }) => ordinal.exec(safe)?.[1] ?? []),
  );
  return left!.length > 0 && right!.length > 0 && !left!.some((number) => right!.includes(number));
}
const ordinal = /^(?:no|第)(\d+)号?$/;

/** 合同青空 may be 合同会社青空 written short, or a name (合同製鐵). */
function lacksFormWord(one: string, other: string): boolean {
  return one.startsWith('合同') && one.length === other.length + 2 && one.endsWith(other);
}

function sharesBracketed(one: NameForms, other: NameForms): boolean {
  return one.bracketed.some((alias) => alias.loose === other.loose || alias.skeleton === other.skeleton);
}

/**
 * Loosely equal but perhaps two companies: 斎/斉 and 龍/竜 (other characters), みどり/ミドリ (both can be registered), カネ八/カネハ
 * (a confusable at the very end). らーめん is only ラーメン in another dress: hiragana has no ー of its own.
 */
function isDoubtful(one: string, other: string): boolean {
  const print = (safe: string) => looseKana(repairConfusables(safe.replace(/齋/g, '斎')));
  if (print(one) !== print(other)) return true;
  const endsRepaired = (safe: string) => /[力口二八工卜夕]$/.test(safe) && repairConfusables(safe) !== safe;
  if (endsRepaired(one) !== endsRepaired(other)) return true;
  const [short, long] = [hiragana(one), hiragana(other)].sort((a, b) => a - b) as [number, number];
  return short !== long && !/[\u3041-\u3096]ー/.test(one) && !/[\u3041-\u3096]ー/.test(other);
}

function hiragana(text: string): number {
  return text.match(/[\u3041-\u3096]/g)?.length ?? 0;
}

function isPlural(safe: string): boolean {
  return /(?:システム|ソリューション|テクノロジー|ネットワーク|パートナー)ズ|ネットワークス|systems|solutions|technologies|networks|partners|labs|foods/.test(
    safe,
  );
}

/** A difference a hurried hand makes: kana, Latin letters, swapped characters, confusables. One kanji for another is a name. */
function isSlip(one: NameForms, other: NameForms): boolean {
  const written = firstDifference(one.safe, other.safe);
  if (isConfusablePair(written.one, written.other)) return true;
  const difference = firstDifference(one.loose, other.loose);
  if (/\d/.test(difference.one + difference.other)) return false;
  const [left, right] = [[...difference.one].sort().join(''), [...difference.other].sort().join('')];
  if (left === right || left === '' || right === '') return true;
  return !/[\u3400-\u9fff]/.test(difference.one + difference.other);
}

function holdsGenerically(one: string, other: string): boolean {
  const long = longer(one, other);
  const short = long === one ? other : one;
  if (short.length < 3 || !long.includes(short)) return false;
  return /^(?:コポレシヨン|カンパニ|corporation|company|ジヤパン|japan|社)$/.test(long.replace(short, ''));
}

function longer(one: string, other: string): string {
  return one.length >= other.length ? one : other;
}

/** One name is the other and a site of it, written together: 青空商事, 青空商事堺東営業所. */
function namesSite(one: string, other: string): boolean {
  const long = longer(one, other);
  const short = long === one ? other : one;
  return short.length >= 3 && long.startsWith(short) && siteOf.test(long.slice(short.length));
}
const siteOf = /^[^a-z]{1,6}(?:支社|支店|営業所|出張所|事業所|工場|センター|研究所)$/;

/** One name begins with the other, as 藤沢 for 藤沢メディカル: how people shorten the company they mean. */
function isShort(one: string, other: string): boolean {
  const long = longer(one, other);
  const short = long === one ? other : one;
  return short.length >= 2 && long.length > short.length && long.startsWith(short);
}

/** True when one name is the other's beginning, in whatever script: ALBASENSE of アルバセンス製造. */
export function isStem(stem: NameForms, name: NameForms): boolean {
  return (
    stem.skeleton.length >= stemMin &&
    name.skeleton.length > stem.skeleton.length &&
    name.skeleton.startsWith(stem.skeleton)
  );
}
const stemMin = 2;

/** A common beginning with other words behind it on either side: 青空メディカル製造, 青空メディカル物流. */
function haveOwnWords(one: string, other: string): boolean {
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return one.length - shared >= 2 && other.length - shared >= 2;
}

/** Share of characters in words both names hold, where a word is a run of one script. */
function tokenOverlap(one: NameForms, other: NameForms): number {
  const { words } = one;
  let shared = 0;
  for (let place = 0; place < words.length; place++) {
    const word = words[place]!;
    if (other.words.includes(word) && words.indexOf(word) === place) shared += word.length;
  }
  return shared >= 3 && words.length + new Set(other.words).size >= 3
    ? (2 * shared) / (one.loose.length + other.loose.length)
    : 0;
}

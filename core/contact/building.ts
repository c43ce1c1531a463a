import { companySkeleton } from '#core/company/skeleton.ts';
import { remember } from '#core/text/remember.ts';
import { editDistance } from '#core/text/similar.ts';

/** Kinds of buildings in either script; a tower is no ビル, but ビルディング and Bldg. are one word (identity.md §3.11). */
const kinds: readonly (readonly [pattern: RegExp, token: string])[] = [
  [/ビルヂング|ビルディング|ビルデイング|ビル|bldg\.?|building/g, '@b'],
  [/タワーズ?|towers?/g, '@t'],
  [/センター|セントラル|centre|center|central/g, '@c'],
  [/プラザ|plaza/g, '@p'],
  [/スクエアー?|square/g, '@s'],
  [/ヒルズ|hills/g, '@h'],
  [/ガーデン|garden/g, '@g'],
  [/パーク|park/g, '@k'],
  [/ゲート|gate/g, '@a'],
  [/シティー?|city/g, '@i'],
  [/マンション|mansion/g, '@m'],
  [/ハイツ|heights/g, '@z'],
  [/サウス|south/g, '@south'],
  [/ノース|north/g, '@north'],
  [/イースト|east/g, '@east'],
  [/ウエスト|ウェスト|west/g, '@west'],
];
const ordinals: Readonly<Record<string, string>> = { 一: '1', 二: '2', 三: '3', 四: '4', 五: '5' };

/** Cross-script form of a building's name: 青空ビルディング = 青空ビル, アオゾラタワー = Aozora Tower. For comparing only. */
const buildingSkeleton = remember((building: string): string => {
  let text = building.replace(/第([一二三四五]|\d+)/g, (_, digit) => ordinals[digit] ?? digit);
  for (const [pattern, token] of kinds) text = text.replace(pattern, token);
  return text
    .split(/(@[a-z]+|\d+)/)
    .map((part) => (/^(?:@|\d|$)/.test(part) ? part : companySkeleton(part)))
    .join('');
}, 5_000);

/**
 * Two buildings as `parseAddress` gives them; undefined where nobody can tell: one is missing, holds the other, or is in a script that may
 * read so or otherwise. Numbers in names are never the same by chance: 第1青空ビル and 第2青空ビル are two.
 */
export function compareBuildings(one: string, other: string): 'equal' | 'different' | undefined {
  if (one === '' || other === '') return undefined;
  const [left, right] = [buildingSkeleton(one), buildingSkeleton(other)];
  if (left === right) return 'equal';
  if (digitsIn(left) !== digitsIn(right)) return 'different';
  if (kindsIn(left) !== kindsIn(right)) {
    const [bare, otherBare] = [left, right].map((skeleton) => skeleton.replace(/@[a-z]+/g, '')) as [string, string];
    const isHeld = bare.includes(otherBare) || otherBare.includes(bare);
    return isHeld || isKanji(bare) !== isKanji(otherBare) ? undefined : 'different';
  }
  if (isKanji(left) !== isKanji(right)) {
    const [written, letters] = isKanji(left) ? [left, right] : [right, left];
    return mayRead(written, letters) ? 'equal' : undefined;
  }
  if (left.includes(right) || right.includes(left)) return undefined;
  const length = Math.max(left.length, right.length);
  return length >= slipMin && editDistance(left, right, 1) <= 1 ? 'equal' : 'different';
}
const slipMin = 6;

const digitsIn = (skeleton: string) => (skeleton.match(/\d+/g) ?? []).sort().join();
const kindsIn = (skeleton: string) => (skeleton.match(/@[a-z]+/g) ?? []).sort().join();
const isKanji = (skeleton: string) => /[㐀-鿿]/.test(skeleton);

/** 丸の内ビル and Marunouchi Building: every kanji may take one to six letters, kana and kinds must stand where they stand. */
function mayRead(written: string, letters: string): boolean {
  const pattern = written.replace(/[㐀-鿿々]+/g, (run) => `[a-z]{${run.length},${run.length * 6}}`);
  return new RegExp(`^${pattern}$`).test(letters);
}

import { toKatakana } from './kana.ts';

/** Kana to Latin letters and the spelling-blind romaji skeleton of identity.md §3.7. For matching only; never shown. */
const single =
  'アa イi ウu エe オo カka キki クku ケke コko サsa シshi スsu セse ソso タta チchi ツtsu テte トto ナna ニni ヌnu ネne ノno ハha ヒhi フfu ヘhe ホho マma ミmi ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ヰi ヱe ヲo ンn ガga ギgi グgu ゲge ゴgo ザza ジji ズzu ゼze ゾzo ダda ヂji ヅzu デde ドdo バba ビbi ブbu ベbe ボbo パpa ピpi プpu ペpe ポpo ヴvu ァa ィi ゥu ェe ォo ャya ュyu ョyo ヮwa ヵka ヶke';
const double =
  'キャkya キュkyu キョkyo シャsha シュshu ショsho チャcha チュchu チョcho ニャnya ニュnyu ニョnyo ヒャhya ヒュhyu ヒョhyo ミャmya ミュmyu ミョmyo リャrya リュryu リョryo ギャgya ギュgyu ギョgyo ジャja ジュju ジョjo ビャbya ビュbyu ビョbyo ピャpya ピュpyu ピョpyo シェshe ジェje チェche ティti ディdi トゥtu ドゥdu ファfa フィfi フェfe フォfo フュfyu ウィwi ウェwe ウォwo ヴァva ヴィvi ヴェve ヴォvo ツァtsa デュdyu テュtyu クォkwo クァkwa イェye';
const romajiOf = new Map<string, string>([
  ...single.split(' ').map((entry) => [entry[0]!, entry.slice(1)] as const),
  ...double.split(' ').map((entry) => [entry.slice(0, 2), entry.slice(2)] as const),
]);

/** Hepburn letters of kana; other characters stay: `アオゾラ商事` → `aozora商事`. Long vowel marks are dropped. */
export function toRomaji(text: string): string {
  const kana = toKatakana(text);
  let letters = '';
  for (let index = 0; index < kana.length; index++) {
    const pair = romajiOf.get(kana.slice(index, index + 2));
    if (pair !== undefined && index + 1 < kana.length) {
      letters += pair;
      index++;
    } else if (kana[index] === 'ッ') {
      const next = romajiOf.get(kana.slice(index + 1, index + 3)) ?? romajiOf.get(kana[index + 1] ?? '') ?? '';
      letters += next.startsWith('ch') ? 't' : (next[0] ?? '');
    } else if (kana[index] !== 'ー') letters += romajiOf.get(kana[index]!) ?? kana[index]!;
  }
  return letters;
}

const combining = /[\u0300-\u036f]/g;

/** Müller → muller. Japanese voicing marks stay, because they are recomposed before this and lie elsewhere. */
export function stripDiacritics(text: string): string {
  return /[\u00c0-\u024f\u1e00-\u1eff]/.test(text)
    ? text.normalize('NFD').replace(combining, '').normalize('NFC')
    : text;
}

const spellings: readonly (readonly [RegExp, string])[] = [
  [/ou|oo|oh(?=[^aeiou]|$)/g, 'o'],
  [/uu/g, 'u'],
  [/aa/g, 'a'],
  [/ii/g, 'i'],
  [/ee|ei/g, 'e'],
  [/si(?!$)/g, 'shi'],
  [/tu/g, 'tsu'],
  [/([^sc]|^)hu/g, '$1fu'],
  [/zi/g, 'ji'],
  [/sy([auo])/g, 'sh$1'],
  [/ty([auo])/g, 'ch$1'],
  [/[zj]y([auo])/g, 'j$1'],
  [/m(?=[bmp])/g, 'n'],
  [/(.)\1+/g, '$1'],
  [/l/g, 'r'],
  [/v/g, 'b'],
  [/c(?=[aouk])/g, 'k'],
];

/** One form for Hepburn, Kunrei and wāpuro spellings: Ohno, Oono and Ōno → `ono`. A word without vowels (NTT) stays as it is. */
export function romajiSkeleton(latin: string): string {
  const letters = stripDiacritics(latin.toLowerCase()).replace(/[^a-z0-9]/g, '');
  if (!/[aeiouy]/.test(letters)) return letters;
  let skeleton = letters;
  for (const [pattern, form] of spellings) skeleton = skeleton.replace(pattern, form);
  return skeleton.replace(/(.)\1+/g, '$1');
}

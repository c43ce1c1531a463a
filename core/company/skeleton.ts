import { repairConfusables } from '#core/text/confusable.ts';
import { looseKana, toKatakana } from '#core/text/kana.ts';
import { remember } from '#core/text/remember.ts';
import { romajiSkeleton, stripDiacritics, toRomaji } from '#core/text/romaji.ts';
import { foldLooseVariants } from '#core/text/variants.ts';

/** Words that companies write in either script; both become one token (identity.md §3.7). */
const words: readonly (readonly [pattern: string, token: string])[] = [
  ['ホールディングス|ホールディング|holdings?|hldgs?|hd(?=$)', '@hd'],
  ['グループ|group|grp(?=$)', '@gr'],
  ['システムズ|システム|systems?', '@system'],
  ['サービス|サービシズ|services?', '@service'],
  ['ソリューションズ|ソリューション|solutions?', '@solution'],
  ['テクノロジーズ|テクノロジー|technolog(?:y|ies)', '@technology'],
  ['インターナショナル|international|intl', '@international'],
  ['ジャパン|japan', '@japan'],
  ['コンサルティング|consulting', '@consulting'],
  ['エンジニアリング|engineering', '@engineering'],
  ['マーケティング|marketing', '@marketing'],
  ['ネットワークス?|networks?', '@network'],
  ['ソフトウェア|ソフトウエア|software', '@software'],
  ['コーポレーション|corporation', '@corp'],
  ['カンパニー|company', '@co'],
  ['パートナーズ|partners?', '@partner'],
  ['キャピタル|capital', '@capital'],
  ['データ|data', '@data'],
  ['デザイン|design', '@design'],
  ['フーズ|foods?', '@food'],
  ['アンド(?=[ァ-ヶ一-龠a-z0-9@])|&', '@and'],
  ['トレーディング|trading', '@trading'],
  ['ロジスティクス|ロジスティックス|logistics', '@logistics'],
  ['メディカル|medical', '@medical'],
  ['エナジー|エネルギー|energy', '@energy'],
  ['ファーマ|pharma', '@pharma'],
  ['ラボラトリー|ラボ|laborator(?:y|ies)|labs?', '@lab'],
  ['クラウド|cloud', '@cloud'],
  ['スカイ|sky', '@sky'],
  ['ブルー|blue', '@blue'],
  ['グリーン|green', '@green'],
  ['オフィス|office', '@office'],
  ['レッド|red', '@red'],
  ['ホワイト|white', '@white'],
  ['ブラック|black', '@black'],
  ['オレンジ|orange', '@orange'],
  ['イエロー|yellow', '@yellow'],
  ['ゴールド|gold', '@gold'],
  ['シルバー|silver', '@silver'],
  ['ムーン|moon', '@moon'],
];
/** A bank writes メデイカル for メディカル. */
const withLargeKana = (pattern: string) =>
  pattern.replace(/[ァィゥェォッャュョ](?!-)/g, (small) => `[${small}${looseKana(small)}]`);
const anyWord = new RegExp(words.map(([pattern]) => `(${withLargeKana(pattern)})`).join('|'), 'g');
const tokens = words.map(([, token]) => token);

/** Letter names in loose kana, longest first: ダブリユ before ブ. */
const letterNames: readonly (readonly [name: string, letter: string])[] = (
  'ダブリユw ダブルw エツクスx エイチh エツチh エチh アルr ジエイj ジエj ケイk ケk エフf エルl エムm エヌn エスs キユq テイt デイd デd ブイv ブv ワイy ' +
  'ゼツトz ズイz アイi ユu ビb シc ジg ピp オo イe エa'
)
  .split(' ')
  .map((entry) => [entry.slice(0, -1), entry.at(-1)!]);
const lettersMin = 3;
const pieces =
  /@[a-z]+|[\u30a1-\u30fe]+|[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u3005-\u3007]+|[^@\u30a1-\u30fe\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u3005-\u3007]+/gu;

/**
 * Cross-script form of a company core (identity.md §3.7): `エービーシー商事` = `abc商事`, `アオゾラジャパン` = `aozora japan`.
 * Takes the `safe` form of a CompanyName. For candidates and with a cap for scoring; never shown.
 */
export const companySkeleton = remember(skeleton, 5_000);

function skeleton(safe: string): string {
  const katakana = toKatakana(repairConfusables(stripDiacritics(safe)));
  const tokenised = katakana.replace(anyWord, (...found) => {
    const place = found.slice(1, tokens.length + 1).findIndex((part) => part !== undefined);
    return tokens[place]!;
  });
  return (tokenised.match(pieces) ?? []).map(pieceSkeleton).join('');
}

function pieceSkeleton(piece: string): string {
  if (piece.startsWith('@')) return piece;
  if (/^[\u30a1-\u30fe]/.test(piece)) return romajiSkeleton(readLetters(looseKana(piece)) ?? toRomaji(piece));
  return /^[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]/.test(piece) ? foldLooseVariants(piece) : romajiSkeleton(piece);
}

/** ケーディーディーアイ → kddi. At least three letters and nothing else: two-letter readings such as エビ are words. */
function readLetters(loose: string): string | undefined {
  const letters = spellFrom(loose, 0);
  return letters !== undefined && letters.length >= lettersMin ? letters : undefined;
}

/** Letters of the names that `loose` consists of from `start` on, longest names first; エムジエム is mgm, as no letter is called ム. */
function spellFrom(loose: string, start: number): string | undefined {
  if (start === loose.length) return '';
  for (const [name, letter] of letterNames) {
    if (!loose.startsWith(name, start)) continue;
    const rest = spellFrom(loose, start + name.length);
    if (rest !== undefined) return letter + rest;
  }
  return undefined;
}

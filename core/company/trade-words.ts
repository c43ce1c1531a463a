import { familyKana } from '#core/person/family-names.ts';
import { remember } from '#core/text/remember.ts';
import { romajiSkeleton, toRomaji } from '#core/text/romaji.ts';
import { contract } from './reading.ts';

/**
 * Industry words that companies write in Japanese and in English (identity.md §3.7): `Japanese with readings | English`. They tell nothing of
 * who a company is; they only align what stands behind a first word that reads alike, 青空工業 and Aozora Industries.
 */
const table = `
工業コウギョウ 産業サンギョウ|industries industry industrial
重工業ジュウコウギョウ 重工ジュウコウ|heavyindustries
化学工業カガクコウギョウ|chemicalindustries chemicalindustry
商事ショウジ 貿易ボウエキ 通商ツウショウ 交易コウエキ 物産ブッサン|trading
建設ケンセツ|construction
建築ケンチク|architects architecture building
電機デンキ 電気デンキ 電器デンキ 電工デンコウ|electric electrical
電子デンシ|electronics electronic
電力デンリョク|electricpower power
電線デンセン|cable wire
銀行ギンコウ|bank banking
信託銀行シンタクギンコウ|trustbank trustandbanking trust&banking
証券ショウケン|securities
保険ホケン|insurance
生命保険セイメイホケン|lifeinsurance
製薬セイヤク 薬品ヤクヒン|pharmaceutical pharmaceuticals pharma
自動車ジドウシャ|motor motors automobile automobiles automotive
化学カガク 化成カセイ|chemical chemicals
不動産フドウサン|realestate realty
食品ショクヒン フーズ|foods food
飲料インリョウ|beverage beverages
印刷インサツ|printing
出版シュッパン|publishing
製作所セイサクショ 製造所セイゾウショ|works manufacturing mfg
製造セイゾウ|manufacturing mfg
研究所ケンキュウショ 研究所ケンキュウジョ|laboratory laboratories researchinstitute research
機械キカイ|machinery machine
機工キコウ 機器キキ|equipment machinery
精機セイキ 精密セイミツ|precision
運輸ウンユ 運送ウンソウ|transport transportation
物流ブツリュウ ロジスティクス|logistics
倉庫ソウコ|warehouse warehousing
鉄鋼テッコウ 製鋼セイコウ 製鉄セイテツ|steel
鉄工所テッコウショ|ironworks
金属キンゾク|metal metals
製紙セイシ|paper
石油セキユ|oil petroleum
繊維センイ|textile textiles fiber
紡績ボウセキ|spinning
製菓セイカ|confectionery
製粉セイフン|flourmilling
酒造シュゾウ|brewery brewing
水産スイサン|fisheries marine
鉄道テツドウ|railway railways
航空コウクウ|airlines airways aviation
海運カイウン|shipping marine
造船ゾウセン|shipbuilding
光学コウガク|optical optics
計器ケイキ 計測ケイソク|instruments
樹脂ジュシ|resin plastics
塗料トリョウ|paint paints
硝子ガラス ガラス|glass
通信ツウシン|communications telecom
情報ジョウホウ|information
設計セッケイ デザイン|design
開発カイハツ|development
販売ハンバイ|sales
住宅ジュウタク|housing homes
観光カンコウ|tourism
旅行リョコウ|travel
病院ビョウイン|hospital
大学ダイガク|university
システム システムズ|system systems
サービス|service services
エンジニアリング|engineering
ソリューションズ ソリューション|solutions solution
ホールディングス|holdings
グループ|group`;

type Trade = { readonly sense: string; readonly reading: string };

const senses = new Map<string, Trade[]>();
for (const line of table.trim().split('\n')) {
  const [japanese, english] = line.split('|').map((words) => words.split(' ')) as [string[], string[]];
  const sense = english[0]!;
  for (const entry of japanese) {
    const [, word, kana] = /^(.*?[^ァ-ヺー])?([ァ-ヺー]+)$/.exec(entry)!;
    addSense(word ?? kana!, { sense, reading: lettersOf(kana!) });
  }
  for (const word of english) addSense(word, { sense, reading: '' });
}

function addSense(word: string, trade: Trade): void {
  senses.set(word, [...(senses.get(word) ?? []), trade]);
}

const longest = Math.max(...Array.from(senses.keys(), (word) => word.length));
const lastLetters = new Set(Array.from(senses.keys(), (word) => word.at(-1)!));

/** The longest industry word that a text ends in, with at least `firstMin` characters before it. */
function wordAtEnd(text: string, firstMin: number): string | undefined {
  if (!lastLetters.has(text.at(-1)!)) return undefined;
  for (let length = Math.min(longest, text.length - firstMin); length >= 2; length--) {
    const word = text.slice(-length);
    if (senses.has(word)) return word;
  }
  return undefined;
}

/** A name that ends in industry words. */
export type TradeName = {
  /** What stands before them: 青空, aozora. */
  readonly first: string;
  readonly isLatin: boolean;
  /** Every sense each word may have, from the first on. */
  readonly trades: readonly (readonly Trade[])[];
};

/** Takes the `safe` form of a company name; undefined where it does not end in an industry word, or is nothing else. */
export const tradeNameOf = remember((safe: string): TradeName | undefined => {
  if (!lastLetters.has(safe.at(-1)!)) return undefined;
  const isLatin = /^[\x20-\x7e]+$/.test(safe);
  const trades: (readonly Trade[])[] = [];
  let first = safe;
  while (trades.length < wordsMax) {
    const word = wordAtEnd(first, isLatin ? latinMin : 1);
    if (word === undefined) break;
    trades.unshift(senses.get(word)!);
    first = first.slice(0, -word.length);
  }
  return trades.length === 0 ? undefined : { first, isLatin, trades };
}, 5_000);
const latinMin = 3;
const wordsMax = 3;

/**
 * Romaji skeletons of a trade name's first word: as it is written in kana or letters, from the company's own readings (loose kana of the whole
 * name), or of a place or family name. Empty where nobody can tell.
 */
export function firstWordReadings(
  { first, isLatin, trades }: TradeName,
  readings: readonly string[],
): readonly string[] {
  if (isLatin) return [lettersOf(first)];
  if (/^[\u3041-\u30fc]+$/.test(first)) return [lettersOf(first)];
  const behind = trades.reduce((ends, words) => ends.flatMap((end) => words.map(({ reading }) => end + reading)), ['']);
  const told = readings.flatMap((reading) => {
    const letters = lettersOf(reading);
    const end = behind.find((one) => letters.length > one.length + 1 && letters.endsWith(one));
    return end === undefined ? [] : [letters.slice(0, -end.length)];
  });
  return told.length > 0 ? told : (usualFirstWords[first] ?? [...new Set(familyKana(first).map(lettersOf))]);
}

/** Words that many companies begin with. */
const usualFirstWords: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  '日本=nihon,nippon,japan 東京=tokyo 大阪=osaka 名古屋=nagoya 京都=kyoto 横浜=yokohama 神戸=kobe 福岡=fukuoka 札幌=sapporo 北海道=hokkaido 九州=kyushu 関西=kansai 関東=kanto 東海=tokai 北陸=hokuriku 東北=tohoku 四国=shikoku 中国=chugoku 富士=fuji 第一=daiichi 大和=daiwa,yamato 三和=sanwa 協和=kyowa 共和=kyowa 太平洋=taiheiyo,pacific 国際=kokusai,international 中央=chuo,central 東洋=toyo 西日本=nishinihon,nishinippon,westjapan 東日本=higashinihon,higashinippon,eastjapan 新日本=shinnihon,shinnippon'
    .split(' ')
    .map((entry) => entry.split('=') as [string, string])
    .map(([word, letters]) => [word, letters.split(',').map((one) => lettersOf(one))]),
);

/** True when one name is the other in English: the first words read alike and every industry word behind them has the same sense. */
export function translates(
  one: { readonly safe: string; readonly readings: readonly string[] },
  other: { readonly safe: string; readonly readings: readonly string[] },
): boolean {
  const [left, right] = [tradeNameOf(one.safe), tradeNameOf(other.safe)];
  if (!left || !right || left.isLatin === right.isLatin || left.trades.length !== right.trades.length) return false;
  const isSameTrade = left.trades.every((trades, place) =>
    trades.some(({ sense }) => right.trades[place]!.some((trade) => trade.sense === sense)),
  );
  if (!isSameTrade) return false;
  const others = firstWordReadings(right, other.readings);
  return firstWordReadings(left, one.readings).some((reading) => reading.length >= 3 && others.includes(reading));
}

/** Key by which a name and its translation meet: the first word's letters and the senses behind it. Empty where neither is known. */
export function translationKeys(safe: string, readings: readonly string[]): readonly string[] {
  const name = tradeNameOf(safe);
  if (!name) return [];
  const senses = name.trades.map(([trade]) => trade!.sense).join('+');
  return firstWordReadings(name, readings).flatMap((reading) => (reading.length >= 3 ? [`${reading}+${senses}`] : []));
}

function lettersOf(text: string): string {
  return contract(romajiSkeleton(toRomaji(text)));
}

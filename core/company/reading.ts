import { remember } from '#core/text/remember.ts';
import { romajiSkeleton, toRomaji } from '#core/text/romaji.ts';

/** Kanji words that companies are called by, with their reading (identity.md §3.7). Longest first where one begins another. */
const words = `自動車部品ジドウシャブヒン 自動車ジドウシャ 情報処理ジョウホウショリ 不動産フドウサン 製作所セイサクショ 研究所ケンキュウショ
工務店コウムテン 製造所セイゾウショ 東日本ヒガシニホン 西日本ニシニホン 北日本キタニホン 中日本ナカニホン 新日本シンニホン 全日本ゼンニホン
工業コウギョウ 商事ショウジ 産業サンギョウ 物産ブッサン 電機デンキ 電気デンキ 電子デンシ 電器デンキ 電工デンコウ 電設デンセツ 電力デンリョク 建設ケンセツ 建築ケンチク
建材ケンザイ 建機ケンキ 運輸ウンユ 運送ウンソウ 倉庫ソウコ 物流ブツリュウ 精機セイキ 精工セイコウ 精密セイミツ 機械キカイ 機工キコウ 機器キキ 化学カガク 化成カセイ
化工カコウ 食品ショクヒン 食料ショクリョウ 飲料インリョウ 薬品ヤクヒン 製薬セイヤク 薬局ヤッキョク 印刷インサツ 紙業シギョウ 製紙セイシ 紙器シキ 鉄工テッコウ 鉄鋼テッコウ
製鋼セイコウ 鋼業コウギョウ 鋼材コウザイ 金属キンゾク 金物カナモノ 非鉄ヒテツ 硝子ガラス 窯業ヨウギョウ 塗料トリョウ 塗装トソウ 樹脂ジュシ 繊維センイ 紡績ボウセキ
織物オリモノ 衣料イリョウ 商会ショウカイ 商店ショウテン 商社ショウシャ 商工ショウコウ 商業ショウギョウ 通商ツウショウ 通信ツウシン 通運ツウウン 貿易ボウエキ 交易コウエキ
興業コウギョウ 興産コウサン 興発コウハツ 技研ギケン 技術ギジュツ 技建ギケン 設計セッケイ 設備セツビ 設営セツエイ 重工ジュウコウ 重機ジュウキ 光学コウガク 光機コウキ 計器ケイキ
計測ケイソク 計装ケイソウ 販売ハンバイ 製造セイゾウ 製品セイヒン 製菓セイカ 製粉セイフン 製麺セイメン 製油セイユ 情報ジョウホウ 開発カイハツ 企画キカク 広告コウコク 出版シュッパン
新聞シンブン 放送ホウソウ 映像エイゾウ 観光カンコウ 交通コウツウ 鉄道テツドウ 海運カイウン 航空コウクウ 造船ゾウセン 車両シャリョウ 車輌シャリョウ 農機ノウキ 農園ノウエン 水産スイサン
畜産チクサン 酒造シュゾウ 醸造ジョウゾウ 青果セイカ 総研ソウケン 総業ソウギョウ 総合ソウゴウ 綜合ソウゴウ 住宅ジュウタク 住建ジュウケン 土木ドボク 土建ドケン 道路ドウロ 石油セキユ
石材セキザイ 木材モクザイ 木工モッコウ 林業リンギョウ 保険ホケン 証券ショウケン 銀行ギンコウ 信用シンヨウ 会計カイケイ 経営ケイエイ 人材ジンザイ 教育キョウイク 学園ガクエン 病院ビョウイン
医療イリョウ 福祉フクシ 介護カイゴ 環境カンキョウ 衛生エイセイ 清掃セイソウ 警備ケイビ 美装ビソウ 防災ボウサイ 空調クウチョウ 冷熱レイネツ 管工カンコウ 配管ハイカン 測量ソクリョウ
協和キョウワ 共和キョウワ 大和ダイワ 三光サンコウ 三和サンワ 日本ニホン 東京トウキョウ 大阪オオサカ 名古屋ナゴヤ 京都キョウト 横浜ヨコハマ 神戸コウベ 福岡フクオカ 九州キュウシュウ 関西カンサイ
関東カントウ 東海トウカイ 中部チュウブ 北陸ホクリク 東北トウホク 四国シコク 北海道ホッカイドウ 中国チュウゴク 山陽サンヨウ 富士フジ 第一ダイイチ 第二ダイニ`;

const romajiOf = new Map(
  words.split(/\s+/).map((entry) => {
    const [, kanji, kana] = /^([^ァ-ヶー]+)([ァ-ヶー]+)$/.exec(entry)!;
    return [kanji!, contract(romajiSkeleton(toRomaji(kana!)))];
  }),
);
const anyWord = new RegExp([...romajiOf.keys()].join('|'), 'g');
const kanjiRun = /[㐀-鿿豈-﫿々]+/g;

/** A romaji skeleton as bank lists would have it, who know no small kana: シヨウジ reads like ショウジ, ブツサン like ブッサン, メデイカル like メディカル. */
export function contract(romaji: string): string {
  return romaji
    .replace(/(sh|ch|j)iy(?=[auo])/g, '$1')
    .replace(/([kgnhbpmr])iy(?=[auo])/g, '$1y')
    .replace(/(sh|ch|j)ie/g, '$1e')
    .replace(/tsu(?=[kstpc])/g, '')
    .replace(/([dt])i/g, '$1e')
    .replace(/fu(?=[aieo])/g, 'f')
    .replace(/w(?=[ie])/g, 'u');
}

/** How far a name in kana or Latin letters may be the reading of one with kanji. */
export type ReadingFit = 'whole' | 'partly' | 'none' | undefined;

/**
 * Whether `letters` (a romaji skeleton) may read `kanji` (a company skeleton): 菊森倉庫 and ｷｸﾓﾘｿｳｺ. `whole` when every character of the
 * name is known to read so; `partly` when a usual word or kana of four letters and more fits and the rest has the length that
 * so many kanji take; `none` when the letters are no reading; undefined when too little of the name can be read to tell.
 */
export function fitReading(kanji: string, letters: string): ReadingFit {
  const pattern = patternOf(kanji);
  if (pattern.known < knownMin) return undefined;
  if (!fits(pattern, contract(letters))) return 'none';
  return pattern.isWhole ? 'whole' : 'partly';
}

/** Most names differ where both ends are known: those need no expression. */
function fits({ begins, ends, source }: Pattern, letters: string): boolean {
  return letters.startsWith(begins) && letters.endsWith(ends) && expressionOf(source).test(letters);
}

const knownMin = 4;
/** Letters that one kanji takes: 二 ni, 葉 ha; 菊 kiku, 桜 sakura. */
const lettersPerKanji = [1, 6] as const;

/** What the letters of a name have to look like, with what stands at either end of them. */
type Pattern = {
  readonly source: string;
  readonly begins: string;
  readonly ends: string;
  readonly known: number;
  readonly isWhole: boolean;
};

const patternOf = remember((kanji: string): Pattern => {
  const read = kanji.replace(anyWord, (word) => romajiOf.get(word)!).replace(/@/g, '');
  const unknown = (read.match(kanjiRun) ?? []).join('').length;
  const source = contract(read)
    .replace(/[^a-z0-9㐀-鿿豈-﫿々]/g, '.?')
    .replace(kanjiRun, (run) => `[a-z]{${run.length * lettersPerKanji[0]},${run.length * lettersPerKanji[1]}}`);
  const [begins, ends] = [lettersAtStart.exec(source)![0], lettersAtEnd.exec(source)![0]];
  return { source, begins, ends, known: read.length - unknown, isWhole: unknown === 0 };
}, 500);
const lettersAtStart = /^[a-z0-9]*/;
const lettersAtEnd = /[a-z0-9]*$/;

const expressionOf = remember((source: string) => new RegExp(`^${source}$`), 500);

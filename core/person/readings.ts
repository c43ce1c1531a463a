import { romajiSkeleton, toRomaji } from '#core/text/romaji.ts';

/** Usual readings of frequent names (identity.md §3.11): one kanji name has several, so each is a set. Never shown, never stored. */
const families = `佐藤サトウ 鈴木スズキ 高橋タカハシ 田中タナカ 伊藤イトウ 渡辺ワタナベ 山本ヤマモト 中村ナカムラ 小林コバヤシ 加藤カトウ 吉田ヨシダ 山田ヤマダ 佐々木ササキ 山口ヤマグチ 松本マツモト 井上イノウエ
木村キムラ 林ハヤシ 斎藤サイトウ 斉藤サイトウ 清水シミズ 山崎ヤマザキ 山崎ヤマサキ 森モリ 池田イケダ 橋本ハシモト 阿部アベ 安部アベ 石川イシカワ 山下ヤマシタ 中島ナカジマ 中島ナカシマ 石井イシイ 小川オガワ 前田マエダ 岡田オカダ 長谷川ハセガワ
藤田フジタ 後藤ゴトウ 近藤コンドウ 村上ムラカミ 遠藤エンドウ 青木アオキ 坂本サカモト 福田フクダ 太田オオタ 大田オオタ 西村ニシムラ 藤井フジイ 金子カネコ 岡本オカモト 藤原フジワラ 中野ナカノ 三浦ミウラ 原田ハラダ 中川ナカガワ 松田マツダ
竹内タケウチ 小野オノ 田村タムラ 中山ナカヤマ 和田ワダ 石田イシダ 森田モリタ 上田ウエダ 原ハラ 内田ウチダ 柴田シバタ 酒井サカイ 宮崎ミヤザキ 横山ヨコヤマ 高木タカギ 安藤アンドウ 宮本ミヤモト 大野オオノ 小島コジマ 工藤クドウ
谷口タニグチ 今井イマイ 高田タカダ 丸山マルヤマ 増田マスダ 杉山スギヤマ 村田ムラタ 大塚オオツカ 新井アライ 小山コヤマ 平野ヒラノ 河野コウノ 河野カワノ 藤本フジモト 武田タケダ 野口ノグチ 松井マツイ 千葉チバ 岩崎イワサキ 菅原スガワラ 木下キノシタ
久保クボ 佐野サノ 野村ノムラ 松尾マツオ 菊地キクチ 菊池キクチ 市川イチカワ 杉本スギモト 古川フルカワ 大西オオニシ 島田シマダ 水野ミズノ 桜井サクライ 吉川ヨシカワ 山内ヤマウチ 西田ニシダ 本間ホンマ 東海林トウカイリン 東海林ショウジ 中田ナカタ 中田ナカダ 伊東イトウ`;
const givens = `太郎タロウ 次郎ジロウ 一郎イチロウ 花子ハナコ 健ケン 健タケシ 誠マコト 裕ユタカ 恵メグミ 恵ケイ 希ノゾミ 渉ワタル 健一ケンイチ 雄一ユウイチ 純一郎ジュンイチロウ 和也カズヤ 直樹ナオキ 哲也テツヤ 大輔ダイスケ 翔ショウ 拓也タクヤ 健太ケンタ
隆タカシ 浩ヒロシ 博ヒロシ 修オサム 茂シゲル 進ススム 勝マサル 豊ユタカ 実ミノル 清キヨシ 正マサシ 学マナブ 亮リョウ 剛ツヨシ 聡サトシ 徹トオル 浩二コウジ 浩一コウイチ 正樹マサキ 美咲ミサキ 陽子ヨウコ 恵子ケイコ 幸子サチコ 裕子ユウコ 智子トモコ
久美子クミコ 由美ユミ 真由美マユミ 美穂ミホ 愛アイ 彩アヤ 麻衣マイ 葵アオイ 明美アケミ 直美ナオミ 洋子ヨウコ 和子カズコ 京子キョウコ 典子ノリコ 香織カオリ`;

const familySkeletons = tableOf(families);
const givenSkeletons = tableOf(givens);

function tableOf(list: string): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const entry of list.split(/\s+/)) {
    const [, kanji, kana] = /^([^ァ-ヶー]+)([ァ-ヶー]+)$/.exec(entry)!;
    table.set(kanji!, [...(table.get(kanji!) ?? []), romajiSkeleton(toRomaji(kana!))]);
  }
  return table;
}

/** Romaji skeletons a family name may be read as; empty when it is not among the frequent ones. Takes the folded name. */
export function familyReadings(family: string): readonly string[] {
  return familySkeletons.get(family) ?? [];
}

/** Romaji skeletons a given name may be read as. */
export function givenReadings(given: string): readonly string[] {
  return givenSkeletons.get(given) ?? [];
}

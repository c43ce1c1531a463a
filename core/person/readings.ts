import { remember } from '#core/text/remember.ts';
import { romajiSkeleton, toRomaji } from '#core/text/romaji.ts';
import { commonFamilyKana, familyKana } from './family-names.ts';

/** Usual readings of given names (identity.md §3.11): one kanji name has several, so each is a set. Never shown, never stored. */
const givens = `太郎タロウ 次郎ジロウ 一郎イチロウ 花子ハナコ 健ケン 健タケシ 誠マコト 裕ユタカ 恵メグミ 恵ケイ 希ノゾミ 渉ワタル 健一ケンイチ 雄一ユウイチ 純一郎ジュンイチロウ 和也カズヤ 直樹ナオキ 哲也テツヤ 大輔ダイスケ 翔ショウ 拓也タクヤ 健太ケンタ
隆タカシ 浩ヒロシ 博ヒロシ 修オサム 茂シゲル 進ススム 勝マサル 豊ユタカ 実ミノル 清キヨシ 正マサシ 学マナブ 亮リョウ 剛ツヨシ 聡サトシ 徹トオル 浩二コウジ 浩一コウイチ 正樹マサキ 美咲ミサキ 陽子ヨウコ 恵子ケイコ 幸子サチコ 裕子ユウコ 智子トモコ
久美子クミコ 由美ユミ 真由美マユミ 美穂ミホ 愛アイ 彩アヤ 麻衣マイ 葵アオイ 明美アケミ 直美ナオミ 洋子ヨウコ 和子カズコ 京子キョウコ 典子ノリコ 香織カオリ`;

const givenSkeletons = tableOf(givens);

function tableOf(list: string): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>();
  for (const entry of list.split(/\s+/)) {
    const [, kanji, kana] = /^([^ァ-ヶー]+)([ァ-ヶー]+)$/.exec(entry)!;
    table.set(kanji!, [...(table.get(kanji!) ?? []), romajiSkeleton(toRomaji(kana!))]);
  }
  return table;
}

/** Romaji skeletons a family name may be read as; empty when it is not in the table. */
export const familyReadings = remember(
  (family: string): readonly string[] => [...new Set(familyKana(family).map((kana) => romajiSkeleton(toRomaji(kana))))],
  5_000,
);

const commonSkeletons = new Set(commonFamilyKana().map((kana) => romajiSkeleton(toRomaji(kana))));

/** True for letters that read like a family name that is met everywhere: Sato, SATOU, Ohno. */
export function isCommonFamilyReading(latin: string): boolean {
  return commonSkeletons.has(romajiSkeleton(latin));
}

/** Romaji skeletons a given name may be read as. */
export function givenReadings(given: string): readonly string[] {
  return givenSkeletons.get(given) ?? [];
}

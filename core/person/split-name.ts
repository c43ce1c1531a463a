import { toKatakana } from '#core/text/kana.ts';
import { commonFamilyKana, familyNameKind } from './family-names.ts';

/**
 * Where the family name ends in a Japanese name written in one piece (identity.md §3.11): the known family name and the rest that looks most like a
 * given name, 森健一 → 森 健一, 森川健 → 森川 健; without a known one the usual lengths (2 → 1+1, 3 → 2+1, 4 → 2+2, 5 → 2+3 or 3+2). A family name alone
 * stays whole.
 */
export function splitName(full: string): [family: string, given: string] {
  const characters = [...full];
  const at = (length: number): [string, string] => [
    characters.slice(0, length).join(''),
    characters.slice(length).join(''),
  ];
  if (characters.length < 2 || familyNameKind(full) !== undefined) return [full, ''];
  if (/^[\u3041-\u30fc\uff66-\uff9f]+$/.test(full)) return splitKana(full);
  const [best] = cutsOf(characters);
  if (best && best.score >= 0) return at(best.length);
  const kana = /^(?:[\u30a1-\u30fc]{2,}(?=[㐀-鿿])|[㐀-鿿]{1,3}(?=[\u3041-\u3096]))/u.exec(full)?.[0];
  if (kana !== undefined) return at(kana.length);
  return at(usualLength(characters));
}

/**
 * False where the cut of a name in one piece is a guess (identity.md §3.11): its family name is in no list, or another cut is about as
 * likely. A family name alone is cut nowhere.
 */
export function isSureSplit(full: string): boolean {
  const characters = [...full];
  if (characters.length < 2 || familyNameKind(full) !== undefined) return true;
  if (/^[\u3041-\u30fc\uff66-\uff9f]+$/.test(full))
    return commonKana.has(toKatakana(splitKana(full)[0].normalize('NFKC')));
  const [best, next] = cutsOf(characters);
  return best !== undefined && best.isKnown && best.score >= 0 && (next === undefined || next.score < best.score - 1);
}

/** Where the family name may end, the likeliest first; of two that are equally likely the longer family name: 小野田 勇. */
function cutsOf(characters: readonly string[]): { length: number; score: number; isKnown: boolean }[] {
  const cuts: { length: number; score: number; isKnown: boolean }[] = [];
  for (let length = Math.min(familyMax, characters.length - 1); length >= 1; length--) {
    const family = characters.slice(0, length).join('');
    const known = familyNameKind(family);
    const kind = known ?? (length === 2 ? shapeOf(family) : undefined);
    if (kind === undefined) continue;
    const score = familyScore[kind] + givenScore(characters.slice(length).join(''));
    cuts.push({ length, score, isKnown: known !== undefined });
  }
  return cuts.sort((one, other) => other.score - one.score);
}

/** ワタナベケンイチ: the longest reading that is met everywhere and leaves a name; else after the third character. */
function splitKana(full: string): [family: string, given: string] {
  const kana = toKatakana(full.normalize('NFKC'));
  for (let length = Math.min(6, full.length - 2); kana.length === full.length && length >= 2; length--)
    if (commonKana.has(kana.slice(0, length))) return [full.slice(0, length), full.slice(length)];
  const usual = full.length <= 4 ? 2 : 3;
  return [full.slice(0, usual), full.slice(usual)];
}
const commonKana = new Set(commonFamilyKana());

/** Two characters that are in no list: 藤浦 is built like a family name. */
function shapeOf(family: string): 'shaped' | 'unknown' | undefined {
  if (!/^[㐀-鿿豈-﫿々]{2}$/u.test(family)) return undefined;
  const last = family.slice(1);
  return endOfFamily.test(last) || oftenEndOfFamily.test(last) ? 'shaped' : 'unknown';
}

/** 3 → 2+1, 4 → 2+2; 5 → 3+2 where the third character goes with a family name, or the last three are no given name. */
function usualLength(characters: readonly string[]): number {
  const { length } = characters;
  if (length === 2) return 1;
  if (length >= 6) return 3;
  return length === 5 && givenScore(characters.slice(2).join('')) < givenLike ? 3 : 2;
}

const familyMax = 4;
const familyScore = { common: 3, rare: 1, shaped: 1, unknown: 0 } as const;
const givenLike = 2;

/** How much a text looks like a given name: `givenLike` for a usual shape, below 0 for what is the rest of a family name. */
function givenScore(text: string): number {
  const { length } = [...text];
  if (/^[\u3041-\u30fc]+$/.test(text)) return givenLike;
  if (endOfFamily.test(text)) return -3;
  if (length === 1) return single.test(text) ? givenLike : 0;
  if (length === 2) return endOfTwo.test(text) ? givenLike : 1;
  if (length === 3) return endOfThree.test(text) && !oftenEndOfFamily.test(text) ? givenLike : -1;
  return -1;
}

/** What the second character of family names is and hardly ever the first of given ones. */
const endOfFamily = /^[田川村井藤崎﨑島嶋沢澤谷橋塚岡坂池浜濱瀬尾木本野山原口部辺林堂屋宮]/;
const oftenEndOfFamily = /^[浦里波城峰峯森江葉条條方辻越垣]/;
const single =
  /[誠実健隆浩博修茂進勝豊清正学亮剛聡徹翔恵愛彩葵蓮瞳薫純優舞茜忍忠均勇功悟稔亨昇旭明武仁潤満巌淳渉渡篤毅弘勲孝守司治晃靖宏猛保章誉望希要匠圭慶馨梓椿楓桜泉梢緑翠翼駿颯凛遥遼陸海空樹萌静文節幸敬昭甫崇力新元光輝晋昂周肇始貢操環譲寛敦暁巧敏禎祐佑航涼諒凌凱拓諭哲秀旬隼大歩直昌求穣玲綾藍怜唯雅雄昴裕洋傑伸一二三卓威学久智栞杏凜円心澪律湊蒼樹暖悠朔奏岳聖康徳泰信透了基薰惇鉄睦宰暢尚謙恭憲鋼]$/;
const endOfTwo =
  /[子郎朗美一二三夫男雄代恵香樹也介助太平彦人斗奈菜希哉司之治史行明江枝絵穂織音花華里理葉弘浩志士吾悟蔵輔佑祐馬真翔和宏博雅義則典徳信成正政昭良吉久男登夢実乃衣紀紗沙那羽月海空生春夏秋冬輝貴規樹基己毅孝隆男彰光広幸伸洋助三造作次二嗣磨麿摩弥耶亜愛咲希優結衣妃莉梨里璃姫満吾五郎助哉矢宜芳文道俊敏年寿仁臣心晴陽太大]$/;
const endOfThree =
  /(?:[太次治一三二健新源五四六七八九十]郎|[太次]朗|[之乃]介|[之乃]助|.[子美奈香恵代乃里衣紀江枝音希花帆穂夫雄彦]|.[之乃]丞)$/;

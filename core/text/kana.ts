/** Kana folds of identity.md §3.5, used for loose name keys and 五十音 order. */

const small: Record<string, string> = {
  ァ: 'ア',
  ィ: 'イ',
  ゥ: 'ウ',
  ェ: 'エ',
  ォ: 'オ',
  ッ: 'ツ',
  ャ: 'ヤ',
  ュ: 'ユ',
  ョ: 'ヨ',
  ヮ: 'ワ',
  ヵ: 'カ',
  ヶ: 'ケ',
};
const voicedV: Record<string, string> = { ヴァ: 'バ', ヴィ: 'ビ', ヴェ: 'ベ', ヴォ: 'ボ', ヴュ: 'ビユ', ヴ: 'ブ' };

export function toKatakana(text: string): string {
  return text.replace(/[\u3041-\u3096]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60));
}

/** アオゾラショウジ and あおぞらシヨウジ become one form: small kana grow, ー goes, ヴ becomes バ行. */
export function looseKana(text: string): string {
  return toKatakana(text)
    .replace(/ヴ[ァィェォュ]?/g, (sound) => voicedV[sound]!)
    .replace(/[ァィゥェォッャュョヮヵヶ]/g, (character) => small[character]!)
    .replace(/[ヰヱヲヂヅ]/g, (character) => ({ ヰ: 'イ', ヱ: 'エ', ヲ: 'オ', ヂ: 'ジ', ヅ: 'ズ' })[character]!)
    .replace(/ー/g, '')
    .replace(/エイ/g, 'エ')
    .replace(/オウ/g, 'オ');
}

/** Kana folds of identity.md §3.5, used for loose name keys and 五十音 order. */

const small = 'ァィゥェォッャュョヮヵヶ';
const large = 'アイウエオツヤユヨワカケ';
const folds = new Map([...small].map((character, place) => [character, large[place]!]));
for (const pair of ['ヰイ', 'ヱエ', 'ヲオ', 'ヂジ', 'ヅズ']) folds.set(pair[0]!, pair[1]!);
const voicedV: Readonly<Record<string, string>> = { ァ: 'バ', ィ: 'ビ', ェ: 'ベ', ォ: 'ボ', ュ: 'ビユ' };
const anyHiragana = /[\u3041-\u3096]/;
const anyKana = /[\u3041-\u30fc]/;

/** あおぞら → アオゾラ; anything but hiragana stays. */
export function toKatakana(text: string): string {
  if (!anyHiragana.test(text)) return text;
  return text.replace(/[\u3041-\u3096]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0x60));
}

/** アオゾラショウジ and あおぞらシヨウジ become one form: small kana grow, ー goes, ヴ becomes バ行. */
export function looseKana(text: string): string {
  if (!anyKana.test(text)) return text;
  const katakana = toKatakana(text);
  let folded = '';
  for (let place = 0; place < katakana.length; place++) {
    const character = katakana[place]!;
    if (character === 'ー') continue;
    if (character === 'ヴ') {
      const sound = voicedV[katakana[place + 1] ?? ''];
      if (sound) place++;
      folded += sound ?? 'ブ';
    } else folded += folds.get(character) ?? character;
  }
  return folded.replace(/エイ/g, 'エ').replace(/オウ/g, 'オ');
}

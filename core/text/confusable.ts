/** Kanji that scanners and tired eyes write for katakana (identity.md §3.6). Loose forms only. */
const katakanaFor: Readonly<Record<string, string>> = {
  力: 'カ',
  口: 'ロ',
  二: 'ニ',
  八: 'ハ',
  工: 'エ',
  卜: 'ト',
  夕: 'タ',
  一: 'ー',
};
const run = /[\u30a1-\u30fa\u30fc力口二八工卜夕一]+/g;
const katakana = /[\u30a1-\u30fa\u30fc]/;
const kanji = /[\u3400-\u9fff\uf900-\ufaff]/;

/** 口ボット → ロボット, センタ一 → センター. A confusable that touches another kanji is that kanji: アオゾラ工業, 第一ライフ. */
export function repairConfusables(text: string): string {
  if (!/[力口二八工卜夕一]/.test(text) || !katakana.test(text)) return text;
  return text.replace(run, (part, offset: number) => {
    let from = 0;
    let to = part.length;
    if (kanji.test(text[offset - 1] ?? '')) while (from < to && part[from]! in katakanaFor) from++;
    if (kanji.test(text[offset + part.length] ?? '')) while (to > from && part[to - 1]! in katakanaFor) to--;
    const middle = part.slice(from, to);
    if (!katakana.test(middle)) return part;
    return part.slice(0, from) + [...middle].map((one) => katakanaFor[one] ?? one).join('') + part.slice(to);
  });
}

/** True when two characters are one slip apart: a confusable pair, or the IME homophones 電機/電気 (identity.md §3.13, 112, 131). */
export function isConfusablePair(one: string, other: string): boolean {
  if (one.length > 1 || other.length > 1) return false;
  return (
    katakanaFor[one] === other ||
    katakanaFor[other] === one ||
    homophones.has(one + other) ||
    homophones.has(other + one)
  );
}

/** 一 against nothing: a dash typed for it behind a kanji was cut as a mark. */
const homophones = new Set(['機気', '一']);

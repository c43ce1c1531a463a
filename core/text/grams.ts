import { clean } from './clean.ts';
import { toKatakana } from './kana.ts';
import { foldVariants } from './variants.ts';

/** Two-character pieces of a text for the search index, so that two kanji are found by index; single characters are kept too. */
export function gramsOf(texts: readonly (string | null | undefined)[]): string[] {
  const grams = new Set<string>();
  for (const text of texts) {
    if (!text) continue;
    const key = searchKey(text);
    if (key.length === 1) grams.add(key);
    for (let index = 0; index + 2 <= key.length; index++) grams.add(key.slice(index, index + 2));
  }
  return [...grams];
}

/** What is typed and what is stored meet in this form: width, case, old kanji and hiragana do not matter. */
export function searchKey(text: string): string {
  return toKatakana(foldVariants(clean(text))).replace(/[\s・.,'()\-_/]/g, '');
}

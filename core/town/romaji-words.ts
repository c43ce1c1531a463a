import { clean } from '#core/text/clean.ts';
import { stripDiacritics } from '#core/text/romaji.ts';

/** A word or a figure of an address in Latin letters. */
export type Word = {
  readonly text: string;
  readonly isNumber: boolean;
  /** Commas and brackets part an address into segments, counted from 0. */
  readonly segment: number;
  /** What stands between this word and the one before: `-`, a space, nothing. */
  readonly gap: string;
};

/** Words from the first to before the last. */
export type Stretch = { readonly from: number; readonly to: number };

/** Words of an address, its floor or room apart from them, and without postal code and country: 1, 1, 1, marunouchi · chiyoda, ku. */
export function romajiWords(raw: string): { readonly words: readonly Word[]; readonly floor: string } {
  const text = stripDiacritics(clean(raw)).replace(/〒?\s*(?<!\d|\d-)\d{3}-\d{4}(?!\d|-\d)|\bjapan\b\.?/g, ' , ');
  let floor = '';
  const open = text
    .replace(floorWords, (_, cellar, storey) => keep(`${cellar ? 'B' : ''}${storey}F`))
    .replace(roomWords, (_, room, marked) => keep((room ?? marked).replace('-', '').toUpperCase()));
  function keep(told: string): string {
    floor ||= told;
    return ' ';
  }
  const words: Word[] = [];
  for (const [segment, part] of open.split(/[,;()]/).entries()) {
    let end = 0;
    for (const { 0: written, index } of part.matchAll(/[a-z']+|\d+/g)) {
      const isNumber = /\d/.test(written);
      words.push({ text: written, isNumber, segment, gap: part.slice(end, index) });
      end = index + written.length;
    }
  }
  return { words, floor };
}

/** 5F, B1F, 5th floor, 3-kai. */
const floorWords = /(?<![a-z\d])(b)?(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:fl|f|floor|kai)\b\.?/g;
/** Room 405, #405, Suite 12, 405-goshitsu. */
const roomWords =
  /(?:\b(?:room|rm|suite|ste|unit|apt)\b\.?\s*#?|#)([a-z]?-?\d{1,4})(?!\d)|(?<![\d-])(\d{1,4})[\s-]*gou?shitsu\b/g;

/** The places of the words of a stretch. */
export function indices({ from, to }: Stretch): number[] {
  return Array.from({ length: to - from }, (_, step) => from + step);
}

/** Character cleaning of identity.md §3.1: what every field goes through before it is compared. The raw value is kept elsewhere. */
import { unescapeEntities } from './entities.ts';

const removed =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu;
const anyRemoved = new RegExp(removed.source, 'u');
const enclosed: Record<string, string> = {
  '㊑': '(株)',
  '㊒': '(有)',
  '㊓': '(社)',
  '㊔': '(名)',
  '㊕': '(特)',
  '㊖': '(財)',
  '㊘': '(労)',
  '㍿': '株式会社',
  '㈿': '(協)',
  '㈽': '(企)',
};
const enclosedForms = /[㊑㊒㊓㊔㊕㊖㊘㍿㈿㈽]/g;
const dashes = /[-‐‑‒–—―−﹣－─━ーｰ゠⁃˗⸺]/;
const kana = /[\u3041-\u3096\u30a1-\u30fa\u30fc]/;
/** Nothing but letters that are seen and no space: what most cells hold. */
const visible = /^[\x21-\x7e\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff々]*$/;
const needsWork = /[^\x20-\x5f\x61-\x7e\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff々]|[A-Z]|\s\s|^\s|\s$|-/;

/** Width, case, dashes, marks and spaces made equal: `㈱ＡＢＣ－商事` → `(株)abc-商事`. */
export function clean(given: string): string {
  const raw = unescapeEntities(given);
  if (!needsWork.test(raw)) return raw;
  const mapped = stripInvisible(raw)
    .replace(enclosedForms, (form) => enclosed[form]!)
    .replace(/\u309b/g, '\u3099')
    .replace(/\u309c/g, '\u309a')
    .replace(/[´‘’′`＇]/g, "'")
    .replace(/[·•∙⋅‧･]/g, '・')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[〜～]/g, '~');
  return foldDashes(mapped).replace(/\s+/g, ' ').trim();
}

/** Removes control, zero-width, direction and variation marks; tabs and line breaks become a space. Case and width stay. */
export function stripInvisible(raw: string): string {
  if (visible.test(raw)) return raw;
  return (anyRemoved.test(raw) ? raw.replace(removed, '') : raw).replace(/[\t\r\n\u3000\u00a0]+/g, ' ');
}

/** A dash behind kana is a long vowel; any other dash is a hyphen. */
function foldDashes(text: string): string {
  if (!dashes.test(text)) return text;
  let folded = '';
  for (const character of text) {
    folded += dashes.test(character) ? (kana.test(folded.at(-1) ?? '') ? 'ー' : '-') : character;
  }
  return folded;
}

/** Digits only, after width folding: `Ｔ4011-0010` → `40110010`. */
export function digitsOf(raw: string): string {
  return raw.normalize('NFKC').replace(/\D/g, '');
}

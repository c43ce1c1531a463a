import { remember } from '#core/text/remember.ts';

/** What Japanese companies call themselves in Latin letters, and what goes together with it; also behind a Japanese form. */
const english: readonly (readonly [code: string, pattern: string])[] = [
  ['KK', 'kabushiki[\\s-]*(?:kaisha|gaisha)|k\\.\\s?k\\.?|kk'],
  ['GK', 'godo[\\s-]*(?:kaisha|gaisha)|g\\.k\\.'],
  ['YK', 'yugen[\\s-]*(?:kaisha|gaisha)|y\\.k\\.'],
  ['LLC', 'l\\.?l\\.?c\\.?'],
  ['LLP_EN', 'l\\.?l\\.?p\\.?'],
  ['COLTD', '(?:company|co\\.?)[\\s,.]*(?:limited|ltd\\.?)'],
  ['INC', 'inc(?:orporated|\\.)?'],
  ['CORP', 'corp(?:oration|\\.)?'],
  ['LTD', 'ltd\\.?|limited'],
  ['CO', 'co\\.?|company'],
];

/** Forms of other countries, under one code where one law writes them in several ways (identity.md §3.3). */
const foreign: readonly (readonly [code: string, pattern: string])[] = [
  ['PLC', 'p\\.?l\\.?c\\.?'],
  ['COKG', '(?:g?gmbh|g\\.m\\.b\\.h\\.?|ug)\\s*(?:&|\\+|u\\.|und|and)\\s*co\\.?[\\s,]*(?:kg|k\\.g\\.?)'],
  ['KGAA', '(?:(?:gmbh|ag|se)\\s*(?:&|\\+|und)\\s*co\\.?[\\s,]*)?(?:kgaa|k\\.g\\.a\\.a\\.?)'],
  ['GMBH', 'g?gmbh|g\\.\\s?m\\.\\s?b\\.\\s?h\\.?|gesellschaft mit beschränkter haftung'],
  ['AG', 'ag|a\\.g\\.|aktiengesellschaft'],
  ['SA', 's\\.?a\\.?(?:s\\.?)?'],
  ['SARL', 's\\.?\\s?[aà]\\.?\\s?r\\.?\\s?l\\.?'],
  ['SRL', 's\\.\\s?r\\.\\s?l\\.?|srls?'],
  ['SPA', 's\\.\\s?p\\.\\s?a\\.?'],
  ['BV', 'b\\.?v\\.?'],
  ['NV', 'n\\.?v\\.?'],
  ['OY', 'oyj|oy\\s+ab|ab\\s+oy'],
  ['AS', 'a/s'],
  ['ASA', 'asa'],
  ['SRO', '(?:spol\\.?\\s*)?s\\.?\\s*r\\.\\s?o\\.?'],
  ['AKC', 'a\\.\\s?[sş]\\.'],
  ['DOO', 'd\\.\\s?o\\.\\s?o\\.?'],
  ['SPZOO', 'sp\\.?\\s*z\\.?\\s*o\\.?\\s*o\\.?'],
  ['KFT', 'kft\\.?'],
  ['RT', '(?:zrt|nyrt)\\.?'],
  ['SACV', 's\\.?\\s?a\\.?\\s*(?:p\\.?\\s?i\\.?\\s*)?de\\s*c\\.?\\s?v\\.?'],
  ['SRLCV', 's\\.?\\s?de\\s*r\\.?\\s?l\\.?(?:\\s*de\\s*c\\.?\\s?v\\.?)?'],
  ['LTDA', 'ltda\\.?|limitada|lda\\.?'],
  ['PTY', '(?:pty|proprietary)\\.?\\s*(?:ltd\\.?|limited)'],
  ['PTE', 'pte\\.?[\\s,]*(?:ltd\\.?|limited)'],
  ['PVT', 'pvt\\.?[\\s,]*(?:ltd\\.?|limited)'],
  ['PRIVATE', 'private\\s+(?:ltd\\.?|limited)'],
  ['SDN', 'sdn\\.?\\s*(?:bhd\\.?|berhad)|sendirian\\s+berhad'],
  ['BHD', 'bhd\\.?|berhad'],
];
export const foreignForms: readonly string[] = [...foreign.map(([code]) => code), 'AB', 'APS', 'KG', 'SE', 'UG'];

/** Forms that are words as well: only where a name in Latin letters ends in them as the law writes them (IKEA AB, BASF SE, SpA). */
const bare: readonly (readonly [code: string, cleaned: string, written: string])[] = [
  ['AB', 'ab', 'A[Bb]'],
  ['AS', 'as', 'AS'],
  ['SE', 'se', 'SE'],
  ['OY', 'oy', 'O[Yy]'],
  ['APS', 'aps', 'A[Pp]S'],
  ['KG', 'kg', 'KG'],
  ['UG', 'ug', 'UG'],
  ['SPA', 'spa', 'SpA'],
];

const behind = (forms: readonly (readonly [string, string, ...unknown[]])[]) =>
  new RegExp(`[\\s,.&](${forms.map(([, pattern]) => pattern).join('|')})[\\s.,]*$`);
const latinForms = [...english, ...foreign];
const anyEnglish = behind(english);
const anyLatin = behind(latinForms);
const anyBare = behind(bare);
const codeOf = remember(
  (text: string): string => latinForms.find(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(text))![0],
  1_000,
);
const writtenBare = bare.map(
  ([code, cleaned, written]) =>
    [code, new RegExp(`^(?:${cleaned})$`), new RegExp(`[\\s,](?:${written})(?![A-Za-z])`)] as const,
);
const latinOnly = /^[\x20-\x7e\u00c0-\u024f]+$/;

export type LatinCut = { readonly rest: string; readonly code: string };

/**
 * A legal suffix at the end of a cleaned name in Latin letters; `Co., Ltd.` counts as one. Beside a Japanese form no foreign one
 * is looked for: 株式会社From AS is called so. `raw` is the name as written.
 */
export function cutLatinForm(name: string, raw: string, isBesideJapanese: boolean): LatinCut | undefined {
  if (!/[a-z.]$/.test(name)) return undefined;
  const found = (isBesideJapanese ? anyEnglish : anyLatin).exec(name);
  if (found) return cutAt(name, found, codeOf(found[1]!));
  if (isBesideJapanese) return undefined;
  const word = anyBare.exec(name);
  if (!word || !latinOnly.test(name)) return undefined;
  const written = raw.normalize('NFKC');
  const form = writtenBare.find(([, cleaned, pattern]) => cleaned.test(word[1]!) && pattern.test(written));
  return form && cutAt(name, word, form[0]);
}

function cutAt(name: string, { index }: RegExpExecArray, code: string): LatinCut | undefined {
  const rest = name.slice(0, index).replace(/[\s,.&]+$/, '');
  return rest === '' ? undefined : { rest, code };
}

/** `aozora (p) ltd` → `aozora pvt ltd`, `ikea ab (publ)` → `ikea ab`: brackets that belong to a form and hold no other name. */
export function openFormBrackets(name: string): string {
  if (!name.includes('(')) return name;
  return name
    .replace(/\s*\((p(?:vt|rivate)?)\.?\)(?=\s*(?:ltd|limited))/, (_, word) =>
      word === 'private' ? ' private' : ' pvt',
    )
    .replace(/(?<=\s(?:ab|ug))\s*\((?:publ\.?|haftungsbeschränkt)\)$/, '');
}

const siteWords = '(?:branch|office|plant|factory|works|hq|headquarters)';
const behindForm = new RegExp(
  `^(.*[\\s,.&](?:${latinForms.map(([, pattern]) => pattern).join('|')})[\\s.,]*)[\\s,(]((?:[a-z]+[\\s-]){0,3}${siteWords})\\)?$`,
);
const endsInSite = new RegExp(`${siteWords}\\)?$`);

/** `aozora co., ltd. tokyo branch` → the company and its site; undefined where no legal form stands before the site. */
export function cutEnglishSite(name: string): { readonly rest: string; readonly site: string } | undefined {
  if (!endsInSite.test(name)) return undefined;
  const found = behindForm.exec(name);
  return found ? { rest: found[1]!.trim(), site: found[2]! } : undefined;
}

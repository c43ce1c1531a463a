import type { LegalForm } from '#core/company/legal-form.ts';
import { type CompanyName, parseCompanyName } from '#core/company/name.ts';
import { protectedWords } from '#core/company/protected.ts';
import { companySkeleton } from '#core/company/skeleton.ts';

/** A company name in the forms that comparing needs; made once per record. */
export type NameForms = {
  /** As written. */
  readonly raw: string;
  /** As in `CompanyName`. */
  readonly core: string;
  readonly safe: string;
  readonly loose: string;
  /** Sounds in Latin letters, words of a trade as tokens (`core/company/skeleton.ts`). */
  readonly skeleton: string;
  /** The skeleton's letters, word tokens spelt out. */
  readonly letters: string;
  /** Protected words, sorted and joined; equal means no conflict. */
  readonly protected: string;
  readonly form: LegalForm | undefined;
  readonly script: Script;
  /** Runs of one script in the loose form. */
  readonly words: readonly string[];
  /** Core with 七七七 as 777. */
  readonly figures: string;
  /** Names found in brackets, current and former. */
  readonly bracketed: readonly NameForms[];
};

/** The forms of a name, made once for each name that is remembered (`core/company/name.ts`). */
export function nameForms(name: CompanyName): NameForms {
  const known = made.get(name);
  if (known) return known;
  const forms = makeForms(name);
  made.set(name, forms);
  return forms;
}

/** Lists repeat their companies, and reading a name remembers its last answers: what is made of them is kept as well. */
const made = new WeakMap<CompanyName, NameForms>();

function makeForms(name: CompanyName): NameForms {
  const { raw, core, safe, form } = name;
  const loose = sameText(name.loose, safe);
  const skeleton = sameText(companySkeleton(safe), loose);
  const aliases = name.aliases.length + name.formerNames.length > 0 ? [...name.aliases, ...name.formerNames] : none;
  return {
    raw,
    core,
    safe,
    loose,
    skeleton,
    letters: skeleton.includes('@') ? skeleton.replace(/@/g, '') : skeleton,
    protected: protectedWords(safe).join('|'),
    form,
    script: scriptOf(safe),
    words: loose.match(tokens) ?? none,
    figures: foldNumerals(safe),
    bracketed:
      aliases === none
        ? none
        : aliases.map((raw) => nameForms({ ...parseCompanyName(raw), aliases: none, formerNames: none })),
  };
}

/** One string in memory for two equal ones. */
function sameText(text: string, known: string): string {
  return text === known ? known : text;
}

const none: readonly never[] = [];

const tokens = /[\u30a0-\u30ff]+|[\u3400-\u9fff]+|[a-z]+|\d+/g;

const numerals: Readonly<Record<string, string>> = {
  〇: '0',
  一: '1',
  二: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
};

/** 七七七 → 777; a single 一 stays, it is part of too many names. */
function foldNumerals(safe: string): string {
  if (!/[〇一二三四五六七八九]{2}/.test(safe)) return safe;
  return safe.replace(/[〇一二三四五六七八九]{2,}/g, (run) => [...run].map((digit) => numerals[digit]).join(''));
}

/** Kanji, kana or Latin: a name in one script says little about a name in another (identity.md §0.6). */
type Script = 'kanji' | 'kana' | 'latin';

function scriptOf(safe: string): Script {
  if (/[\u3400-\u9fff]/.test(safe)) return 'kanji';
  return /[\u3041-\u30fa]/.test(safe) ? 'kana' : 'latin';
}

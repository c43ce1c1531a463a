import { compareForms } from '#core/company/legal-form.ts';
import { type CompanyName, parseCompanyName } from '#core/company/name.ts';
import type { CompanySeen } from '#core/observation/observation.ts';
import { type NameCarrier, type ReadingKind, readingKinds } from './name-carrier.ts';

/** What is to be asked of the register's English names or of its furigana: the `loose` form of a name (core/company/name.ts). */
export type ReadingAsked = { readonly by: ReadingKind; readonly loose: string };

/**
 * How a row calls a company in Latin letters or kana: by its name, and where `isFound` is false, which is to say that nobody is called so in
 * writing, also by its English name and kana in columns of their own. Mostly not at all: what has kanji is not read.
 */
export function readingsOf(
  { name, attributes }: Pick<CompanySeen, 'name' | 'attributes'>,
  isFound: boolean,
): readonly ReadingAsked[] {
  const called = isFound ? [name] : [name, nameIn(attributes.englishName), nameIn(attributes.kana)];
  return called.flatMap((written) => {
    const loose = written?.loose ?? '';
    const by = inKana.test(loose) ? 'kana' : inLatin.test(loose) ? 'english' : undefined;
    return by === undefined ? [] : [{ by, loose }];
  });
}

const inKana = /^[ァ-ヶ]+$/;
const inLatin = /^[!-~À-ɏ]*[a-zÀ-ɏ][!-~À-ɏ]*$/;

function nameIn(attribute: string | number | undefined): CompanyName | undefined {
  return attribute === undefined ? undefined : parseCompanyName(String(attribute));
}

/**
 * Who may be meant by a name that English names, or failing that furigana, were asked for: one list for each kind that found somebody, with
 * all who are called so in writing or by the kind before. Two names with other kanji are two companies, however they read (阿部商店,
 * 安部商店).
 */
export function readersOf(name: CompanyName, carriers: readonly NameCarrier[]): readonly (readonly NameCarrier[])[] {
  if (carriers.every(({ reading }) => !reading)) return [];
  const fitting = carriers.filter((carrier) => goTogether(name, carrier));
  return readingKinds.flatMap((kind, place) => {
    const kinds = readingKinds.slice(0, place + 1);
    return fitting.some(({ reading }) => reading?.by === kind)
      ? [fitting.filter(({ reading }) => !reading || kinds.includes(reading.by))]
      : [];
  });
}

/** Legal forms that correspond, in Japanese or in English, and names of which one may be a way of writing the other. */
function goTogether(name: CompanyName, { writtenName, reading }: NameCarrier): boolean {
  const written = parseCompanyName(writtenName);
  const english = reading?.by === 'english' ? parseCompanyName(reading.text).form : undefined;
  const forms = [written.form, english].flatMap((form) => form?.code ?? []);
  const form = name.form?.code;
  if (form !== undefined && forms.length > 0 && !forms.some((code) => correspond.has(compareForms(form, code))))
    return false;
  const [kanji, known] = [kanjiOf(name.loose), kanjiOf(written.loose)];
  return isPartOf(kanji, known) || isPartOf(known, kanji);
}

const correspond: ReadonlySet<string> = new Set(['equal', 'compatible']);

function kanjiOf(loose: string): string {
  return loose.replace(/[^㐀-鿿豈-﫿々]/g, '');
}

/** Whether the characters stand in the text in their order: 精機 in 青空精機, 日電 in 日本電気. */
function isPartOf(characters: string, text: string): boolean {
  let place = 0;
  for (const character of text) if (character === characters[place]) place++;
  return place === characters.length;
}

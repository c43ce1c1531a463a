import type { Language, Words } from '#core/words.ts';
import type { SheetColumn } from './write-sheet.ts';

/** A word of ours with others that mean it in a sheet that comes back. */
export type Choice = Words & { readonly also?: readonly string[] };
/** A column of a sheet that goes out in either language and comes back in either. What is stored and compared are the `ja` words. */
export type WordedColumn = {
  readonly attribute: string;
  readonly title: Words;
  readonly choices?: readonly Choice[];
};

export const yes: Words = { ja: 'はい', en: 'Yes' };
export const no: Words = { ja: 'いいえ', en: 'No' };
export const classes: Readonly<Record<'existing' | 'prospect', Words>> = {
  existing: { ja: '既存', en: 'Existing' },
  prospect: { ja: '未取引', en: 'Prospect' },
};
/** Title of the column that tells who seems to have left the company, and what it says of those whom a row calls so. */
export const gone: Words = { ja: '退職・転職の可能性', en: 'May have left' };
export const left: Words = { ja: '退職', en: 'Left' };
/** As the screens call them, written so that no spreadsheet takes them for a time of day, as it does 1:1; sheets of before say the names of the API. */
export const tiers: Readonly<Record<'strategic' | 'lite' | 'programmatic', Choice>> = {
  strategic: { ja: '1対1', en: '1 to 1', also: ['strategic'] },
  lite: { ja: '1対少数', en: '1 to few', also: ['lite'] },
  programmatic: { ja: '1対多数', en: '1 to many', also: ['programmatic'] },
};
export const verdicts = {
  approve: { ja: '承認', en: 'Approve' },
  decline: { ja: '見送り', en: 'Decline' },
  hold: { ja: '保留', en: 'Hold' },
} as const satisfies Readonly<Record<string, Words>>;

/** Columns with titles and choices in one language. */
export function columnsIn(columns: readonly WordedColumn[], language: Language): SheetColumn[] {
  return columns.map(({ attribute, title, choices }) => ({
    attribute,
    title: title[language],
    ...(choices ? { choices: choices.map((word) => word[language]) } : {}),
  }));
}

/** The word of ours that a cell means, in whichever language it was written; any other text as it is. */
export function meantBy(choices: readonly Choice[] | undefined, text: string): string {
  const written = text.trim().toLowerCase();
  const isMeant = ({ ja, en, also = [] }: Choice) => [ja, en, ...also].some((word) => word.toLowerCase() === written);
  return choices?.find(isMeant)?.ja ?? text;
}

/** How a word of ours reads in a language; any other text as it is. */
export function wordIn(choices: readonly Words[] | undefined, text: string, language: Language): string {
  return choices?.find(({ ja }) => ja === text)?.[language] ?? text;
}

/** Where a column stands under its title in either language; −1 where it does not. */
export function placeOf(header: readonly string[], { ja, en }: Words): number {
  return Math.max(header.lastIndexOf(ja), header.lastIndexOf(en));
}

/** How files call a tier; empty for none. */
export function tierWord(tier: string | null, language: Language): string {
  return tiers[tier as keyof typeof tiers]?.[language] ?? '';
}

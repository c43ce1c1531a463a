import type { Words } from '#core/match/words.ts';
import type { SheetColumn } from './write-sheet.ts';

export type Language = keyof Words;
/** A column of a sheet that goes out in either language and comes back in either. What is stored and compared are the `ja` words. */
export type WordedColumn = {
  readonly attribute: string;
  readonly title: Words;
  readonly choices?: readonly Words[];
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
/** As the screens call them, written so that no spreadsheet takes them for a time of day, as it does 1:1. */
export const tiers: Readonly<Record<'strategic' | 'lite' | 'programmatic', Words>> = {
  strategic: { ja: '1対1', en: '1 to 1' },
  lite: { ja: '1対少数', en: '1 to few' },
  programmatic: { ja: '1対多数', en: '1 to many' },
};
export const verdicts = {
  approve: { ja: '承認', en: 'Approve' },
  decline: { ja: '見送り', en: 'Decline' },
  hold: { ja: '保留', en: 'Hold' },
} as const satisfies Readonly<Record<string, Words>>;

export function columnsIn(columns: readonly WordedColumn[], language: Language): SheetColumn[] {
  return columns.map(({ attribute, title, choices }) => ({
    attribute,
    title: title[language],
    ...(choices ? { choices: choices.map((word) => word[language]) } : {}),
  }));
}

/** The word of ours that a cell means, in whichever language it was written; any other text as it is. */
export function meantBy(choices: readonly Words[] | undefined, text: string): string {
  const written = text.trim().toLowerCase();
  return choices?.find(({ ja, en }) => ja === text || en.toLowerCase() === written)?.ja ?? text;
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

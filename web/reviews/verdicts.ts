export const verdicts = {
  account: ['same', 'different', 'site', 'department', 'group', 'renamed', 'unsure'],
  person: ['same', 'renamed', 'different', 'unsure'],
} as const;
/** The key of each verdict, told on its button; three records and more at once take the first two and the last. */
export const verdictKeys: Readonly<Record<keyof typeof verdicts, Readonly<Record<string, Verdict>>>> = {
  account: { 1: 'same', 2: 'different', 3: 'site', 4: 'department', 5: 'group', 6: 'renamed', 0: 'unsure' },
  person: { 1: 'same', 2: 'different', 3: 'renamed', 0: 'unsure' },
};
export type Verdict = (typeof verdicts)['account'][number];

/** What somebody says about two records. */
export type Judgement = { readonly leftId: number; readonly rightId: number; readonly verdict: Verdict };

/** What somebody says at once, with the names it is about and the word it is said by. */
export type Said = {
  readonly judgements: readonly Judgement[];
  readonly names: readonly string[];
  readonly word: string;
};

/** Whether a key belongs to a field, a window over the page, an input method or the browser, and is no verdict. */
export function isTyping(event: KeyboardEvent): boolean {
  return (
    event.isComposing ||
    event.ctrlKey ||
    event.metaKey ||
    (event.target instanceof Element && event.target.closest('[role="dialog"]') !== null) ||
    event.target instanceof HTMLTextAreaElement ||
    (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox')
  );
}

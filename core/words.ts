/** What stands on a screen, a sheet or the terminal, in both languages. */
export type Words = { readonly ja: string; readonly en: string };
export type Language = keyof Words;

/** One language of a table of words. */
export function wordsIn<Key extends string>(
  language: Language,
  table: Readonly<Record<Key, Words>>,
): Record<Key, string> {
  return Object.fromEntries(Object.entries<Words>(table).map(([key, words]) => [key, words[language]])) as Record<
    Key,
    string
  >;
}

/** A sentence with a value for each `{name}` in it; nothing where none is given. */
export function fillIn(sentence: string, given: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ''));
}

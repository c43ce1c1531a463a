import { parsePersonName } from './name.ts';

export type Colleague = { readonly name: string; readonly email: string | null };

/**
 * Whom of us a file means by 堂島剛, 堂島様, 堂島 or an e-mail address: the address decides, then the whole name without spaces
 * and old character forms, then a family name that only one of us has. A name written exactly as ours needs no guess.
 */
export function likelyColleague(word: string, colleagues: readonly Colleague[]): string | undefined {
  const typed = word.normalize('NFKC').trim();
  if (colleagues.some((one) => one.name === word)) return undefined;
  if (typed.includes('@')) return colleagues.find((one) => one.email?.toLowerCase() === typed.toLowerCase())?.name;
  const key = parsePersonName({ full: typed })?.key;
  if (key === undefined) return undefined;
  const names = colleagues.map((one) => ({ name: one.name, parsed: parsePersonName({ full: one.name }) }));
  const only = (found: typeof names) => (new Set(found.map((one) => one.name)).size === 1 ? found[0]!.name : undefined);
  return (
    only(names.filter(({ parsed }) => parsed?.key === key)) ??
    only(names.filter(({ parsed }) => parsePersonName({ full: parsed?.family ?? '' })?.key === key))
  );
}

import { editDistance } from '#core/text/similar.ts';

/** Fewer letters of a name in Latin script may be an abbreviation: HP sounds like none of ヒューレット・パッカード. */
const lettersMin = 4;
/** Share of the consonants that differ, from which two names do not sound alike; of a name with two of them more. */
const apartFrom = { few: 0.85, more: 0.75 } as const;

/**
 * True when a name in kana and one in Latin letters, both as romaji skeletons, cannot be one word in two scripts: a foreign word keeps
 * its consonants (スカイハーバー, Sky Harbor), so names that share hardly any are two names (ワイズ, Office Natsuki).
 */
export function soundApart(kana: string, latin: string): boolean {
  if (latin.length < lettersMin) return false;
  const [one, other] = [consonants(kana), consonants(latin)];
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 2) return false;
  const limit = Math.ceil(long.length * (short.length === 2 ? apartFrom.few : apartFrom.more));
  return editDistance(one, other, limit) >= limit;
}

function consonants(letters: string): string {
  return letters
    .replace(/ph/g, 'f')
    .replace(/[cq]/g, 'k')
    .replace(/[^b-df-hj-np-tvwxz]/g, '')
    .replace(/(.)\1+/g, '$1');
}

import { comparePersonNames } from '#core/match/compare-person-name.ts';
import { personFrequencies } from '#core/match/person-model.ts';
import type { PersonRecord } from '#core/match/person-record.ts';
import { foldVariants } from '#core/text/variants.ts';
import { candidatesOf } from './candidates.ts';
import type { Directory } from './directory.ts';
import type { PersonSighting } from './identify-person.ts';

/** People in a company of usual size, and the most that their names may weigh. */
const namesakesAmong = 50;
export const peopleBitsMax = 12;

const frequencies = personFrequencies();

/**
 * Bits that somebody of one name in both companies gives for one company: log₂(0.5 / namesakes expected among 50 people), never
 * negative (identity.md §2.5).
 */
export function namesakeBits(family: string, given: string): number {
  const expected = namesakesAmong * frequencies.of('family', foldVariants(family)) * frequencies.of('given', given);
  return Math.min(peopleBitsMax, Math.max(0, Math.log2(0.5 / expected)));
}

/** The same for the person of a row, sought as if the company were theirs; a mail address known there says as much as can be said. */
export function bitsOfPersonAt(accountId: number, { record, keys }: PersonSighting, directory: Directory): number {
  let bits = 0;
  for (const id of candidatesOf(keys, directory)) {
    const known = directory.people.get(id)?.record;
    if (!known?.accounts.includes(String(accountId))) continue;
    const sharesMail = known.emails.some(({ address }) => record.emails.some((email) => email.address === address));
    bits = Math.max(bits, sharesMail ? peopleBitsMax : bitsOfName(record, known));
  }
  return bits;
}

function bitsOfName(record: PersonRecord, known: PersonRecord): number {
  const isOne = record.names.some((name) => known.names.some((other) => oneName.has(comparePersonNames(name, other))));
  const [name] = record.names;
  return isOne && name && name.given !== '' ? namesakeBits(name.family, name.given) : 0;
}

const oneName: ReadonlySet<string> = new Set(['equal', 'print', 'spelling']);

import { beats, type Origin } from '#core/account/survive.ts';
import { parseEmail } from '#core/contact/email.ts';
import { bestEmail, type KnownEmail } from './emails.ts';
import type { GoldenPerson } from './survive.ts';

/** A direct line that a row tells of a person. */
export type ToldLine = { readonly value: string; readonly origin: Origin };

/**
 * Lets direct line and mail address be those of companies where the person still is: what only rows of a former employer tell reaches
 * nobody there (domain.md §12.5). `isFormer` tells of a row whether it stands at a company that they left. Values that somebody decided stay;
 * an address that is no company's stays theirs; whoever has no name is known by the address. Returns whether anything changed.
 */
export function keepCurrentReach(
  golden: GoldenPerson,
  lines: readonly ToldLine[],
  isFormer: (row: string) => boolean,
): boolean {
  const { values, provenance, pinned } = golden;
  const before = [values.phone, values.email, provenance.phone?.row, provenance.email?.row];
  let line: ToldLine | undefined;
  for (const one of lines) if (!isFormer(one.origin.row) && beats(one.origin, line?.origin)) line = one;
  assign(provenance, 'phone', line?.origin);
  if (!pinned?.has('phone')) assign(values, 'phone', line?.value);
  const current = provenance.name ? bestEmail(currentEmails(golden.emails, isFormer)) : bestEmail(golden.emails);
  assign(provenance, 'email', (current ?? bestEmail(golden.emails))?.known.origin);
  if (!pinned?.has('email')) assign(values, 'email', current?.address);
  return [values.phone, values.email, provenance.phone?.row, provenance.email?.row].some(
    (now, place) => now !== before[place],
  );
}

function currentEmails(
  emails: ReadonlyMap<string, KnownEmail>,
  isFormer: (row: string) => boolean,
): Map<string, KnownEmail> {
  const isTheirOwn = (address: string) => parseEmail(address)?.isCorporate === false;
  return new Map([...emails].filter(([address, { origin }]) => isTheirOwn(address) || !isFormer(origin.row)));
}

function assign<Held extends object, Key extends keyof Held>(held: Held, key: Key, value: Held[Key] | undefined): void {
  if (value === undefined) delete held[key];
  else held[key] = value;
}

import type { CompanySeen } from '#core/observation/observation.ts';

/** Kinds of look-up keys, hardest first. A person's kinds follow in person-keys.ts. */
const accountKeyType = {
  corporateNumber: 1,
  ownKey: 2,
  domain: 3,
  nameAddress: 4,
  namePhone: 5,
  ownName: 6,
  name: 7,
} as const;

/** People's kinds of keys are numbered from 20. */
export const isAccountKey = (type: number): boolean => type < 20;

export type AccountKeyName = keyof typeof accountKeyType;
export type LookupKey = { readonly name: AccountKeyName; readonly type: number; readonly text: string };

/** The keys a company can be found by (first version of identity.md §2.3). */
export function accountKeys(seen: CompanySeen, source: string): LookupKey[] {
  const keys: LookupKey[] = [];
  const add = (name: AccountKeyName, text: string) =>
    keys.push({ name, type: accountKeyType[name], text: `${accountKeyType[name]}|${text}` });
  if (seen.corporateNumber) add('corporateNumber', seen.corporateNumber);
  if (seen.ownKey) add('ownKey', `${source}|${seen.ownKey}`);
  for (const domain of seen.domains) add('domain', domain);
  const core = seen.name?.safe;
  if (!core) return keys;
  const { address } = seen;
  if (address?.numbers) add('nameAddress', `${core}|${address.town}|${address.numbers.split('-')[0]}`);
  if (address?.postalCode) add('nameAddress', `${core}|${address.postalCode}`);
  for (const phone of seen.phones) add('namePhone', `${core}|${phone}`);
  add('ownName', `${source}|${core}`);
  add('name', core);
  return keys;
}

import { keeperOf } from '#core/company/company-code.ts';
import { translationKeys } from '#core/company/trade-words.ts';
import type { AccountRecord, Place } from './account-record.ts';

/**
 * Blocking keys of a company (identity.md §2.3), each a ladder from wide to narrow: a key that too many carry is replaced by
 * the same key with prefecture, then with the first three digits of the postal code.
 */
export function accountKeyLadders(record: AccountRecord): string[][] {
  const ladders: string[][] = [];
  const address = record.addresses[0];
  const narrow = [address?.prefecture, address?.postalCode?.slice(0, 3)].filter((part) => part !== undefined);
  const add = (key: string) => ladders.push([key, ...narrow.map((part) => `${key}|${part}`)]);
  for (const number of record.corporateNumbers) {
    ladders.push([`1|${number}`]);
    if (keeperOf(number) === '') ladders.push([`7|${number}`]);
  }
  for (const alias of record.aliases) ladders.push([`7|${alias}`]);
  for (const domain of record.domains) add(`2|${domain}`);
  for (const label of record.labels) add(`6|${label}`);
  for (const phone of record.phones) add(`3|${phone}`);
  for (const line of record.lines) add(`3b|${line}`);
  for (const reading of record.readings) add(`5|${reading}`);
  for (const { safe, loose, skeleton, letters, bracketed } of record.names) {
    if (safe === '') continue;
    add(`5|${loose}`);
    if (skeleton !== loose) add(`6|${letters}`);
    for (const key of translationKeys(safe, record.readings)) add(`6t|${key}`);
    for (const alias of bracketed) add(`5|${alias.loose}`);
    if (loose.length < 5) continue;
    const half = loose.length >> 1;
    const size = loose.length >> 2;
    add(`8a|${loose.slice(0, half)}|${size}`);
    add(`8b|${loose.slice(-half)}|${size}`);
    add(`8c|${loose.slice(0, 4)}`);
  }
  for (const address of record.addresses) for (const key of placeKeys(address)) ladders.push([key]);
  return ladders;
}

/** Keys of a house: by its town, and by its postal code. */
export function placeKeys({ town, numbers, postalCode, prefecture }: Place): string[] {
  if (numbers === '') return [];
  const byTown = `10|${prefecture ?? ''}${town}|${numbers}`;
  return postalCode ? [byTown, `10|${postalCode}|${numbers}`] : [byTown];
}

import type { AccountAttribute, Origin } from './survive.ts';
import type { PersonAttribute } from '#core/person/survive.ts';

/** Provenance as stored: each origin once, and as bits the attributes it gave. Most values of an entity share a row. */
export type StoredProvenance = readonly (readonly [
  row: string,
  source: string,
  rank: number,
  on: string,
  attributes: number,
])[];

// An attribute's place is its bit in what is stored: new ones go to the end.
export const accountAttributes: readonly AccountAttribute[] = [
  'name',
  'kana',
  'englishName',
  'corporateNumber',
  'status',
  'postalCode',
  'prefecture',
  'address',
  'phone',
  'website',
  'domain',
  'industry',
  'employees',
  'revenue',
  'capital',
  'foundedOn',
  'parentName',
  'ownerName',
  'agencyRole',
  'agencyArea',
  'tradeAccountOpenedOn',
  'successorNumber',
  'tdbCode',
  'tsrCode',
  'dunsNumber',
  'lei',
  'edinetCode',
];
export const personAttributes: readonly PersonAttribute[] = [
  'name',
  'kana',
  'email',
  'phone',
  'mobile',
  'department',
  'title',
  'account',
];

/** One line for each different origin, with the attributes it tells as bits of their place in `attributes` (the first is bit 0). */
export function storeProvenance<Attribute extends string>(
  provenance: Readonly<Partial<Record<Attribute, Origin>>>,
  attributes: readonly Attribute[],
): StoredProvenance {
  const origins: Origin[] = [];
  const bits: number[] = [];
  for (let bit = 0; bit < attributes.length; bit++) {
    const origin = provenance[attributes[bit]!];
    if (!origin) continue;
    let place = origins.indexOf(origin);
    if (place < 0) place = origins.findIndex((one) => isSame(one, origin));
    if (place < 0) {
      place = origins.push(origin) - 1;
      bits.push(0);
    }
    bits[place]! |= 1 << bit;
  }
  return origins.map(({ row, source, rank, on }, place) => [row, source, rank, on, bits[place]!]);
}

/** The inverse of `storeProvenance`. */
export function readProvenance<Attribute extends string>(
  stored: StoredProvenance,
  attributes: readonly Attribute[],
): Partial<Record<Attribute, Origin>> {
  const provenance: Partial<Record<Attribute, Origin>> = {};
  for (const [row, source, rank, on, bits] of stored) {
    const origin: Origin = { row, source, rank, on };
    for (let bit = 0; bit < attributes.length; bit++) if (bits & (1 << bit)) provenance[attributes[bit]!] = origin;
  }
  return provenance;
}

function isSame(one: Origin, other: Origin): boolean {
  return one.row === other.row && one.rank === other.rank && one.on === other.on;
}

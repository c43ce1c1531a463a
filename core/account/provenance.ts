import type { Origin } from './survive.ts';

/** Provenance as stored: each origin once, and which one each attribute has. Most values of an entity share a row. */
export type StoredProvenance = { readonly origins: readonly Origin[]; readonly of: Readonly<Record<string, number>> };

export function storeProvenance(provenance: Readonly<Partial<Record<string, Origin>>>): StoredProvenance {
  const origins: Origin[] = [];
  const places = new Map<string, number>();
  const of: Record<string, number> = {};
  for (const [attribute, origin] of Object.entries(provenance)) {
    if (!origin) continue;
    const key = `${origin.row}/${origin.rank}/${origin.on}`;
    let place = places.get(key);
    if (place === undefined) {
      place = origins.push(origin) - 1;
      places.set(key, place);
    }
    of[attribute] = place;
  }
  return { origins, of };
}

/** The inverse of `storeProvenance`; `{}` as stored means nothing is known. */
export function readProvenance(stored: Partial<StoredProvenance>): Record<string, Origin> {
  return Object.fromEntries(
    Object.entries(stored.of ?? {}).map(([attribute, place]) => [attribute, stored.origins![place]!]),
  );
}

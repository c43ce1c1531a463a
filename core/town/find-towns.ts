import type { Town } from './town.ts';

/**
 * Finds towns whose name and whose city, or its ward, are both spelt by one of `romaji` (more may come), and towns of these names in these
 * wards of Kyoto: the installation's table (`db/towns.ts`) or a file held in memory.
 */
export type FindTowns = (
  romaji: readonly string[],
  kyoto: readonly { readonly city: string; readonly name: string }[],
) => Promise<readonly Town[]>;

/** A table held in memory. */
export function townsInMemory(towns: readonly Town[]): FindTowns {
  const byRomaji = Map.groupBy(towns, ({ romaji }) => romaji);
  const byName = Map.groupBy(towns, ({ city, name }) => city + name);
  return async (romaji, kyoto) => [
    ...romaji.flatMap((spelt) => byRomaji.get(spelt) ?? []),
    ...kyoto.flatMap(({ city, name }) => byName.get(city + name) ?? []),
  ];
}

import type { Town } from '#core/town/town.ts';
import { countTowns, writeTowns } from '#db/towns.ts';
import { readTowns, type TownLine } from '#sources/towns/read-towns.ts';
import type { ReferenceTable } from './load-reference.ts';

const rowsPerBatch = 10_000;

/** What a load of towns tells: lines that name no town, the towns in the table afterwards, and those whose reading is known; null before it ended. */
type TownsTold = { readonly leftOut: number; readonly towns: number | null; readonly townsWithReading: number | null };

/** Tables of towns of 日本郵便 and Geolonia, in any order. */
export const townTable: ReferenceTable<TownLine, TownsTold> = {
  kind: 'towns',
  read: (path) => readTowns(path, rowsPerBatch),
  write: async (transaction, batch) => {
    const towns = batch.filter((line) => line !== 'no_town');
    const written = await writeTowns(transaction, distinct(towns));
    return { ...written, leftOut: batch.length - towns.length };
  },
  count: countTowns,
  tell: (leftOut, { towns = null, townsWithReading = null }) => ({ leftOut, towns, townsWithReading }),
};

/** Each town once; one that is read anywhere in the batch is not told without its reading. */
function distinct(towns: readonly Town[]): Town[] {
  const placeOf = ({ prefecture, city, name }: Town) => `${prefecture}/${city}/${name}`;
  const areRead = new Set(towns.filter(({ romaji }) => romaji !== '').map(placeOf));
  const told = towns.filter((town) => town.romaji !== '' || !areRead.has(placeOf(town)));
  return [...new Map(told.map((town) => [`${placeOf(town)}/${town.romaji}`, town])).values()];
}

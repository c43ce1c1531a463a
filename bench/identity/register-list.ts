import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { parseCompanyName } from '#core/company/name.ts';
import { parseAddress } from '#core/contact/address.ts';
import { type ListRow, resolveList } from '#core/match/resolve-list.ts';
import { seededRandom } from '#core/match/random.ts';

/** What became of corporations of the register that were given as a list of names and addresses, without their numbers. */
export type RegisterList = {
  readonly corporations: number;
  /** Corporations that were put together with another one. Two of one name at one address may be one business after all. */
  readonly together: number;
  readonly asked: number;
  readonly seconds: number;
};

/** Every row is another corporation, namesakes, rental offices and sister companies as the country has them. */
export function measureRegisterList(path: string, size: number, seed: number): RegisterList {
  const rows: string[][] = parse(gunzipSync(readFileSync(path)), { from_line: 2 });
  const random = seededRandom(seed);
  const list = rows
    .map((row) => ({ row, place: random() }))
    .sort((one, other) => one.place - other.place)
    .slice(0, size)
    .map(({ row: [, name, , ...place] }): ListRow => {
      const [prefecture, city, street, postalCode] = place as [string, string, string, string];
      const address = parseAddress([postalCode, prefecture, city, street]);
      const company = { name: parseCompanyName(name!), ownKey: undefined, corporateNumber: undefined, address };
      return { company: { ...company, domains: [], phones: [], attributes: {} } };
    });
  const started = performance.now();
  const { match } = resolveList(list).companies;
  const seconds = (performance.now() - started) / 1000;
  return {
    corporations: match.clusterOf.length,
    together: match.clusterOf.length - new Set(match.clusterOf).size,
    asked: match.open.filter(({ reason }) => reason !== 'related').length,
    seconds,
  };
}

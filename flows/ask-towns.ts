import { companiesByRole, markCompanies, type CompanyRole } from '#core/observation/mark-companies.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import type { FindTowns } from '#core/town/find-towns.ts';
import { askedOf, placeByTowns } from '#core/town/place-by-towns.ts';
import type { Town } from '#core/town/town.ts';
import type { Db } from '#db/pool.ts';
import { readRowTowns, type RowTown } from '#db/row-towns.ts';
import { findTowns } from '#db/towns.ts';
import type { FileRow } from './import-rows.ts';

/**
 * Reads addresses in Latin letters, and those of Kyoto by its streets, with the table of towns (identity.md §3.11): one question for all
 * rows, and none where no address looks like it.
 */
export async function askTowns(db: Db, rows: readonly FileRow[]): Promise<readonly FileRow[]> {
  const placed = await placeRows(
    (romaji, kyoto) => findTowns(db, romaji, kyoto),
    rows.flatMap(({ read }) => ('rejected' in read ? [] : [read])),
  );
  if (placed.size === 0) return rows;
  return rows.map((row) => {
    const read = 'rejected' in row.read ? undefined : placed.get(row.read);
    return read ? { ...row, read } : row;
  });
}

type Read = Pick<Observation, 'company' | 'parties'>;

/** What these rows tell with their addresses read by the table; only rows of which it tells something. */
export async function placeRows<Row extends Read>(
  find: FindTowns,
  rows: readonly Row[],
): Promise<ReadonlyMap<Row, Row>> {
  const asked = rows.flatMap((row) =>
    companiesByRole(row).flatMap(([role, { address }]) => {
      const question = address && askedOf(address);
      return question ? [{ row, role, address, question }] : [];
    }),
  );
  if (asked.length === 0) return new Map();
  const romaji = new Set(asked.flatMap(({ question }) => question.romaji));
  const kyoto = new Map(
    asked.flatMap(({ question }) =>
      (question.kyoto?.names ?? []).map((name) => {
        const { city } = question.kyoto!;
        return [city + name, { city, name }] as const;
      }),
    ),
  );
  const towns = await find([...romaji], [...kyoto.values()]);
  const byRomaji = Map.groupBy(towns, (town) => town.romaji);
  const byCity = Map.groupBy(towns, (town) => town.city);
  const told = new Map<Row, Map<CompanyRole, Partial<CompanySeen>>>();
  for (const { row, role, address, question } of asked) {
    const known = question.kyoto
      ? byCity.get(question.kyoto.city)
      : question.romaji.flatMap((name) => byRomaji.get(name) ?? []);
    const placed = placeByTowns(address, known ?? []);
    if (!placed) continue;
    const roles = told.get(row) ?? new Map<CompanyRole, Partial<CompanySeen>>();
    told.set(row, roles.set(role, { address: placed.address, placedBy: placed.town }));
  }
  return new Map(Array.from(told, ([row, roles]) => [row, markCompanies(row, roles)]));
}

/** Stored rows with their addresses as the table told when they came. */
export async function recallTowns<Row extends { readonly observation: Observation; readonly version: number }>(
  db: Db,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const asked = rows.filter(({ observation }) =>
    companiesByRole(observation).some(([, { address }]) => address && askedOf(address)),
  );
  if (asked.length === 0) return rows;
  const told = await readRowTowns(
    db,
    asked.map(({ observation, version }) => ({ rowKey: observation.row.key, version })),
  );
  if (told.length === 0) return rows;
  const ofRow = Map.groupBy(told, ({ rowKey, version }) => `${rowKey}/${version}`);
  return rows.map((row) => {
    const towns = ofRow.get(`${row.observation.row.key}/${row.version}`);
    return towns ? { ...row, observation: readAsThen(row.observation, towns) } : row;
  });
}

function readAsThen(observation: Observation, towns: readonly RowTown[]): Observation {
  const townOf = new Map(towns.map(({ role, town }) => [role, town]));
  const told = new Map<CompanyRole, Partial<CompanySeen>>();
  for (const [role, { address }] of companiesByRole(observation)) {
    const town = townOf.get(role);
    const placed = town && address && placeByTowns(address, [town]);
    if (placed) told.set(role, { address: placed.address, placedBy: placed.town });
  }
  return markCompanies(observation, told);
}

/** The towns by which the addresses of a row were read, to be kept beside it. */
export function townsOf({
  observation,
  version,
}: {
  readonly observation: Observation;
  readonly version: number;
}): RowTown[] {
  return companiesByRole(observation).flatMap(([role, { placedBy }]: [CompanyRole, { placedBy?: Town }]) =>
    placedBy ? [{ rowKey: observation.row.key, version, role, town: placedBy }] : [],
  );
}

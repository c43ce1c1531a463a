import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { corporationOf } from '#core/register/corporation-of.ts';
import type { NameCarrier } from '#core/register/name-carrier.ts';
import { readingsOf } from '#core/register/readings.ts';
import { companiesByRole, markCompanies } from '#core/observation/mark-companies.ts';
import type { CompanyRole, Registered } from '#core/observation/mark-companies.ts';
import type { Db } from '#db/pool.ts';
import { countCarriers, registerByNames, registerExtent } from '#db/register.ts';
import { registerByReadings } from '#db/register-readings.ts';
import { readRowAliases } from '#db/row-aliases.ts';
import type { FileRow } from './import-rows.ts';

/**
 * Asks the register which corporation each company of the rows is, by its name, present or former, and its place, in Latin letters or kana
 * by English names and furigana as well: an alias, evidence that brings the old and the new name of one company together
 * (identity.md §2.3, A7); and of the whole register how many carry the name, by which a shared name weighs (§2.5). Costs nothing where no
 * register was loaded, and a name with kanji is looked up once.
 */
export async function askRegister(db: Db, rows: readonly FileRow[]): Promise<readonly FileRow[]> {
  const extent = await registerExtent(db);
  if (extent === 'none') return rows;
  const companies = rows
    .flatMap(({ read }) => ('rejected' in read ? [] : companiesByRole(read)))
    .map(([, seen]) => seen);
  const names = companies.flatMap(({ name }) => name?.loose ?? []);
  const counts = extent === 'whole' ? await countCarriers(db, names) : new Map<string, number>();
  const corporations = await corporationsOf(db, companies, extent === 'whole');
  return rows.map((row) => {
    if ('rejected' in row.read) return row;
    const told = new Map<CompanyRole, Registered>();
    for (const [role, seen] of companiesByRole(row.read)) {
      if (!seen.name) continue;
      const registeredAs = corporations.get(seen);
      const count = counts.get(seen.name.loose);
      if (registeredAs === undefined && count === undefined) continue;
      told.set(role, {
        ...(registeredAs === undefined ? {} : { registeredAs }),
        ...(count === undefined ? {} : { carriers: count }),
      });
    }
    return { ...row, read: markCompanies(row.read, told) };
  });
}

/** The 法人番号 of each company that the register knows by its name as written or as read. */
async function corporationsOf(
  db: Db,
  companies: readonly CompanySeen[],
  isWhole: boolean,
): Promise<ReadonlyMap<CompanySeen, string | undefined>> {
  const names = companies.flatMap(({ name }) => name?.loose ?? []);
  const written = await registerByNames(db, names);
  const find = (seen: CompanySeen, readers: readonly NameCarrier[]) =>
    corporationOf(seen, [...(written.get(seen.name?.loose ?? '') ?? []), ...readers], isWhole);
  const found = new Map(companies.map((seen) => [seen, find(seen, [])]));
  const asked = companies.map((seen) => ({ seen, readings: readingsOf(seen, found.get(seen) !== undefined) }));
  const readersOf = await registerByReadings(
    db,
    asked.flatMap(({ readings }) => readings),
  );
  for (const { seen, readings } of asked) {
    const readers = readings.flatMap(readersOf);
    if (readers.length > 0) found.set(seen, find(seen, readers));
  }
  return found;
}

/** Stored rows with what the register said when they came. */
export async function recallRegister<Row extends { readonly observation: Observation; readonly version: number }>(
  db: Db,
  rows: readonly Row[],
): Promise<Row[]> {
  const aliases = await readRowAliases(
    db,
    rows.map(({ observation, version }) => ({ rowKey: observation.row.key, version })),
  );
  if (aliases.length === 0) return [...rows];
  const ofRow = Map.groupBy(aliases, ({ rowKey, version }) => `${rowKey}/${version}`);
  return rows.map((row) => {
    const told = ofRow.get(`${row.observation.row.key}/${row.version}`);
    if (!told) return row;
    return {
      ...row,
      observation: markCompanies(row.observation, new Map(told.map((alias) => [alias.role, alias.told]))),
    };
  });
}

import type { Observation } from '#core/observation/observation.ts';
import { corporationOf } from '#core/register/corporation-of.ts';
import { companiesByRole, markCompanies } from '#core/observation/mark-companies.ts';
import type { CompanyRole, Registered } from '#core/observation/mark-companies.ts';
import type { Db } from '#db/pool.ts';
import { countCarriers, registerByNames, registerExtent } from '#db/register.ts';
import { readRowAliases } from '#db/row-aliases.ts';
import type { FileRow } from './import-rows.ts';

/**
 * Asks the register which corporation each company of the rows is, by its name, present or former, and its place: an alias,
 * evidence that brings the old and the new name of one company together (identity.md §2.3, A7); and of the whole register how many
 * carry the name, by which a shared name weighs (§2.5). Costs nothing where no register was loaded.
 */
export async function askRegister(db: Db, rows: readonly FileRow[]): Promise<readonly FileRow[]> {
  const extent = await registerExtent(db);
  if (extent === 'none') return rows;
  const names = rows.flatMap(({ read }) =>
    'rejected' in read ? [] : companiesByRole(read).flatMap(([, { name }]) => name?.loose ?? []),
  );
  const carriers = await registerByNames(db, names);
  const counts = extent === 'whole' ? await countCarriers(db, names) : new Map<string, number>();
  return rows.map((row) => {
    if ('rejected' in row.read) return row;
    const told = new Map<CompanyRole, Registered>();
    for (const [role, seen] of companiesByRole(row.read)) {
      if (!seen.name) continue;
      const registeredAs = corporationOf(seen, carriers.get(seen.name.loose) ?? [], extent === 'whole');
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

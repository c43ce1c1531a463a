import type { Observation } from '#core/observation/observation.ts';
import { corporationOf } from '#core/register/corporation-of.ts';
import { companiesByRole, markRegistered } from '#core/register/mark-registered.ts';
import type { CompanyRole } from '#core/register/mark-registered.ts';
import type { Db } from '#db/pool.ts';
import { hasRegister, registerByNames } from '#db/register.ts';
import { readRowAliases } from '#db/row-aliases.ts';
import type { FileRow } from './import-rows.ts';

/**
 * Asks the register which corporation each company of the rows is, by its name, present or former, and its place: an alias,
 * evidence that brings the old and the new name of one company together (identity.md §2.3, A7). Costs nothing where no register
 * was loaded.
 */
export async function askRegister(db: Db, rows: readonly FileRow[]): Promise<readonly FileRow[]> {
  if (!(await hasRegister(db))) return rows;
  const names = rows.flatMap(({ read }) =>
    'rejected' in read ? [] : companiesByRole(read).flatMap(([, { name }]) => name?.loose ?? []),
  );
  const carriers = await registerByNames(db, names);
  return rows.map((row) => {
    if ('rejected' in row.read) return row;
    const numbers = new Map<CompanyRole, string>();
    for (const [role, seen] of companiesByRole(row.read)) {
      const number = seen.name && corporationOf(seen, carriers.get(seen.name.loose) ?? []);
      if (number !== undefined) numbers.set(role, number);
    }
    return { ...row, read: markRegistered(row.read, numbers) };
  });
}

/** Stored rows with what the register said when they came. */
export async function recallRegister<Row extends { readonly observation: Observation }>(
  db: Db,
  rows: readonly Row[],
): Promise<Row[]> {
  const aliases = await readRowAliases(
    db,
    rows.map(({ observation }) => observation.row.key),
  );
  if (aliases.size === 0) return [...rows];
  return rows.map((row) => {
    const numbers = aliases.get(row.observation.row.key);
    return numbers ? { ...row, observation: markRegistered(row.observation, numbers) } : row;
  });
}

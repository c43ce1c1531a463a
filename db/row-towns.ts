import { sql } from 'kysely';
import type { CompanyRole } from '#core/observation/mark-companies.ts';
import type { Town } from '#core/town/town.ts';
import type { Db } from './pool.ts';
import { isOneOfVersions, type RowVersion } from './row-version.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type RowTown = RowVersion & { readonly role: CompanyRole; readonly town: Town };

/** The towns by which the addresses of these rows were read when they came. */
export async function readRowTowns(db: Db, rows: readonly RowVersion[]): Promise<RowTown[]> {
  const { rows: found } = await sql<RowVersion & { role: CompanyRole } & Town>`
    select row_key as "rowKey", version, role, prefecture, city, name, city_romaji as "cityRomaji", romaji from row_town
     where ${isOneOfVersions(rows)}`.execute(db);
  return found.map(({ rowKey, version, role, ...town }) => ({ rowKey, version, role, town }));
}

/** Keeps the towns by which addresses of rows are read. */
export async function writeRowTowns(transaction: Transaction, told: readonly RowTown[]): Promise<void> {
  await transaction.copy(
    'row_town',
    ['row_key', 'version', 'role', 'prefecture', 'city', 'name', 'city_romaji', 'romaji'],
    told.map(({ rowKey, version, role, town }) =>
      copyLine([rowKey, version, role, town.prefecture, town.city, town.name, town.cityRomaji, town.romaji]),
    ),
  );
}

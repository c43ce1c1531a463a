import { sql } from 'kysely';
import type { CompanyRole, Registered } from '#core/observation/mark-companies.ts';
import type { Db } from './pool.ts';
import { isOneOfVersions, type RowVersion } from './row-version.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type RowAlias = RowVersion & { readonly role: CompanyRole; readonly told: Registered };

/** What the register said of the companies of these rows when they came. */
export async function readRowAliases(db: Db, rows: readonly RowVersion[]): Promise<RowAlias[]> {
  const { rows: found } = await sql<
    RowVersion & { role: CompanyRole; number: string | null; carriers: number | null }
  >`select row_key as "rowKey", version, role, corporate_number as number, carriers from row_alias where ${isOneOfVersions(rows)}`.execute(
    db,
  );
  return found.map(({ rowKey, version, role, number, carriers }) => ({
    rowKey,
    version,
    role,
    told: { ...(number === null ? {} : { registeredAs: number }), ...(carriers === null ? {} : { carriers }) },
  }));
}

/** Keeps what the register says of rows. */
export async function writeRowAliases(transaction: Transaction, aliases: readonly RowAlias[]): Promise<void> {
  await transaction.copy(
    'row_alias',
    ['row_key', 'version', 'role', 'corporate_number', 'carriers'],
    aliases.map(({ rowKey, version, role, told }) =>
      copyLine([rowKey, version, role, told.registeredAs, told.carriers]),
    ),
  );
}

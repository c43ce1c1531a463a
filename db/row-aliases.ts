import { sql } from 'kysely';
import type { CompanyRole } from '#core/register/mark-registered.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type RowAlias = { readonly rowKey: string; readonly role: CompanyRole; readonly corporateNumber: string };

/** What the register said of the companies of these rows when they came. */
export async function readRowAliases(
  db: Db,
  rowKeys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<CompanyRole, string>>> {
  const { rows } = await sql<RowAlias>`
    select row_key as "rowKey", role, corporate_number as "corporateNumber" from row_alias where row_key = any(${rowKeys}::uuid[])`.execute(
    db,
  );
  const found = new Map<string, Map<CompanyRole, string>>();
  for (const { rowKey, role, corporateNumber } of rows) {
    const roles = found.get(rowKey) ?? new Map<CompanyRole, string>();
    found.set(rowKey, roles.set(role, corporateNumber));
  }
  return found;
}

/** Keeps what the register says of rows; a row that came before loses what was said then. */
export async function writeRowAliases(
  transaction: Transaction,
  aliases: readonly RowAlias[],
  known: readonly string[],
): Promise<void> {
  if (known.length > 0) await sql`delete from row_alias where row_key = any(${known}::uuid[])`.execute(transaction.db);
  await transaction.copy(
    'row_alias',
    ['row_key', 'role', 'corporate_number'],
    aliases.map(({ rowKey, role, corporateNumber }) => copyLine([rowKey, role, corporateNumber])),
  );
}

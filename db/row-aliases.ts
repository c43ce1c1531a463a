import { sql } from 'kysely';
import type { CompanyRole, Registered } from '#core/observation/mark-companies.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type RowAlias = { readonly rowKey: string; readonly role: CompanyRole; readonly told: Registered };

/** What the register said of the companies of these rows when they came. */
export async function readRowAliases(
  db: Db,
  rowKeys: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<CompanyRole, Registered>>> {
  const { rows } = await sql<{ rowKey: string; role: CompanyRole; number: string | null; carriers: number | null }>`
    select row_key as "rowKey", role, corporate_number as number, carriers from row_alias where row_key = any(${rowKeys}::uuid[])`.execute(
    db,
  );
  const found = new Map<string, Map<CompanyRole, Registered>>();
  for (const { rowKey, role, number, carriers } of rows) {
    const roles = found.get(rowKey) ?? new Map<CompanyRole, Registered>();
    const told = { ...(number === null ? {} : { registeredAs: number }), ...(carriers === null ? {} : { carriers }) };
    found.set(rowKey, roles.set(role, told));
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
    ['row_key', 'role', 'corporate_number', 'carriers'],
    aliases.map(({ rowKey, role, told }) => copyLine([rowKey, role, told.registeredAs, told.carriers])),
  );
}

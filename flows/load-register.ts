import { foldRegisterRows, type RegisterRefusal, type RegisterRow } from '#core/register/register-row.ts';
import { countRegister } from '#db/register.ts';
import { writeRegister } from '#db/register-write.ts';
import { readRegister } from '#sources/nta/read-register.ts';
import type { ReferenceTable } from './load-reference.ts';

const rowsPerBatch = 20_000;

/** What a load of the register tells: rows that cannot be read, and the corporations in the register afterwards, null before it ended. */
type RegisterTold = { readonly rejected: number; readonly companies: number | null };

/** The register of the National Tax Agency, in full and daily files. Rows that tell an earlier state count as unchanged. */
export const registerTable: ReferenceTable<RegisterRow | RegisterRefusal, RegisterTold> = {
  kind: 'register',
  read: (path) => readRegister(path, rowsPerBatch),
  write: async (transaction, batch) => {
    const rows = batch.filter((row) => typeof row !== 'string');
    const { latest, formerNames } = foldRegisterRows(rows);
    const written = await writeRegister(transaction, latest.values(), formerNames);
    return { ...written, leftOut: batch.length - rows.length };
  },
  count: async (db) => ({ companies: await countRegister(db) }),
  tell: (rejected, { companies = null }) => ({ rejected, companies }),
};

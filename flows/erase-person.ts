import { rm } from 'node:fs/promises';
import { parseEmail } from '#core/contact/email.ts';
import { erasureKeys } from '#core/person/erasure.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { allIdsOf } from '#db/account-page.ts';
import { writeAudit } from '#db/audit.ts';
import { eraseWritten } from '#db/written-texts.ts';
import { eraseTraces, recordErasure, rowsToErase, writeErasedRows } from '#db/erasures.ts';
import { writeReach } from '#db/agreed-values.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { requireEntity } from './require-entity.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { readersOf, readRowsOf } from './linked-rows.ts';
import { recompute } from './recompute.ts';

export type ErasureRequest = { readonly requestedOn: string; readonly reason: string };

/** A target that loses its person has this long to find another. */
const daysToFindAnother = 30;

/**
 * Erases a person who asked for it: out of every stored row and version, the derived tables, notes and changes, and the
 * uploaded files; what the company did stays. Keyed hashes remain, so that a later import refuses them
 * (`leaveOutErased`). It cannot be taken back. Refuses a person who is not there or a day in the future.
 */
export async function erasePerson(
  database: Database,
  personId: number,
  request: ErasureRequest,
  memberId: number | null,
): Promise<{ erasureId: number; rows: number }> {
  const today = todayJst(new Date());
  if (!/^\d{4}-\d{2}-\d{2}$/.test(request.requestedOn) || request.requestedOn > today)
    throw new Refusal('erasure_in_future', '請求を受けた日は、今日までの日付にしてください。', { status: 422 });
  const { files, ...result } = await inTransaction(database, (transaction) =>
    erase(transaction, personId, request, memberId, today),
  );
  for (const file of files) await rm(file, { force: true });
  return result;
}

async function erase(
  transaction: Transaction,
  personId: number,
  request: ErasureRequest,
  memberId: number | null,
  today: string,
): Promise<{ erasureId: number; rows: number; files: string[] }> {
  const { db } = transaction;
  await lockIdentity(transaction);
  const id = await requireEntity(transaction, 'person', personId);
  const ids = await allIdsOf(db, 'person', id);
  const person = await db
    .selectFrom('person')
    .select(['family', 'given', 'emails', 'mobile', 'is_role_address as isRoleAddress'])
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  const words = [...(person.isRoleAddress ? [] : person.emails), ...(person.mobile ? [person.mobile] : [])];
  const stored = await rowsToErase(db, id, words);
  const batchIds = [...new Set([...stored.rows, ...stored.rejected].map((row) => row.batchId))];
  const readers = await readersOf(transaction, batchIds);
  const keys = person.emails.filter((email) => !parseEmail(email)?.isRole).map((email) => `email/${email}`);
  const names: { family: string; given: string }[] = [];
  const erased = stored.rows.map((row) => {
    const reader = readers.get(row.batchId)!;
    const read = reader.read(row.cells, row.rowNumber, () => 0);
    if (!('rejected' in read)) keys.push(...erasureKeys(read));
    if (!('rejected' in read) && read.person?.name) names.push(read.person.name);
    return { ...row, cells: reader.erase(row.cells), keepsKey: reader.preset.noun !== 'person' };
  });
  const rowKeys = [...new Set(erased.map((row) => row.rowKey))];
  const before = await readRowsOf(transaction, rowKeys);
  const accounts = [...new Set(before.flatMap((fact) => fact.accountId ?? []))];
  await db.deleteFrom('former_post').where('row_key', 'in', rowKeys).execute();
  await writeErasedRows(
    transaction,
    erased,
    stored.rejected.map((row) => ({ ...row, cells: readers.get(row.batchId)!.erase(row.cells) })),
  );
  await eraseTraces(transaction, {
    ids,
    rowKeys,
    batchIds,
    until: addDays(today, daysToFindAnother),
  });
  await deleteFacts(transaction, rowKeys);
  const left = await readRowsOf(transaction, rowKeys);
  await writeFacts(transaction, left);
  await writeReach(transaction, rowKeys, left);
  await recompute(transaction, accounts, [id]);
  await refreshRollups(transaction, today, accounts);
  await deriveLeadEvents(transaction);
  const erasureId = await recordErasure(
    transaction,
    { personId: id, ...request, memberId, rowCount: erased.length },
    keys,
  );
  await writeAudit(db, {
    memberId,
    action: 'person.erase',
    subjectKind: 'erasure',
    subjectId: erasureId,
    after: { rows: erased.length },
  });
  await eraseWritten(transaction, {
    names: [person, ...names],
    emails: person.emails.filter((email) => !parseEmail(email)?.isRole),
    phones: person.mobile ? [person.mobile] : [],
  });
  return { erasureId, rows: erased.length, files: await uploadsOf(transaction, batchIds) };
}

/** Files of imports that are over; nobody reads them again. */
async function uploadsOf({ db }: Transaction, batchIds: readonly number[]): Promise<string[]> {
  if (batchIds.length === 0) return [];
  const batches = await db
    .selectFrom('import_batch')
    .select(['file_path', 'format'])
    .where('import_batch_id', 'in', batchIds)
    .where('state', 'in', ['done', 'undone'])
    .execute();
  return batches
    .flatMap((batch) => [batch.file_path, (batch.format as { tablePath: string }).tablePath])
    .filter((path) => path !== '');
}

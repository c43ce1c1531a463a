import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import { forgetStages, rememberStages } from '#db/deal-stages.ts';
import { writeReach } from '#db/agreed-values.ts';
import { deleteFacts, writeFacts } from '#db/facts.ts';
import { forgetWithdrawnPosts, takeBackFormerPosts } from '#db/former-posts.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { takeBackSfaFacts } from './follow-sfa.ts';
import { linkedIds } from './merge-entities.ts';
import { readLinkedRows, readVersionsBefore } from './linked-rows.ts';
import { recompute } from './recompute.ts';
import { requireImport } from './require-import.ts';
import { withdrawTakes } from './take-offers.ts';

/**
 * Takes a whole import back: its rows leave, earlier versions of them return, companies and people without rows disappear, and so
 * do the `facts` of hand-overs that the status in its rows had told.
 */
export async function undoImport(
  transaction: Transaction,
  batchId: number,
  memberId: number | null,
): Promise<{ withdrawn: number; facts: number }> {
  await lockIdentity(transaction);
  const { state } = await requireImport(transaction.db, batchId);
  if (!['done', 'cancelled', 'failed'].includes(state))
    throw new Refusal('import_not_finished', 'この取込はまだ取り消せません(完了・中止したものだけ取り消せます)。', {
      status: 409,
    });
  const arrival = await nextArrival(transaction.db);
  await transaction.db
    .insertInto('match_decision')
    .values({
      arrival,
      kind: 'account',
      verdict: 'undo_import',
      left_rows: [],
      right_rows: [],
      import_batch_id: batchId,
      member_id: memberId,
    })
    .execute();
  await sql`update raw_row set withdrawn_by = ${arrival} where import_batch_id = ${batchId} and withdrawn_by is null`.execute(
    transaction.db,
  );
  const keys = await carryOutWithdrawal(transaction, batchId, arrival);
  const { facts } = await takeBackSfaFacts(transaction, batchId, keys, { memberId, now: new Date() });
  await deriveLeadEvents(transaction);
  await withdrawTakes(transaction, batchId, new Date());
  await transaction.db
    .updateTable('import_batch')
    .set({ state: 'undone', finished_at: new Date() })
    .where('import_batch_id', '=', batchId)
    .execute();
  return { withdrawn: keys.length, facts };
}

/** The withdrawal itself, on the state as it is; the same for a fresh undo and for a rebuild at its place in the order. Returns the rows. */
export async function carryOutWithdrawal(
  transaction: Transaction,
  batchId: number,
  arrival: number,
): Promise<readonly string[]> {
  const { db } = transaction;
  const { rows } = await sql<{ row_key: string; earlier: number | null }>`
    select r.row_key, (select max(e.version) from raw_row e where e.row_key = r.row_key and e.version < l.version and (e.withdrawn_by is null or e.withdrawn_by > ${arrival})) as earlier
      from raw_row r join row_link l on l.row_key = r.row_key and l.role = 'main' and l.version = r.version
     where r.import_batch_id = ${batchId} and r.withdrawn_by = ${arrival}`.execute(db);
  const keys = rows.map((row) => row.row_key);
  const touched = await sql<{
    account_id: number | null;
    person_id: number | null;
  }>`select distinct account_id, person_id from row_link where row_key = any(${keys}::uuid[])`.execute(db);
  const accounts = [...new Set(touched.rows.map((row) => row.account_id).filter((id) => id !== null))];
  const people = [...new Set(touched.rows.map((row) => row.person_id).filter((id) => id !== null))];
  await deleteFacts(transaction, keys);
  const gone = rows.filter((row) => row.earlier === null).map((row) => row.row_key);
  const returning = rows.filter((row) => row.earlier !== null);
  const unsaid = await forgetWithdrawnPosts(transaction, arrival);
  await sql`delete from row_link where row_key = any(${gone}::uuid[])`.execute(db);
  await sql`update row_link l set version = q.version from unnest(${returning.map((row) => row.row_key)}::uuid[], ${returning.map((row) => row.earlier!)}::int[]) q(row_key, version) where l.row_key = q.row_key`.execute(
    db,
  );
  await takeBackFormerPosts(
    transaction,
    returning.map((row) => row.row_key),
    returning.map((row) => row.earlier!),
  );
  people.push(...unsaid);
  accounts.push(...(await linkedIds(transaction, 'person', 'account', people)));
  const back = new Set(returning.map((row) => row.row_key));
  const told = (await readLinkedRows(transaction, accounts, people)).filter((fact) =>
    back.has(fact.observation.row.key),
  );
  await writeFacts(transaction, told);
  await writeReach(transaction, [...back], told);
  await rememberEarlierStages(transaction, await forgetStages(transaction, keys), arrival);
  await recompute(transaction, accounts, people);
  await refreshRollups(transaction, todayJst(new Date()), accounts);
  return keys;
}

/** The stages that the versions left behind told of these deals. */
async function rememberEarlierStages(
  transaction: Transaction,
  dealIds: readonly string[],
  arrival: number,
): Promise<void> {
  if (dealIds.length > 0) await rememberStages(transaction, await readVersionsBefore(transaction, dealIds, arrival));
}

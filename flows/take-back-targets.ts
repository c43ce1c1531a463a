import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { writeAudits } from '#db/audit.ts';
import type { Transaction } from '#db/transaction.ts';
import type { TargetBefore } from './apply-sheet.ts';
import { keepForUndo } from './bulk-edits.ts';
import { editTarget, refreshTargetStatus, type Decided, type TargetChanges } from './edit-targets.ts';

/** Keeps verdicts on lines as one edit, so that they can be taken back at once; returns its id. */
export async function keepVerdicts(
  transaction: Transaction,
  decided: readonly Decided[],
  memberId: number | null,
): Promise<number> {
  const before: TargetBefore[] = decided.map(({ lineId, eventId }) => ({ id: lineId, values: {}, events: [eventId] }));
  return keepForUndo(transaction, 'target', before, { memberId, description: 'ターゲットの判断' });
}

/** Changes several lines at once, as one edit that is taken back at once. */
export async function editTargets(
  transaction: Transaction,
  lineIds: readonly number[],
  changes: TargetChanges,
  memberId: number | null,
): Promise<{ edited: number; bulkEditId: number }> {
  const before: TargetBefore[] = [];
  for (const id of new Set(lineIds))
    before.push({ id, values: (await editTarget(transaction, id, changes, memberId)).before, events: [] });
  const bulkEditId = await keepForUndo(transaction, 'target', before, {
    memberId,
    description: 'ターゲットの一括変更',
  });
  return { edited: before.length, bulkEditId };
}

/** Puts a line back to what it was: its values, and the verdicts count no longer. Whatever else was decided about it stands. */
export async function restoreTarget(
  transaction: Transaction,
  { id, values, events }: TargetBefore,
  memberId: number | null,
): Promise<void> {
  if (Object.keys(values).length > 0) await editTarget(transaction, id, values, memberId);
  if (events.length === 0) return;
  await transaction.db
    .updateTable('target_event')
    .set({ undone_at: sql`now()`, undone_by: memberId })
    .where('target_event_id', 'in', [...events])
    .where('undone_at', 'is', null)
    .execute();
  await refreshTargetStatus(transaction, id);
  // Without an approval of either side it never was ターゲット確定, and no figure counts it as one.
  await sql`
    update target_line set activated_at = null where target_line_id = ${id}
       and (select count(distinct side) from target_verdict where target_line_id = ${id} and verdict = 'approve') < 2`.execute(
    transaction.db,
  );
}

/**
 * Takes lines off the list that were put on it by mistake. Refuses `target_decided` where somebody has approved or stopped one of
 * them already: such a line is declined or excluded instead.
 */
export async function removeTargets(
  transaction: Transaction,
  lineIds: readonly number[],
  memberId: number | null,
): Promise<{ removed: number }> {
  const ids = sql`${lineIds}::bigint[]`;
  const { rows: decided } = await sql`select 1 from target_verdict where target_line_id = any(${ids}) limit 1`.execute(
    transaction.db,
  );
  if (decided.length > 0)
    throw new Refusal(
      'target_decided',
      'すでに承認や見送りの判断がある会社は、候補から外せません。見送りか除外にしてください。',
      { status: 409 },
    );
  const { rows } = await sql<{ id: number; accountId: number }>`
    delete from target_line where target_line_id = any(${ids}) returning target_line_id as id, account_id as "accountId"`.execute(
    transaction.db,
  );
  await writeAudits(
    transaction.db,
    rows.map(({ id, accountId }) => ({
      ...{ memberId, action: 'target.remove', subjectKind: 'target', subjectId: id },
      before: { accountId },
    })),
  );
  return { removed: rows.length };
}

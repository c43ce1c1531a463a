import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { Transaction } from '#db/transaction.ts';
import type { TargetBefore } from './apply-sheet.ts';
import type { BulkEditNoun } from './bulk-edits.ts';
import { historyMax, restoreAccounts, type AccountBefore } from './edit-accounts.ts';
import { restorePeople, type PersonBefore } from './edit-person.ts';
import { restoreTarget } from './take-back-targets.ts';

/**
 * Takes an edit of many rows back. Refuses with `edit_not_found`, `already_undone`, or `edit_of_another` for a target list that
 * somebody else decided: approvals are personal.
 */
export async function undoBulkEdit(
  transaction: Transaction,
  bulkEditId: number,
  memberId: number | null,
): Promise<{ restored: number }> {
  const edit = await transaction.db
    .selectFrom('bulk_edit')
    .selectAll()
    .where('bulk_edit_id', '=', bulkEditId)
    .forUpdate()
    .executeTakeFirst();
  if (!edit) throw new Refusal('edit_not_found', `編集 ${bulkEditId} は見つかりません。`, { status: 404 });
  if (edit.undone_at) throw new Refusal('already_undone', 'この編集はすでに取り消されています。', { status: 409 });
  const noun = edit.noun as BulkEditNoun;
  const before = edit.changes as { id: number }[];
  if (noun === 'account') await restoreAccounts(transaction, before as AccountBefore[], memberId);
  else if (noun === 'person') await restorePeople(transaction, before as PersonBefore[], memberId);
  else {
    if (edit.member_id !== memberId)
      throw new Refusal('edit_of_another', 'ほかの利用者の承認や編集は取り消せません。', { status: 403 });
    for (const line of before as TargetBefore[]) await restoreTarget(transaction, line, memberId);
  }
  await transaction.db
    .updateTable('bulk_edit')
    .set({ undone_at: new Date() })
    .where('bulk_edit_id', '=', bulkEditId)
    .execute();
  if (noun === 'target' || before.length > historyMax)
    await writeAudit(transaction.db, {
      memberId,
      action: `${noun}.undo_edit`,
      subjectKind: 'bulk_edit',
      subjectId: bulkEditId,
      after: { rows: before.length },
    });
  return { restored: before.length };
}

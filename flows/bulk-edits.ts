import type { Transaction } from '#db/transaction.ts';

/** What an edit can be taken back of. */
export type BulkEditNoun = 'account' | 'person' | 'target';
export type EditMade = { readonly memberId: number | null; readonly description: string };

/** Keeps what was there before an edit, so that all of it can be taken back at once; returns the id of the edit. */
export async function keepForUndo(
  transaction: Transaction,
  noun: BulkEditNoun,
  before: readonly { readonly id: number }[],
  { memberId, description }: EditMade,
): Promise<number> {
  const { bulk_edit_id: id } = await transaction.db
    .insertInto('bulk_edit')
    .values({ noun, description, changes: JSON.stringify(before), member_id: memberId })
    .returning('bulk_edit_id')
    .executeTakeFirstOrThrow();
  return id;
}

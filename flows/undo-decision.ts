import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { forgetAnswers } from '#db/match-audit.ts';
import { forgetRedirect, leaveRedirect, proposedByNoRow, releaseHanded } from '#db/merge-entities.ts';
import { entityOfRow, rowsOfEntity, type EntityKind } from '#db/move-rows.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import type { Transaction } from '#db/transaction.ts';
import { isMerging, type Verdict } from './decide-match.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { moveRows } from './split-rows.ts';

/** Records that are no decisions about two: an import taken back, questions of the model, today's model over everything. */
const systemVerdicts: ReadonlySet<string> = new Set(['undo_import', 'undo_decision', 'open', 'weak', 'moved']);

/** Takes a merge or split back (統合を取り消す): its rows return to the entity they came from. */
export async function undoDecision(
  transaction: Transaction,
  decisionId: number,
  memberId: number | null,
): Promise<void> {
  await lockIdentity(transaction);
  const decision = await transaction.db
    .selectFrom('match_decision')
    .selectAll()
    .where('match_decision_id', '=', decisionId)
    .executeTakeFirst();
  if (!decision) throw new Refusal('decision_not_found', `判断 ${decisionId} は見つかりません。`, { status: 404 });
  if (systemVerdicts.has(decision.verdict))
    throw new Refusal('decision_not_undoable', 'これは人の判断ではないため、ここからは取り消せません。', {
      status: 409,
    });
  const undone = await transaction.db
    .selectFrom('match_decision')
    .select('match_decision_id')
    .where('undoes', '=', decisionId)
    .executeTakeFirst();
  if (undone) throw new Refusal('already_undone', 'この判断はすでに取り消されています。', { status: 409 });
  const arrival = await nextArrival(transaction.db);
  await transaction.db
    .insertInto('match_decision')
    .values({
      arrival,
      kind: decision.kind,
      verdict: 'undo_decision',
      left_rows: decision.left_rows,
      right_rows: decision.right_rows,
      undoes: decisionId,
      member_id: memberId,
    })
    .execute();
  await carryOutUndo(
    transaction,
    decision.kind as EntityKind,
    decision.verdict as Verdict | 'automatic' | 'confirmed' | 'split',
    decision.left_rows,
    decision.right_rows,
  );
  await forgetAnswers(transaction.db, decisionId);
  await deriveLeadEvents(transaction);
}

export async function carryOutUndo(
  transaction: Transaction,
  kind: EntityKind,
  verdict: Verdict | 'automatic' | 'confirmed' | 'split',
  leftRows: readonly string[],
  rightRows: readonly string[],
): Promise<void> {
  // What was confirmed had been one before.
  if (verdict === 'confirmed') return;
  const keptId = await entityOfRow(transaction, kind, leftRows[0]!);
  const nowId = await entityOfRow(transaction, kind, rightRows[0]!);
  if (keptId === undefined || nowId === undefined) return;
  if (verdict === 'split') {
    if (keptId !== nowId) {
      await moveRows(transaction, kind, rightRows, nowId, keptId);
      if ((await rowsOfEntity(transaction, kind, nowId)).length === 0)
        await leaveRedirect(transaction, kind, nowId, keptId);
    }
    await sql`delete from review where kind = ${kind} and left_id = ${Math.max(keptId, nowId)} and right_id = ${Math.min(keptId, nowId)}`.execute(
      transaction.db,
    );
    return;
  }
  if (!isMerging(verdict)) {
    await reopen(transaction, kind, keptId, nowId);
    return;
  }
  const { rows } = await sql<{ entity_id: number }>`
    select g.entity_id from entity_registry g join entity_redirect d on d.from_id = g.entity_id and d.kind = ${kind}
     where g.row_key = any(${rightRows}::uuid[]) and g.kind like ${`${kind}%`} order by g.entity_id limit 1`.execute(
    transaction.db,
  );
  const goneId = rows[0]?.entity_id;
  if (goneId === undefined) return;
  await forgetRedirect(transaction, kind, goneId);
  await moveRows(transaction, kind, rightRows, keptId, goneId);
  await releaseHanded(transaction, kind, keptId, goneId);
  await reopen(transaction, kind, keptId, goneId);
}

/** The pair waits for review again, unless nobody had proposed it and a person merged it from the page. */
async function reopen(transaction: Transaction, kind: EntityKind, one: number, other: number): Promise<void> {
  const pair = sql`kind = ${kind} and left_id = ${Math.max(one, other)} and right_id = ${Math.min(one, other)}`;
  await sql`delete from review where ${pair} and row_key = ${proposedByNoRow} and verdict <> 'automatic'`.execute(
    transaction.db,
  );
  await sql`update review set state = 'open', verdict = null, reason = 'taken_back' where ${pair}`.execute(
    transaction.db,
  );
}

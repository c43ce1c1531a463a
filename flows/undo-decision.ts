import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { forgetAnswers } from '#db/match-audit.ts';
import { forgetPair, forgetRedirect, leaveRedirect, releaseHanded, turnRedirects } from '#db/merge-entities.ts';
import { entityOfRow, rowsOfEntity, type EntityKind } from '#db/move-rows.ts';
import { listHandedPins, resetHumanColumns } from '#db/overrides.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { idThatWent } from '#db/registry.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import { askOfBoth, settlePairs, undoneMergesOf } from '#db/taken-back.ts';
import type { Transaction } from '#db/transaction.ts';
import { isMerging, type RecordedDecision } from './decide-match.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { linkedIds } from './merge-entities.ts';
import { askAboutPairs } from './reconcile.ts';
import { mintSplitId, moveRows } from './split-rows.ts';

/** Records that are no decisions about two: an import taken back, questions of the model, today's model over everything. */
const systemVerdicts: ReadonlySet<string> = new Set(['undo_import', 'undo_decision', 'open', 'weak', 'moved']);

/** Takes a merge or split back (統合を取り消す): its rows return to the entity they came from. Returns what it was about, as it is now. */
export async function undoDecision(
  transaction: Transaction,
  decisionId: number,
  memberId: number | null,
): Promise<{ readonly kind: EntityKind; readonly ids: readonly number[] }> {
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
  const kind = decision.kind as EntityKind;
  const verdict = decision.verdict as RecordedDecision['verdict'];
  const { left_rows: leftRows, right_rows: rightRows } = decision;
  const ids = await carryOutUndo(
    transaction,
    { kind, verdict, leftRows, rightRows, arrival: decision.arrival },
    arrival,
  );
  await forgetAnswers(transaction.db, decisionId);
  await askAboutPairs(transaction, kind, ids);
  await deriveLeadEvents(transaction);
  return { kind, ids };
}

/**
 * The undoing itself, on the state as it is; the same for a fresh one and for a rebuild at its place in the order. Returns the
 * entities that it took apart or left apart.
 */
export async function carryOutUndo(
  transaction: Transaction,
  undone: RecordedDecision & { readonly arrival: number },
  arrival: number,
): Promise<readonly number[]> {
  const { kind, verdict, leftRows, rightRows } = undone;
  // What was confirmed had been one before; whether they work at both companies is open again.
  if (verdict === 'confirmed') {
    const person = await entityOfRow(transaction, 'person', leftRows[0]!);
    const accounts = person === undefined ? [] : await linkedIds(transaction, 'person', 'account', [person]);
    await refreshRollups(transaction, todayJst(new Date()), accounts);
    return [];
  }
  const keptId = await entityOfRow(transaction, kind, leftRows[0]!);
  const nowId = await entityOfRow(transaction, kind, rightRows[0]!);
  if (keptId === undefined || nowId === undefined) return [];
  let ids: readonly number[] = [keptId, nowId];
  if (verdict === 'split')
    ids = await rejoin(
      transaction,
      kind,
      rightRows,
      { from: nowId, to: keptId },
      { madeBefore: undone.arrival, by: arrival },
    );
  else if (isMerging(verdict)) ids = await takeApart(transaction, kind, rightRows, keptId);
  await settlePairs(transaction, kind, ids, arrival);
  return verdict === 'split' ? [] : ids;
}

/**
 * Puts rows that were split off back: to where they were taken from, or where a merge that had brought them there was taken back
 * meanwhile, to what else it had brought. Returns where they are.
 */
async function rejoin(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  when: { readonly madeBefore: number; readonly by: number },
): Promise<readonly number[]> {
  const ids = new Set([from, to]);
  const moved = new Set(rows);
  for (const brought of await undoneMergesOf(transaction, kind, rows, when)) {
    const own = brought.filter((row) => moved.delete(row));
    const other = brought.find((row) => !rows.includes(row));
    const home = own.length === 0 || other === undefined ? undefined : await entityOfRow(transaction, kind, other);
    if (home === undefined || home === from) continue;
    ids.add(home);
    if (home < from) await putInto(transaction, kind, own, { from, to: home });
    else await putInto(transaction, kind, await rowsOfEntity(transaction, kind, home), { from: home, to: from });
  }
  if (moved.size > 0 && from !== to) await putInto(transaction, kind, [...moved], { from, to });
  await forgetPair(transaction, kind, from, to);
  return [...ids];
}

/** Moves rows, and leaves a redirect where nobody is left. */
async function putInto(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await moveRows(transaction, kind, rows, from, to);
  if ((await rowsOfEntity(transaction, kind, from)).length === 0) await leaveRedirect(transaction, kind, from, to);
}

/** Gives the rows that a merge moved back to the entity they came from, with what was asked about it. Returns both. */
async function takeApart(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  keptId: number,
): Promise<readonly number[]> {
  const held = new Set(await rowsOfEntity(transaction, kind, keptId));
  const together = rows.filter((row) => held.has(row));
  // Where the rows that founded it were split off meanwhile, the rest gets a number of its own.
  const goneId =
    (await idThatWent(transaction, kind, rows, keptId)) ??
    (together.length > 0 ? await mintSplitId(transaction, kind, together[0]!, keptId) : undefined);
  if (goneId === undefined) return [keptId];
  await forgetRedirect(transaction, kind, goneId);
  if (kind === 'account')
    await resetHumanColumns(transaction, [keptId], await listHandedPins(transaction, goneId, keptId));
  await moveRows(transaction, kind, rows, keptId, goneId);
  await turnRedirects(transaction, kind, rows, { from: keptId, to: goneId });
  await releaseHanded(transaction, kind, keptId, goneId);
  await askOfBoth(transaction, kind, keptId, goneId);
  if (kind === 'account') await refreshOwners(transaction, [keptId, goneId]);
  return [keptId, goneId];
}

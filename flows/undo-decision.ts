import { Refusal } from '#core/refusal.ts';
import { forgetAnswers } from '#db/match-audit.ts';
import { forgetRedirect, leaveRedirect, turnRedirects } from '#db/redirects.ts';
import { forgetPair, releaseHanded } from '#db/pairs.ts';
import { entityOfRow, rowsOfEntity, type EntityKind } from '#db/move-rows.ts';
import { listHandedPins, resetHumanColumns } from '#db/overrides.ts';
import type { Db } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { idThatWent } from '#db/registry.ts';
import { askOfBoth, settlePairs, undoneMergesOf } from '#db/taken-back.ts';
import type { Transaction } from '#db/transaction.ts';
import { isMerging, type RecordedDecision } from './decide-match.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { linkedIds } from './merge-entities.ts';
import { askAboutPairs } from './reconcile.ts';
import { mintSplitId, moveRows, valuesLater, workOut, type ValuesLater } from './split-rows.ts';

/** Records that are no decisions about two: an import taken back, questions of the model, today's model over everything. */
const systemVerdicts: ReadonlySet<string> = new Set(['undo_import', 'undo_decision', 'open', 'weak', 'moved']);

/** What was taken back, and what it was about as that is now. */
export type Undone = { readonly decisionId: number; readonly kind: EntityKind; readonly ids: readonly number[] };

/** Takes a merge or split back (統合を取り消す): its rows return to the entity they came from. */
export async function undoDecision(
  transaction: Transaction,
  decisionId: number,
  memberId: number | null,
): Promise<Undone> {
  const [undone] = await undoDecisions(transaction, [decisionId], memberId);
  return undone!;
}

/**
 * The same for many, in this order; values are worked out and what is asked is looked at again once, at the end: any order of taking
 * back ends in the same questions. One of many that was taken back already is passed over.
 */
export async function undoDecisions(
  transaction: Transaction,
  decisionIds: readonly number[],
  memberId: number | null,
): Promise<Undone[]> {
  await lockIdentity(transaction);
  const later = valuesLater();
  const undone: Undone[] = [];
  for (const decision of await readUndoable(transaction.db, [...new Set(decisionIds)])) {
    if (decision.isUndone && decisionIds.length > 1) continue;
    if (decision.isUndone) throw new Refusal('already_undone', 'この判断はすでに取り消されています。', { status: 409 });
    undone.push(await takeBack(transaction, decision, memberId, later));
  }
  await workOut(transaction, later);
  await forgetAnswers(
    transaction.db,
    undone.map(({ decisionId }) => decisionId),
  );
  for (const [kind, own] of Map.groupBy(undone, (one) => one.kind))
    await askAboutPairs(transaction, kind, [...new Set(own.flatMap(({ ids }) => ids))]);
  await deriveLeadEvents(transaction);
  return undone;
}

type Undoable = RecordedDecision & {
  readonly decisionId: number;
  readonly arrival: number;
  readonly isUndone: boolean;
};

/** These decisions in this order; refuses one that is none of a person. */
async function readUndoable(db: Db, decisionIds: readonly number[]): Promise<Undoable[]> {
  const rows = await db
    .selectFrom('match_decision as d')
    .leftJoin('match_decision as u', 'u.undoes', 'd.match_decision_id')
    .select([
      'd.match_decision_id as decisionId',
      'd.kind',
      'd.verdict',
      'd.left_rows as leftRows',
      'd.right_rows as rightRows',
      'd.arrival',
      'u.match_decision_id as undoneBy',
    ])
    .where('d.match_decision_id', 'in', [...decisionIds])
    .execute();
  const found = new Map(rows.map((row) => [row.decisionId, row]));
  return decisionIds.map((id) => {
    const decision = found.get(id);
    if (!decision) throw new Refusal('decision_not_found', `判断 ${id} は見つかりません。`, { status: 404 });
    if (systemVerdicts.has(decision.verdict))
      throw new Refusal('decision_not_undoable', 'これは人の判断ではないため、ここからは取り消せません。', {
        status: 409,
      });
    const { undoneBy, ...recorded } = decision;
    return { ...(recorded as Omit<Undoable, 'isUndone'>), isUndone: undoneBy !== null };
  });
}

/** Records that a decision is taken back, and carries it out. */
async function takeBack(
  transaction: Transaction,
  decision: Undoable,
  memberId: number | null,
  later: ValuesLater,
): Promise<Undone> {
  const { decisionId, kind, leftRows, rightRows } = decision;
  const arrival = await nextArrival(transaction.db);
  await transaction.db
    .insertInto('match_decision')
    .values({
      arrival,
      kind,
      verdict: 'undo_decision',
      left_rows: [...leftRows],
      right_rows: [...rightRows],
      undoes: decisionId,
      member_id: memberId,
    })
    .execute();
  return { decisionId, kind, ids: await returnRows(transaction, decision, arrival, later) };
}

/** The undoing itself as a rebuild does it at its place in the order. */
export async function carryOutUndo(
  transaction: Transaction,
  undone: RecordedDecision & { readonly arrival: number },
  arrival: number,
): Promise<void> {
  const later = valuesLater();
  await returnRows(transaction, undone, arrival, later);
  await workOut(transaction, later);
}

/**
 * Gives rows back on the state as it is; whoever that concerns is noted in `later`, to be worked out. Returns the entities that it took
 * apart or left apart.
 */
async function returnRows(
  transaction: Transaction,
  undone: RecordedDecision & { readonly arrival: number },
  arrival: number,
  later: ValuesLater,
): Promise<readonly number[]> {
  const { kind, verdict, leftRows, rightRows } = undone;
  // What was confirmed had been one before; whether they work at both companies is open again.
  if (verdict === 'confirmed') {
    const person = await entityOfRow(transaction, 'person', leftRows[0]!);
    const accounts = person === undefined ? [] : await linkedIds(transaction, 'person', 'account', [person]);
    for (const id of accounts) later.sums.add(id);
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
      later,
    );
  else if (isMerging(verdict)) ids = await takeApart(transaction, kind, rightRows, keptId, later);
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
  later: ValuesLater,
): Promise<readonly number[]> {
  const ids = new Set([from, to]);
  const moved = new Set(rows);
  for (const brought of await undoneMergesOf(transaction, kind, rows, when)) {
    const own = brought.filter((row) => moved.delete(row));
    const other = brought.find((row) => !rows.includes(row));
    const home = own.length === 0 || other === undefined ? undefined : await entityOfRow(transaction, kind, other);
    if (home === undefined || home === from) continue;
    ids.add(home);
    if (home < from) await putInto(transaction, kind, own, { from, to: home }, later);
    else await putInto(transaction, kind, await rowsOfEntity(transaction, kind, home), { from: home, to: from }, later);
  }
  if (moved.size > 0 && from !== to) await putInto(transaction, kind, [...moved], { from, to }, later);
  await forgetPair(transaction, kind, from, to);
  return [...ids];
}

/** Moves rows, and leaves a redirect where nobody is left. */
async function putInto(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
  later: ValuesLater,
): Promise<void> {
  await moveRows(transaction, kind, rows, from, to, later);
  if ((await rowsOfEntity(transaction, kind, from)).length === 0) await leaveRedirect(transaction, kind, from, to);
}

/** Gives the rows that a merge moved back to the entity they came from, with what was asked about it. Returns both. */
async function takeApart(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  keptId: number,
  later: ValuesLater,
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
  await moveRows(transaction, kind, rows, keptId, goneId, later);
  await turnRedirects(transaction, kind, rows, { from: keptId, to: goneId });
  await releaseHanded(transaction, kind, keptId, goneId);
  await askOfBoth(transaction, kind, keptId, goneId);
  return [keptId, goneId];
}

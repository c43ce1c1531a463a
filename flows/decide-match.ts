import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { todayJst } from '#core/period/day.ts';
import {
  entityOfRow,
  moveRowsToAccount,
  moveRowsToPerson,
  rowsOfEntities,
  rowsOfEntity,
  type EntityKind,
} from '#db/move-rows.ts';
import { forgetAnswers } from '#db/match-audit.ts';
import { forgetRedirect, leaveRedirect, markDecided, proposedByNoRow, releaseHanded } from '#db/merge-entities.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { linkedIds, mergeEntities } from './merge-entities.ts';
import { askAboutPeople } from './reconcile.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { recompute } from './recompute.ts';

export type Verdict = 'same' | 'different' | 'site' | 'department' | 'group' | 'renamed' | 'unsure';
export type Decision = {
  readonly kind: EntityKind;
  readonly verdict: Verdict;
  readonly leftId: number;
  readonly rightId: number;
  readonly note?: string | undefined;
};

/** 同じ会社, 別拠点, 部署 and 社名変更 make one account of two; the other verdicts keep them apart for good. */
const merging: ReadonlySet<string> = new Set(['same', 'confirmed', 'automatic', 'site', 'department', 'renamed']);

export const isMerging = (verdict: string): boolean => merging.has(verdict);

/** A person's verdict on a pair (名寄せの確認): recorded with the rows it speaks of, carried out, and replayed by every rebuild. */
export async function decideMatch(
  transaction: Transaction,
  decision: Decision,
  memberId: number | null,
): Promise<{ decisionId: number; keptId: number }> {
  const [decided] = await decideMatches(transaction, [decision], memberId);
  return decided!;
}

/**
 * The same for many, in this order; people of companies that became one are looked at again once, at the end. A pair that an
 * earlier verdict of the list made one is passed over.
 */
export async function decideMatches(
  transaction: Transaction,
  decisions: readonly Decision[],
  memberId: number | null,
): Promise<{ decisionId: number; keptId: number }[]> {
  await lockIdentity(transaction);
  const decided: { decisionId: number; keptId: number }[] = [];
  const accounts: number[] = [];
  for (const decision of decisions) {
    const one = await recordVerdict(transaction, decision, memberId, decisions.length > 1);
    if (!one) continue;
    decided.push(one);
    if (decision.kind === 'account') accounts.push(one.keptId);
  }
  await askAboutPeople(transaction, await linkedIds(transaction, 'account', 'person', accounts));
  await deriveLeadEvents(transaction);
  return decided;
}

async function recordVerdict(
  transaction: Transaction,
  decision: Decision,
  memberId: number | null,
  mayBeOne: boolean,
): Promise<{ decisionId: number; keptId: number } | undefined> {
  const { kind, verdict } = decision;
  const left = await requireEntity(transaction, kind, decision.leftId);
  const right = await requireEntity(transaction, kind, decision.rightId);
  if (left === right && mayBeOne) return undefined;
  if (left === right) throw new Refusal('already_one', 'この2件はすでに1件にまとまっています。', { status: 409 });
  // The younger one's rows move; they are kept whole so that the merge can be taken back.
  const [kept, moved] = [Math.min(left, right), Math.max(left, right)];
  const rows = await rowsOfEntities(transaction, kind, [kept, moved]);
  const [leftRows, rightRows] = [rows.get(kept)!.slice(0, 1), rows.get(moved)!];
  const recorded = await transaction.db
    .insertInto('match_decision')
    .values({
      arrival: await nextArrival(transaction.db),
      kind,
      verdict,
      left_rows: leftRows,
      right_rows: rightRows,
      note: decision.note ?? null,
      member_id: memberId,
    })
    .returning('match_decision_id')
    .executeTakeFirstOrThrow();
  await carryOut(transaction, { kind, verdict, leftRows, rightRows });
  return { decisionId: recorded.match_decision_id, keptId: kept };
}

export type RecordedDecision = {
  readonly kind: EntityKind;
  readonly verdict: Verdict | 'automatic' | 'confirmed' | 'split';
  readonly leftRows: readonly string[];
  readonly rightRows: readonly string[];
};

/** Carries a recorded verdict out on the state as it is; the same for a fresh verdict and for a rebuild. */
export async function carryOut(transaction: Transaction, decision: RecordedDecision): Promise<void> {
  const { kind, verdict } = decision;
  const keptId = await entityOfRow(transaction, kind, decision.leftRows[0]!);
  const goneId = await entityOfRow(transaction, kind, decision.rightRows[0]!);
  if (keptId === undefined || goneId === undefined || keptId === goneId) return;
  if (merging.has(verdict)) {
    const merge = { keptId: Math.min(keptId, goneId), goneId: Math.max(keptId, goneId) };
    await mergeEntities(transaction, kind, [merge], verdict);
  } else await markDecided(transaction, kind, [{ one: keptId, other: goneId }], verdict);
}

/**
 * Takes rows out of an entity into one of their own. The part with the founding row keeps the id; the other part gets an id
 * founded by its own oldest row.
 */
export async function splitRows(
  transaction: Transaction,
  kind: EntityKind,
  entityId: number,
  rowKeys: readonly string[],
  memberId: number | null,
  note?: string,
): Promise<{ decisionId: number; newId: number }> {
  await lockIdentity(transaction);
  const all = await rowsOfEntity(transaction, kind, entityId);
  const chosen = all.filter((key) => rowKeys.includes(key));
  const rest = all.filter((key) => !rowKeys.includes(key));
  if (chosen.length === 0 || rest.length === 0)
    throw new Refusal('split_needs_both', '分ける行と残す行の両方が要ります。', { status: 409 });
  const moved = chosen.includes(all[0]!) ? rest : chosen;
  const arrival = await nextArrival(transaction.db);
  const recorded = await transaction.db
    .insertInto('match_decision')
    .values({
      arrival,
      kind,
      verdict: 'split',
      left_rows: [all.find((key) => !moved.includes(key))!],
      right_rows: moved,
      note: note ?? null,
      member_id: memberId,
    })
    .returning('match_decision_id')
    .executeTakeFirstOrThrow();
  const newId = await carryOutSplit(transaction, kind, moved);
  await deriveLeadEvents(transaction);
  return { decisionId: recorded.match_decision_id, newId };
}

/** Moves rows to the entity that their oldest row founds (minted once, found again by a rebuild). */
export async function carryOutSplit(
  transaction: Transaction,
  kind: EntityKind,
  moved: readonly string[],
): Promise<number> {
  const from = await entityOfRow(transaction, kind, moved[0]!);
  if (from === undefined) throw new Error(`Row ${moved[0]} belongs to no ${kind}.`);
  const newId = await mintSplitId(transaction, kind, moved[0]!, from);
  await moveRows(transaction, kind, moved, from, newId);
  // An id that was merged before lives again, and is no longer another name for the rest.
  await forgetRedirect(transaction, kind, newId);
  await markDecided(transaction, kind, [{ one: from, other: newId }], 'different');
  return newId;
}

export async function moveRows(
  transaction: Transaction,
  kind: EntityKind,
  rowKeys: readonly string[],
  from: number,
  to: number,
): Promise<void> {
  const people = kind === 'account' ? await linkedIds(transaction, 'account', 'person', [from]) : [from, to];
  if (kind === 'account') await moveRowsToAccount(transaction, rowKeys, from, to, true);
  else await moveRowsToPerson(transaction, rowKeys, from, to, true);
  await recompute(transaction, kind === 'account' ? [from, to] : [], people);
  await refreshRollups(
    transaction,
    todayJst(new Date()),
    kind === 'account' ? [from, to] : await linkedIds(transaction, 'person', 'account', [from, to]),
  );
}

export async function mintSplitId(
  transaction: Transaction,
  kind: EntityKind,
  rowKey: string,
  from: number,
): Promise<number> {
  const { rows } = await sql<{ entity_id: number }>`
    select entity_id from entity_registry where row_key = ${rowKey} and kind in (${kind}, ${`${kind}/split`}) and entity_id <> ${from} order by kind limit 1`.execute(
    transaction.db,
  );
  if (rows[0]) return rows[0].entity_id;
  const minted = await sql<{ entity_id: number }>`
    insert into entity_registry (row_key, kind, entity_id) values (${rowKey}, ${`${kind}/split`}, nextval('entity')) returning entity_id`.execute(
    transaction.db,
  );
  return minted.rows[0]!.entity_id;
}

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
  if (!merging.has(verdict)) {
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

/** Follows redirects: the id a bookmark or decision names may have been merged into another. */
export async function requireEntity(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  id: number,
): Promise<number> {
  const redirect = await transaction.db
    .selectFrom('entity_redirect')
    .select('to_id')
    .where('kind', '=', kind)
    .where('from_id', '=', id)
    .executeTakeFirst();
  const target = redirect?.to_id ?? id;
  const { rows } = await sql<{
    id: number;
  }>`select ${sql.ref(`${kind}_id`)} as id from ${sql.table(kind)} where ${sql.ref(`${kind}_id`)} = ${target}`.execute(
    transaction.db,
  );
  if (!rows[0])
    throw new Refusal(
      `${kind}_not_found`,
      kind === 'account' ? `企業 ${id} は見つかりません。` : `人物 ${id} は見つかりません。`,
      { status: 404 },
    );
  return target;
}

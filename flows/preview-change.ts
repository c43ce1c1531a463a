import { sidesOf, type MatchSide } from '#db/match-sides.ts';
import { entityOfRow, type EntityKind } from '#db/move-rows.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';

/**
 * Both parts as they would stand after these rows were taken out: what keeps the number, and what gets one of its own. Changes
 * nothing. Refuses as `splitRows` does.
 */
export async function previewSplit(
  database: Database,
  kind: EntityKind,
  entityId: number,
  rowKeys: readonly string[],
): Promise<{ stays: MatchSide; leaves: MatchSide }> {
  return asIfDone(database, async (transaction) => {
    const { newId } = await splitRows(transaction, kind, entityId, rowKeys, null);
    const sides = await sidesOf(transaction.db, kind, [entityId, newId]);
    // Until it is done there is no page under the new number.
    return { stays: sides.get(entityId)!, leaves: { ...sides.get(newId)!, id: entityId } };
  });
}

/**
 * The companies or people of a decision as they would stand once it was taken back: one where it had put rows apart, two where it
 * had made one of them. Changes nothing. Refuses as `undoDecision` does.
 */
export async function previewUndo(
  database: Database,
  decisionId: number,
): Promise<{ kind: EntityKind; verdict: string; sides: MatchSide[] }> {
  return asIfDone(database, async (transaction) => {
    await undoDecision(transaction, decisionId, null);
    const decision = await transaction.db
      .selectFrom('match_decision')
      .select(['kind', 'verdict', 'left_rows', 'right_rows'])
      .where('match_decision_id', '=', decisionId)
      .executeTakeFirstOrThrow();
    const kind = decision.kind as EntityKind;
    const ids = new Set<number>();
    for (const rows of [decision.left_rows, decision.right_rows]) {
      const id = rows[0] === undefined ? undefined : await entityOfRow(transaction, kind, rows[0]);
      if (id !== undefined) ids.add(id);
    }
    const sides = await sidesOf(transaction.db, kind, [...ids]);
    return { kind, verdict: decision.verdict, sides: [...ids].flatMap((id) => sides.get(id) ?? []) };
  });
}

class Seen<Value> extends Error {
  readonly value: Value;
  constructor(value: Value) {
    super('rolled back');
    this.value = value;
  }
}

/** What would be there after a change, made by the code that changes and rolled back. */
async function asIfDone<Value>(
  database: Database,
  change: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  try {
    await inTransaction(database, async (transaction) => {
      throw new Seen(await change(transaction));
    });
  } catch (error) {
    if (error instanceof Seen) return error.value as Value;
    throw error;
  }
  throw new Error('A preview was not rolled back.');
}

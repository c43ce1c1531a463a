import { sql } from 'kysely';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { forgetRedirect } from '#db/redirects.ts';
import { markDecided } from '#db/pairs.ts';
import { entityOfRow, moveRowsToAccount, moveRowsToPerson, rowsOfEntity, type EntityKind } from '#db/move-rows.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { linkedIds } from './merge-entities.ts';
import { recompute } from './recompute.ts';

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

/** Companies and people whose values, and companies whose sums, are worked out once, when all rows are where they belong. */
export type ValuesLater = {
  readonly accounts: Set<number>;
  readonly people: Set<number>;
  readonly sums: Set<number>;
};

/** Nobody noted yet. */
export const valuesLater = (): ValuesLater => ({ accounts: new Set(), people: new Set(), sums: new Set() });

/** Moves rows of one entity to another, with what they told. With `later` whoever that concerns is noted there instead of being worked out. */
export async function moveRows(
  transaction: Transaction,
  kind: EntityKind,
  rowKeys: readonly string[],
  from: number,
  to: number,
  later?: ValuesLater,
): Promise<void> {
  const { accounts, people, sums } = later ?? valuesLater();
  const both = [from, to];
  const [own, beside] = kind === 'account' ? [accounts, people] : [people, sums];
  for (const id of both) own.add(id);
  for (const id of await linkedIds(transaction, kind, kind === 'account' ? 'person' : 'account', both)) beside.add(id);
  if (kind === 'account') await moveRowsToAccount(transaction, rowKeys, from, to, true);
  else await moveRowsToPerson(transaction, rowKeys, from, to, true);
  if (!later) await workOut(transaction, { accounts, people, sums });
}

/** Values, sums and owners of all that were noted. */
export async function workOut(transaction: Transaction, { accounts, people, sums }: ValuesLater): Promise<void> {
  await recompute(transaction, [...accounts], [...people]);
  await refreshRollups(transaction, todayJst(new Date()), [...new Set([...accounts, ...sums])]);
  await refreshOwners(transaction, [...accounts]);
}

/**
 * The id of what a row founds once it is taken out of `from`: the one it founded or was given before, else a new one. The same in every
 * rebuild.
 */
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

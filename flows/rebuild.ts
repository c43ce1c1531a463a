import { sql } from 'kysely';
import { todayJst } from '#core/period/day.ts';
import { emptyBase } from '#db/base-size.ts';
import { putInForce, putNoneInForce } from '#db/match-models.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import type { Merge } from '#db/merge-entities.ts';
import { setPairStates } from '#db/pairs.ts';
import { entityOfRow, type EntityKind } from '#db/move-rows.ts';
import { applyOverrides, pinSearch } from '#db/overrides.ts';
import { listPinnedPeople } from '#db/person-overrides.ts';
import { refreshOwners, refreshRollups } from '#db/rollups.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { carryOut, type RecordedDecision, type Verdict } from './decide-match.ts';
import { carryOutSplit } from './split-rows.ts';
import { carryOutUndo } from './undo-decision.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import { kindOfRow } from './import-rows.ts';
import { ingest } from './ingest.ts';
import { mergeEntities } from './merge-entities.ts';
import { readersOf } from './linked-rows.ts';
import { recompute, type SumsLater } from './recompute.ts';
import { carryOutReDecision } from './carry-out-re-decision.ts';
import { recallRegister } from './register-aliases.ts';
import { recallTowns } from './ask-towns.ts';
import { carryOutWithdrawal } from './undo-import.ts';

/** Everything that is derived, emptied before a replay. Raw rows, decisions, ids and overrides stay. */
export const derivedTables = [
  'row_link',
  'identity_key',
  'base_owner',
  'account',
  'account_search',
  'account_domain',
  'account_rollup',
  'site',
  'person',
  'person_search',
  'affiliation',
  'former_post',
  'acquaintance',
  'activity',
  'deal',
  'deal_stage',
  'order_line',
  'lead',
  'lead_event',
  'lead_cycle',
  'cycle_stale',
  'handover_day',
  'handover_day_stale',
  'customer',
  'review',
  'colleague',
  'product',
  'entity_redirect',
] as const;

/**
 * Replays every raw row and decision in the order of arrival, in one transaction: readers see the old state until the new one
 * is whole. The result is identical, ids included, because ids are registered under their founding rows, and every row is
 * decided with the numbers of the model that were in force when it came.
 */
export async function rebuild(database: Database): Promise<{ rows: number; accounts: number; people: number }> {
  let rows = 0;
  await inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    await transaction.run(`truncate ${derivedTables.join(', ')}`);
    await emptyBase(transaction);
    await putNoneInForce(transaction);
    const readers: Readers = new Map();
    // All sums are worked out at the end.
    const sumsLater: SumsLater = new Set();
    for (const { arrival, kind } of await listArrivals(transaction)) {
      if (kind === 'model') await putInForce(transaction, arrival);
      else if (kind === 'decision') await replayDecision(transaction, arrival, sumsLater);
      else rows += await replayRows(transaction, arrival, readers);
    }
    const { rows: ids } = await sql<{ account_id: number }>`select distinct account_id from account_override`.execute(
      transaction.db,
    );
    const pinned = ids.map((row) => row.account_id);
    await pinSearch(transaction, pinned);
    await applyOverrides(transaction, pinned);
    await recompute(transaction, [], await listPinnedPeople(transaction.db));
    await refreshOwners(transaction);
    await refreshRollups(transaction, todayJst(new Date()));
    await deriveLeadEvents(transaction, 'all');
  });
  const counted = await sql<{
    accounts: number;
    people: number;
  }>`select (select count(*) from account)::int as accounts, (select count(*) from person)::int as people`.execute(
    database.db,
  );
  return { rows, ...counted.rows[0]! };
}

/** What stands at a place in the order of arrival: rows, a decision, or other numbers of the model. */
type Arrival = { arrival: number; kind: 'rows' | 'decision' | 'model' };

/** Every place in the order of arrival, the first first. */
export async function listArrivals(transaction: Transaction): Promise<Arrival[]> {
  const { rows } = await sql<Arrival>`
    select distinct arrival, 'rows' as kind from raw_row
    union all select distinct arrival, 'decision' from match_decision
    union all select distinct arrival, 'model' from match_model
    order by arrival`.execute(transaction.db);
  return rows;
}

export type Readers = Awaited<ReturnType<typeof readersOf>>;

/**
 * Decides the rows of one arrival again, read as their import read them, with what register and towns told them then. Returns how many
 * there were.
 */
export async function replayRows(transaction: Transaction, arrival: number, readers: Readers): Promise<number> {
  const { rows } = await sql<{
    row_key: string;
    version: number;
    row_number: number;
    cells: string[];
    import_batch_id: number;
  }>`
    select distinct on (row_key) row_key, version, row_number, cells, import_batch_id from raw_row where arrival = ${arrival} order by row_key, version desc`.execute(
    transaction.db,
  );
  rows.sort((one, other) => one.row_number - other.row_number);
  const missing = [...new Set(rows.map((row) => row.import_batch_id))].filter((id) => !readers.has(id));
  if (missing.length > 0) for (const [id, reader] of await readersOf(transaction, missing)) readers.set(id, reader);
  const incoming = rows.flatMap((row) => {
    const reader = readers.get(row.import_batch_id)!;
    const read = reader.read(row.cells, row.row_number, () => 0);
    if ('rejected' in read) return [];
    return [
      {
        observation: { ...read, row: { ...read.row, key: row.row_key } },
        version: row.version,
        ...kindOfRow(reader.preset),
      },
    ];
  });
  const placed = await recallTowns(transaction.db, incoming);
  await ingest(transaction, await recallRegister(transaction.db, placed));
  return rows.length;
}

async function replayDecision(transaction: Transaction, arrival: number, sumsLater: SumsLater): Promise<void> {
  const decisions = await transaction.db
    .selectFrom('match_decision')
    .selectAll()
    .where('arrival', '=', arrival)
    .orderBy('match_decision_id')
    .execute();
  const decision = decisions[0]!;
  const kind = decision.kind as 'account' | 'person';
  switch (decision.verdict) {
    case 'open':
    case 'weak':
    case 'automatic':
      await replayFindings(transaction, kind, decisions, sumsLater);
      return;
    case 'moved':
      await carryOutReDecision(transaction, arrival);
      return;
    case 'undo_import':
      await carryOutWithdrawal(transaction, decision.import_batch_id!, arrival);
      return;
    case 'split':
      await carryOutSplit(transaction, kind, decision.right_rows);
      return;
    case 'undo_decision': {
      const undone = await transaction.db
        .selectFrom('match_decision')
        .selectAll()
        .where('match_decision_id', '=', decision.undoes!)
        .executeTakeFirstOrThrow();
      const verdict = undone.verdict as RecordedDecision['verdict'];
      const rows = { leftRows: undone.left_rows, rightRows: undone.right_rows, arrival: undone.arrival };
      await carryOutUndo(transaction, { kind, verdict, ...rows }, arrival);
      return;
    }
    default:
      await carryOut(
        transaction,
        {
          kind,
          verdict: decision.verdict as Verdict,
          leftRows: decision.left_rows,
          rightRows: decision.right_rows,
        },
        sumsLater,
      );
  }
}

type Finding = {
  readonly verdict: string;
  readonly left_rows: string[];
  readonly right_rows: string[];
  readonly reason: string | null;
};

/** What the model found at one time. Entities that are not there any more, because their rows were withdrawn, are left out. */
async function replayFindings(
  transaction: Transaction,
  kind: EntityKind,
  findings: readonly Finding[],
  sumsLater: SumsLater,
): Promise<void> {
  const pairs: Parameters<typeof setPairStates>[2][number][] = [];
  const merges = new Map<number, Merge>();
  for (const { verdict, left_rows, right_rows, reason } of findings) {
    const isMerge = verdict === 'automatic';
    for (const [place, row] of left_rows.entries()) {
      const one = await entityOfRow(transaction, kind, row);
      const other = await entityOfRow(transaction, kind, right_rows[place]!);
      if (one === undefined || other === undefined || one === other) continue;
      if (isMerge) merges.set(other, { keptId: one, goneId: other });
      else {
        const state = verdict as 'open' | 'weak';
        pairs.push({ leftId: Math.max(one, other), rightId: Math.min(one, other), state, reason });
      }
    }
  }
  await setPairStates(transaction, kind, pairs);
  await mergeEntities(transaction, kind, [...merges.values()], 'automatic', sumsLater);
}

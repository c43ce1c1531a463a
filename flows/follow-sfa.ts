import { advance, isPossible } from '#core/demand/advance.ts';
import type { StageTable } from '#core/demand/stage-table.ts';
import { followSfa, type AcceptanceTruth } from '#core/demand/sfa-status.ts';
import { todayJst } from '#core/period/day.ts';
import { addCycleEvent, undoCycleEvents } from '#db/cycle-events.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { saveCycle } from '#db/lead-cycles.ts';
import type { Db } from '#db/pool.ts';
import { readSetting } from '#db/settings.ts';
import {
  listFactsTold,
  listLeadsOfRows,
  listSfaChanges,
  rememberSfaWord,
  restoreSfaWord,
  type SfaChange,
} from '#db/sfa-seen.ts';
import { markLeads } from '#db/stale-cycles.ts';
import type { Transaction } from '#db/transaction.ts';
import { consequences, type Answer } from './hand-over.ts';
import { readCycles } from './lead-cycles.ts';

/** Where the answer of sales is read from; the buttons of Mori until somebody chooses otherwise. */
export async function readAcceptanceTruth(db: Db): Promise<AcceptanceTruth> {
  return (await readSetting<{ truth: AcceptanceTruth }>(db, 'acceptance'))?.truth ?? 'mori';
}

/**
 * Follows what the SFA says of leads handed over here since it was last looked at: accepted, sent back, given to somebody else,
 * or a deal. Each fact keeps the status and the row of the file that told it. Running it twice adds nothing (issue §14).
 */
export async function followSfaStatuses(
  transaction: Transaction,
  tableOf: (source: string) => Promise<StageTable>,
  now: Date,
): Promise<{ followed: number }> {
  const { db } = transaction;
  const changes = await listSfaChanges(db);
  if (changes.length === 0) return { followed: 0 };
  const truth = await readAcceptanceTruth(db);
  const startMonth = await readFiscalStart(db);
  const cycles = await readCycles(
    db,
    changes.map((change) => change.cycleId),
    now,
  );
  const tables = new Map<string, StageTable>();
  for (const source of new Set(changes.map((change) => change.source))) tables.set(source, await tableOf(source));
  let followed = 0;
  for (const change of changes) {
    const held = cycles.get(change.cycleId);
    if (!held?.cycle.events.some((event) => event.kind === 'hand_over' && !event.isInferred)) continue;
    let { cycle } = held;
    for (const event of followSfa(cycle, wordOf(change), tables.get(change.source)!, truth, now.toISOString())) {
      await addCycleEvent(db, cycle.cycleId, event, provenanceOf(change));
      cycle = advance(cycle, event);
      followed++;
      for (const step of consequences(event as Answer, todayJst(now), startMonth)) {
        const next = { ...step, at: event.at, by: null };
        if (!isPossible(cycle, next.kind)) continue;
        await addCycleEvent(db, cycle.cycleId, next, provenanceOf(change));
        cycle = advance(cycle, next);
      }
    }
    if (cycle !== held.cycle) await saveCycle(db, cycle, held);
  }
  await rememberSfaWord(
    db,
    changes.map((change) => change.leadId),
  );
  return { followed };
}

function wordOf(change: SfaChange) {
  const isMoved = change.owner !== change.ownerBefore && change.ownerId !== null;
  return {
    status: change.status,
    rejectReason: change.rejectReason,
    acceptedOn: change.acceptedOn,
    newOwner: isMoved ? ({ kind: 'member', id: String(change.ownerId) } as const) : null,
    deal: change.dealId && change.dealState ? { dealId: change.dealId, state: change.dealState } : null,
  };
}

/** Why a fact is there although nobody pressed a button. */
function provenanceOf({
  leadId,
  source,
  status,
  statusBefore,
  fileName,
  rowNumber,
  before,
  batches,
}: SfaChange): object {
  return { sfa: { leadId, source, status, statusBefore, fileName, rowNumber, before, batches } };
}

/**
 * Takes back what an import that is undone told through the SFA of leads handed over here, and what was told of the same leads
 * since; what the rows left in force say is followed again when cycles are derived. Taken in again the file tells it again.
 */
export async function takeBackSfaFacts(
  { db }: Pick<Transaction, 'db'>,
  batchId: number,
  rowKeys: readonly string[],
  by: { readonly memberId: number | null; readonly now: Date },
): Promise<{ facts: number }> {
  const told = await listFactsTold(db, batchId);
  const restored = new Set(told.map(({ leadId }) => leadId));
  await rememberSfaWord(
    db,
    (await listLeadsOfRows(db, rowKeys)).filter((id) => !restored.has(id)),
  );
  for (const { leadId, cycleIds, eventIds, before } of told) {
    await undoCycleEvents(db, cycleIds, eventIds, by);
    await restoreSfaWord(db, leadId, before);
  }
  await markLeads({ db }, [...restored]);
  return { facts: told.reduce((sum, { eventIds }) => sum + eventIds.length, 0) };
}

import { advance, isPossible } from '#core/demand/advance.ts';
import type { StageTable } from '#core/demand/stage-table.ts';
import { followSfa, type AcceptanceTruth } from '#core/demand/sfa-status.ts';
import { todayJst } from '#core/period/day.ts';
import { addCycleEvent } from '#db/cycle-events.ts';
import { saveCycle } from '#db/lead-cycles.ts';
import type { Db } from '#db/pool.ts';
import { readSetting } from '#db/settings.ts';
import { listSfaChanges, rememberSfaWord, type SfaChange } from '#db/sfa-seen.ts';
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
      for (const step of consequences(event as Answer, todayJst(now))) {
        const next = { ...step, at: event.at, by: null };
        if (!isPossible(cycle, next.kind)) continue;
        await addCycleEvent(db, cycle.cycleId, next);
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
function provenanceOf({ source, status, statusBefore, fileName, rowNumber }: SfaChange): object {
  return { sfa: { source, status, statusBefore, fileName, rowNumber } };
}

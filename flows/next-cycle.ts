import { createHash } from 'node:crypto';
import { advance, isPossible } from '#core/demand/advance.ts';
import { nextCycle, type Cycle, type CycleState } from '#core/demand/cycle.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { addCycleEvents, type NewCycleEvent } from '#db/cycle-events.ts';
import { saveCycles } from '#db/lead-cycles.ts';
import { addPasses, latestPasses, listRecycledUntil } from '#db/lead-passes.ts';
import type { Database, Db } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { handOver, type Actor, type Cause } from './hand-over.ts';
import { readCycles, type LeadCycle } from './lead-cycles.ts';

/**
 * Opens the next cycle of leads that came back, each with what brought it (domain.md §9.4: a re-MQL never writes over the cycle before).
 * One that was sent back, lapsed or lost goes back to nurturing first. Returns the new cycle of each. Refuses
 * `cycle_not_recycled` what sales still holds and `cycle_has_next` what was opened again before.
 */
export async function openNextCycles(
  transaction: Transaction,
  causes: ReadonlyMap<string, Cause>,
  actor: Actor,
): Promise<Map<string, string>> {
  const { db } = transaction;
  const held = await readCycles(db, [...causes.keys()], actor.now);
  const passes = await latestPasses(
    db,
    [...held.values()].map(({ cycle }) => cycle.leadId),
  );
  const events: NewCycleEvent[] = [];
  const saved: LeadCycle[] = [];
  const opened = new Map<string, string>();
  const at = actor.now.toISOString();
  const by = actor.memberId === null ? null : String(actor.memberId);
  for (const [cycleId, found] of held) {
    const { why, explanation } = causes.get(cycleId)!;
    if ((passes.get(found.cycle.leadId) ?? 1) > found.cycle.number)
      throw new Refusal('cycle_has_next', 'このリードは、もう次のサイクルが始まっています。', { status: 409 });
    let { cycle } = found;
    if (isPossible(cycle, 'recycle')) {
      const event = { kind: 'recycle', until: undefined, at, by, why } as const;
      cycle = advance(cycle, event);
      events.push({ cycleId, event, explanation });
      saved.push({ ...found, cycle });
    }
    const next = nextCycle(cycle, passId(cycle), at, by, why);
    saved.push({ ...found, cycle: next });
    opened.set(cycleId, next.cycleId);
  }
  await addPasses(
    db,
    [...opened].map(([before, cycleId]) => ({
      cycleId,
      leadId: held.get(before)!.cycle.leadId,
      number: held.get(before)!.cycle.number + 1,
      openedBy: actor.memberId,
      why: causes.get(before)!.why,
    })),
    actor.now,
  );
  await addCycleEvents(db, events);
  await saveCycles(db, saved);
  return opened;
}

/** Hands leads over again that came back, each in its next cycle; `why` says what happened since. */
export async function handOverAgain(
  transaction: Transaction,
  cycleIds: readonly string[],
  why: string,
  actor: Actor,
  ruleVersion: string,
): Promise<{ handedOver: number }> {
  const causes = new Map(cycleIds.map((cycleId) => [cycleId, { why, explanation: {} }]));
  const opened = [...(await openNextCycles(transaction, causes, actor)).values()];
  return handOver(transaction, opened, actor, ruleVersion, new Map(opened.map((id) => [id, { why, explanation: {} }])));
}

/**
 * Brings leads back whose day has come (時期が先, 予算なし; domain.md §9.4): each gets its next cycle and waits as MQL候補, so that
 * marketing hands it over again. Who is with sales once more already stays there. Running it twice brings nobody back twice.
 */
export async function reopenRecycled(database: Database, now: Date): Promise<{ reopened: number }> {
  return inTransaction(database, async (transaction) => {
    const { db } = transaction;
    const due = await listRecycledUntil(db, todayJst(now));
    const actor = { memberId: null, now };
    const opened = await openNextCycles(transaction, new Map(due.map((id) => [id, dayHasCome])), actor);
    const event = { kind: 'qualify', ruleVersion: 'recycle_date', at: now.toISOString(), by: null } as const;
    const held = [...(await readCycles(db, [...opened.values()], now)).values()];
    await addCycleEvents(
      db,
      held.map(({ cycle }) => ({ cycleId: cycle.cycleId, event })),
    );
    await saveCycles(
      db,
      held.map((one) => ({ ...one, cycle: advance(one.cycle, event) })),
    );
    return { reopened: held.length };
  });
}

const dayHasCome: Cause = { why: '再連絡日になりました', explanation: {} };

const ended: readonly CycleState[] = ['rejected', 'returned', 'ignored', 'recycled', 'lost', 'won'];

/** Whether the lead came back and nobody has opened its next cycle yet. */
export async function mayComeAgain(db: Db, { state, leadId, number, sourcedBy }: Cycle): Promise<boolean> {
  if (!ended.includes(state) || sourcedBy === 'sales') return false;
  return ((await latestPasses(db, [leadId])).get(leadId) ?? 1) === number;
}

/** The same pass of the same lead has the same id, however often it is opened. */
function passId({ leadId, number }: Cycle): string {
  const hex = createHash('sha256')
    .update(`pass/${leadId}/${number + 1}`)
    .digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

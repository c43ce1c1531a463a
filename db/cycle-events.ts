import { sql } from 'kysely';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { announceFact } from './deliveries.ts';
import type { Db } from './pool.ts';

export type StoredCycleEvent = CycleEvent & { readonly eventId: number; readonly explanation: unknown };

/** What people and the clock decided about these cycles, oldest first; what was taken back is left out. */
export async function readCycleEvents(db: Db, cycleIds: readonly string[]): Promise<Map<string, StoredCycleEvent[]>> {
  const rows = await db
    .selectFrom('cycle_event')
    .selectAll()
    .where(sql<boolean>`cycle_id = any(${cycleIds}::uuid[])`)
    .where('undone_at', 'is', null)
    .orderBy('cycle_event_id')
    .execute();
  const found = new Map<string, StoredCycleEvent[]>();
  for (const row of rows) {
    const event = {
      ...(row.step as object),
      kind: row.kind,
      at: row.at.toISOString(),
      by: row.member_id === null ? null : String(row.member_id),
      ...(row.why ? { why: row.why } : {}),
      eventId: row.cycle_event_id,
      explanation: row.explanation,
    } as StoredCycleEvent;
    found.set(row.cycle_id, [...(found.get(row.cycle_id) ?? []), event]);
  }
  return found;
}

/** Adds one fact, and tells it to who wants to know. Nothing is ever written over. */
export async function addCycleEvent(db: Db, cycleId: string, event: CycleEvent, explanation?: object): Promise<number> {
  const { at, by, why, kind, ...step } = event;
  const { cycle_event_id } = await db
    .insertInto('cycle_event')
    .values({
      cycle_id: cycleId,
      at,
      member_id: by === null ? null : Number(by),
      kind,
      step: JSON.stringify(step),
      why: why ?? null,
      explanation: explanation ? JSON.stringify(explanation) : null,
    })
    .returning('cycle_event_id')
    .executeTakeFirstOrThrow();
  await announceFact(db, { eventId: cycle_event_id, cycleId, kind, at });
  return cycle_event_id;
}

/** Cycles that people decided on. */
export async function listDecidedCycles(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('cycle_event').select('cycle_id').distinct().orderBy('cycle_id').execute();
  return rows.map((row) => row.cycle_id);
}

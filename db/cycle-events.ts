import { sql } from 'kysely';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { redirectedAgencies } from './agencies.ts';
import { announceFacts } from './deliveries.ts';
import type { Db } from './pool.ts';

export type StoredCycleEvent = CycleEvent & { readonly eventId: number; readonly explanation: unknown };

/** What people and the clock decided about these cycles, oldest first; what was taken back is left out. Agencies are told by where their ids lead today. */
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
  const now = await redirectedAgencies(db, [...found.values()].flat().flatMap(agencyOf));
  if (now.size > 0)
    for (const [id, events] of found)
      found.set(
        id,
        events.map((event) => following(event, now)),
      );
  return found;
}

function agencyOf(event: CycleEvent): string[] {
  if (event.kind === 'give_to_agency') return [event.agencyId];
  return 'to' in event && event.to.kind === 'agency' ? [event.to.id] : [];
}

function following(event: StoredCycleEvent, now: ReadonlyMap<string, string>): StoredCycleEvent {
  const to = now.get(agencyOf(event)[0] ?? '');
  if (to === undefined) return event;
  if (event.kind === 'give_to_agency') return { ...event, agencyId: to };
  return 'to' in event ? { ...event, to: { kind: 'agency', id: to } } : event;
}

/** A fact about one cycle, with why its receiver was chosen where it has one. */
export type NewCycleEvent = {
  readonly cycleId: string;
  readonly event: CycleEvent;
  readonly explanation?: object | undefined;
};

/** Adds facts in this order, and tells them to who wants to know. Nothing is ever written over. */
export async function addCycleEvents(db: Db, added: readonly NewCycleEvent[]): Promise<void> {
  for (let start = 0; start < added.length; start += eventsPerInsert) {
    const written = await db
      .insertInto('cycle_event')
      .values(added.slice(start, start + eventsPerInsert).map(lineOf))
      .returning(['cycle_event_id as eventId', 'cycle_id as cycleId', 'kind', 'at'])
      .execute();
    await announceFacts(db, written);
  }
}

/** The same for one fact. */
export async function addCycleEvent(db: Db, cycleId: string, event: CycleEvent, explanation?: object): Promise<void> {
  await addCycleEvents(db, [{ cycleId, event, explanation }]);
}

/** Marks facts about these cycles as taken back. */
export async function undoCycleEvents(
  db: Db,
  cycleIds: readonly string[],
  eventIds: readonly number[],
  by: { readonly memberId: number | null; readonly now: Date },
): Promise<void> {
  await sql`
    update cycle_event set undone_at = ${by.now}, undone_by = ${by.memberId}
     where cycle_id = any(${cycleIds}::uuid[]) and cycle_event_id = any(${eventIds}::bigint[])`.execute(db);
}

const eventsPerInsert = 1_000;

function lineOf({ cycleId, event, explanation }: NewCycleEvent) {
  const { at, by, why, kind, ...step } = event;
  return {
    cycle_id: cycleId,
    at,
    member_id: by === null ? null : Number(by),
    kind,
    step: JSON.stringify(step),
    why: why ?? null,
    explanation: explanation ? JSON.stringify(explanation) : null,
  };
}

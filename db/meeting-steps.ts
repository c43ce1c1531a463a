import { sql } from 'kysely';
import type { Meeting, MeetingStep, MeetingStepKind } from '#core/meeting/course.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

export type StoredStep = MeetingStep & {
  readonly stepId: number;
  /** The day in Japan on which it was told. */
  readonly toldOn: DateText;
  /** Null where the clock told it. */
  readonly memberId: number | null;
};
export type MeetingWithSteps = {
  readonly meetingId: number;
  /** Oldest first, without what was taken back. */
  readonly steps: readonly StoredStep[];
};
/** Who leads a meeting and who is to be there. */
export type MeetingPeople = { readonly leaderId: number | null; readonly attendees: string };
type By = { readonly memberId: number | null; readonly now: Date };

/** Writes a new meeting as it stands; its first fact is added with `addStep`. `agenda` of one that is held at once. Undefined: its day has another. */
export async function insertMeeting(
  db: Db,
  meeting: Meeting,
  { leaderId, attendees }: MeetingPeople,
  agenda?: unknown,
): Promise<number | undefined> {
  await lockDay(db, meeting.meetsOn);
  const inserted = await db
    .insertInto('meeting')
    .values({
      meets_on: meeting.meetsOn,
      meets_at: meeting.meetsAt,
      state: meeting.state,
      leader_id: leaderId,
      attendees,
      agenda: agenda === undefined ? null : JSON.stringify(agenda),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('meeting_id')
    .executeTakeFirst();
  return inserted?.meeting_id;
}

/** Adds a fact; nothing is written over. */
export async function addStep(
  db: Db,
  meetingId: number,
  step: MeetingStep,
  by: By,
  why: string | null = null,
): Promise<void> {
  await db
    .insertInto('meeting_event')
    .values({
      meeting_id: meetingId,
      kind: step.kind,
      meets_on: 'meetsOn' in step ? step.meetsOn : null,
      meets_at: 'meetsAt' in step ? step.meetsAt : null,
      at: by.now,
      member_id: by.memberId,
      why,
    })
    .execute();
}

/** A meeting with its facts, held until the end of the transaction; undefined where its planning was taken back. */
export async function findMeeting(db: Db, meetingId: number): Promise<MeetingWithSteps | undefined> {
  const found = await db
    .selectFrom('meeting')
    .select('meeting_id')
    .where('meeting_id', '=', meetingId)
    .where('taken_back_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  return found && { meetingId, steps: await readSteps(db, meetingId) };
}

async function readSteps(db: Db, meetingId: number): Promise<StoredStep[]> {
  const { rows } = await sql<{
    stepId: number;
    kind: MeetingStepKind;
    on: DateText;
    time: string | null;
    toldOn: DateText;
    memberId: number | null;
  }>`
    select meeting_event_id as "stepId", kind, meets_on::text as on, to_char(meets_at, 'HH24:MI') as time,
           (at at time zone 'Asia/Tokyo')::date::text as "toldOn", member_id as "memberId"
      from meeting_event where meeting_id = ${meetingId} and undone_at is null order by meeting_event_id`.execute(db);
  return rows.map(({ on, time, kind, ...step }): StoredStep => {
    if (kind === 'plan' || kind === 'move') return { ...step, kind, meetsOn: on, meetsAt: time };
    return kind === 'hold' ? { ...step, kind, meetsOn: on } : { ...step, kind };
  });
}

/** Marks a fact as taken back. */
export async function undoStep(db: Db, stepId: number, by: By): Promise<void> {
  await db
    .updateTable('meeting_event')
    .set({ undone_at: by.now, undone_by: by.memberId })
    .where('meeting_event_id', '=', stepId)
    .execute();
}

/** Writes how a meeting stands; undefined: it was taken back as a whole. Only a new agenda is written over the one it has. */
export async function saveMeeting(
  db: Db,
  meetingId: number,
  meeting: Meeting | undefined,
  now: Date,
  agenda?: unknown,
): Promise<void> {
  await db
    .updateTable('meeting')
    .set(
      meeting
        ? {
            state: meeting.state,
            meets_on: meeting.meetsOn,
            meets_at: meeting.meetsAt,
            ...(agenda === undefined ? {} : { agenda: JSON.stringify(agenda) }),
          }
        : { taken_back_at: now },
    )
    .where('meeting_id', '=', meetingId)
    .execute();
}

/** The meeting of a day, called off or not planned any more aside; until the transaction ends nobody else gives it one. */
export async function findMeetingOn(db: Db, on: DateText): Promise<number | undefined> {
  await lockDay(db, on);
  const found = await db
    .selectFrom('meeting')
    .select('meeting_id')
    .where('meets_on', '=', on)
    .where('state', '<>', 'cancelled')
    .where('taken_back_at', 'is', null)
    .executeTakeFirst();
  return found?.meeting_id;
}

async function lockDay(db: Db, on: DateText): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`meeting/${on}`}))`.execute(db);
}

/** Days from `from` on that have their meeting. */
export async function listTakenDays(db: Db, from: DateText): Promise<ReadonlySet<DateText>> {
  const rows = await db
    .selectFrom('meeting')
    .select('meets_on')
    .where('meets_on', '>=', from)
    .where('state', '<>', 'cancelled')
    .where('taken_back_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.meets_on));
}

/** Planned meetings up to a day, the earliest first. */
export async function listPlannedUntil(
  db: Db,
  until: DateText,
): Promise<{ meetingId: number; meetsOn: DateText; state: string }[]> {
  return db
    .selectFrom('meeting')
    .select(['meeting_id as meetingId', 'meets_on as meetsOn', 'state'])
    .where('state', 'in', ['scheduled', 'agenda_ready'])
    .where('taken_back_at', 'is', null)
    .where('meets_on', '<=', until)
    .orderBy('meets_on')
    .execute();
}

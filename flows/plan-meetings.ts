import {
  advanceMeeting,
  foldMeeting,
  type Meeting,
  type MeetingDay,
  type MeetingStep,
  type MeetingStepKind,
} from '#core/meeting/course.ts';
import { weeklyDays, type ClosedDayRule, type SeriesDay } from '#core/meeting/series.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import { writeAudit } from '#db/audit.ts';
import {
  addStep,
  findMeeting,
  findMeetingOn,
  insertMeeting,
  listTakenDays,
  saveMeeting,
  undoStep,
  type MeetingPeople,
  type MeetingWithSteps,
} from '#db/meeting-steps.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { requireStaff } from './require-staff.ts';
import { writeAgenda } from './write-agenda.ts';

/** Who tells something of a meeting, and when; without a member it is the clock. */
export type By = { readonly memberId: number | null; readonly now: Date };
/** A weekly series: its first day, how many weeks, and what becomes of weeks whose day is closed. */
export type Series = { readonly first: DateText; readonly weeks: number; readonly whenClosed: ClosedDayRule };

/** The days a series would come to by the calendar of the company; nothing is written. */
export async function seriesDays(db: Db, series: Series): Promise<SeriesDay[]> {
  const { calendar } = await readHandoverSettings(db);
  return weeklyDays(series, calendar, await listTakenDays(db, series.first));
}

/** Plans the meetings of a series. Refuses `meeting_day_passed`, `no_day_to_meet` where every week is closed or taken, `member_not_found`. */
export async function planMeetings(
  transaction: Transaction,
  series: Series,
  { meetsAt, ...people }: MeetingPeople & Pick<MeetingDay, 'meetsAt'>,
  by: By,
): Promise<{ meetingIds: number[]; days: SeriesDay[] }> {
  const { db } = transaction;
  if (people.leaderId !== null) await requireStaff(db, people.leaderId);
  const days = await seriesDays(db, series);
  const meetingIds: number[] = [];
  for (const { meetsOn } of days) {
    if (meetsOn === null) continue;
    const step: MeetingStep = { kind: 'plan', meetsOn, meetsAt };
    const meetingId = await insertMeeting(db, advanceMeeting(undefined, step, todayJst(by.now)), people);
    if (meetingId === undefined) throw dayTaken(meetsOn);
    await addStep(db, meetingId, step, by);
    await audit(db, meetingId, 'plan', by, { meetsOn, meetsAt, attendees: people.attendees });
    meetingIds.push(meetingId);
  }
  if (meetingIds.length === 0)
    throw new Refusal('no_day_to_meet', 'この条件では、予定できる日がありません。', { status: 422, details: { days } });
  return { meetingIds, days };
}

/** What may be told of a planned or missed meeting. */
export type ToldOfMeeting =
  | ({ readonly kind: 'move' } & MeetingDay & { readonly why: string | null })
  | { readonly kind: 'cancel' | 'explain'; readonly why: string | null };

/** Moves it, calls it off, or says why it was missed. Refuses what `advanceMeeting` refuses, `meeting_not_found` and `meeting_exists`. */
export async function tellMeeting(
  transaction: Transaction,
  meetingId: number,
  { why, ...step }: ToldOfMeeting,
  by: By,
): Promise<void> {
  const { db } = transaction;
  const next = advanceMeeting(await meetingNow(db, meetingId), step, todayJst(by.now));
  await requireFreeDay(db, meetingId, next);
  await addStep(db, meetingId, step, by, why);
  await saveMeeting(db, meetingId, next, by.now);
  const { kind, ...told } = step;
  await audit(db, meetingId, kind, by, { ...told, ...(why === null ? {} : { why }) });
}

/** Writes the agenda ahead, as the week stands now; again where it was written before. */
export async function prepareMeeting(transaction: Transaction, meetingId: number, by: By): Promise<void> {
  const { db } = transaction;
  const today = todayJst(by.now);
  const next = advanceMeeting(await meetingNow(db, meetingId), { kind: 'prepare' }, today);
  const agenda = await writeAgenda(db, today, by.now, next.meetsOn);
  await addStep(db, meetingId, { kind: 'prepare' }, by);
  await saveMeeting(db, meetingId, next, by.now, agenda);
  await audit(db, meetingId, 'prepare', by, { meetsOn: next.meetsOn });
}

/**
 * Takes back what this member last told of each of these meetings, the planning at last; an agenda that wrote itself in between goes
 * with it. Refuses `nothing_to_undo` where somebody else told it or it is not of the `kind` that is meant, `meeting_exists` where the
 * day has another meeting by now, and `meeting_has_records` once something was recorded in it.
 */
export async function undoMeetings(
  transaction: Transaction,
  meetingIds: readonly number[],
  kind: MeetingStepKind,
  by: By,
): Promise<void> {
  for (const meetingId of meetingIds) await undoLast(transaction, meetingId, kind, by);
}

async function undoLast({ db }: Transaction, meetingId: number, kind: MeetingStepKind, by: By): Promise<void> {
  const { steps } = await requireMeeting(db, meetingId);
  const at = steps.findLastIndex((step) => step.kind !== 'prepare' || step.memberId !== null);
  const last = steps[at]!;
  if (last.memberId !== by.memberId || last.kind !== kind)
    throw new Refusal('nothing_to_undo', '取り消せるのは、自分が最後にした操作だけです。', { status: 409 });
  const next = foldMeeting(steps.slice(0, at));
  if (next) await requireFreeDay(db, meetingId, next);
  if (last.kind === 'hold') await releaseRecords(db, meetingId);
  for (const step of steps.slice(at)) await undoStep(db, step.stepId, by);
  await saveMeeting(db, meetingId, next, by.now);
  await audit(db, meetingId, 'undo', by, { step: kind });
}

/** A meeting that was not held after all gives its added lines back to the next one. */
async function releaseRecords(db: Db, meetingId: number): Promise<void> {
  const recorded = await db
    .selectFrom('meeting_item')
    .select('meeting_item_id')
    .where('meeting_id', '=', meetingId)
    .limit(1)
    .executeTakeFirst();
  if (recorded)
    throw new Refusal('meeting_has_records', '決定や宿題を記録した会議は、開催を取り消せません。', { status: 409 });
  await db.updateTable('agenda_item').set({ meeting_id: null }).where('meeting_id', '=', meetingId).execute();
}

/** Refuses `meeting_not_found`. */
export async function requireMeeting(db: Db, meetingId: number): Promise<MeetingWithSteps> {
  const found = await findMeeting(db, meetingId);
  if (found) return found;
  throw new Refusal('meeting_not_found', `会議 ${meetingId} は見つかりません。`, {
    status: 404,
    details: { meetingId },
  });
}

/** How a meeting stands by its facts. Refuses `meeting_not_found`. */
export async function meetingNow(db: Db, meetingId: number): Promise<Meeting> {
  return foldMeeting((await requireMeeting(db, meetingId)).steps)!;
}

/** The refusal of a second meeting on one day. */
export const dayTaken = (on: DateText) =>
  new Refusal('meeting_exists', `${on} の会議はすでにあります。`, { status: 409, details: { on } });

async function requireFreeDay(db: Db, meetingId: number, { state, meetsOn }: Meeting): Promise<void> {
  if (state === 'cancelled') return;
  const other = await findMeetingOn(db, meetsOn);
  if (other !== undefined && other !== meetingId) throw dayTaken(meetsOn);
}

async function audit(db: Db, meetingId: number, what: string, { memberId }: By, after: object): Promise<void> {
  await writeAudit(db, {
    memberId,
    action: `meeting.${what}`,
    subjectKind: 'meeting',
    subjectId: meetingId,
    after,
  });
}

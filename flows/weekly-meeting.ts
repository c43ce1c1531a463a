import { checkItem, type DecisionObject, type NewItem } from '#core/meeting/item.ts';
import { advanceMeeting, isHeld, type MeetingState } from '#core/meeting/course.ts';
import {
  advanceAction,
  isConfirmationOverdue,
  isMeetingOverdue,
  type ActionEvent,
  type ActionState,
} from '#core/meeting/meeting.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import { requireAccount } from '#db/agenda-items.ts';
import { writeAudit } from '#db/audit.ts';
import { addStep, findMeetingOn, insertMeeting, saveMeeting } from '#db/meeting-steps.ts';
import { lastMeeting } from '#db/meetings.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { dayTaken, meetingNow, type By } from './plan-meetings.ts';
import { writeAgenda } from './write-agenda.ts';

/**
 * Holds the meeting of a day, planned or not, also one that passed for missed: its agenda is kept as it stood, and what was added by
 * hand for the next meeting is its. Refuses `meeting_exists` where it was held already, and `meeting_not_yet` before its day.
 */
export async function holdMeeting(
  transaction: Transaction,
  { on, attendees }: { readonly on: DateText; readonly attendees: string },
  by: By,
): Promise<{ meetingId: number }> {
  const { db } = transaction;
  const planned = await findMeetingOn(db, on);
  const before = planned === undefined ? undefined : await meetingNow(db, planned);
  if (before && isHeld(before.state)) throw dayTaken(on);
  const step = { kind: 'hold', meetsOn: on } as const;
  const meeting = advanceMeeting(before, step, todayJst(by.now));
  const agenda = await writeAgenda(db, on);
  const meetingId = planned ?? (await insertMeeting(db, meeting, { leaderId: null, attendees }, agenda));
  if (meetingId === undefined) throw dayTaken(on);
  if (planned !== undefined) {
    await saveMeeting(db, meetingId, meeting, by.now, agenda);
    if (attendees) await db.updateTable('meeting').set({ attendees }).where('meeting_id', '=', meetingId).execute();
  }
  await addStep(db, meetingId, step, by);
  await db.updateTable('agenda_item').set({ meeting_id: meetingId }).where('meeting_id', 'is', null).execute();
  await writeAudit(db, {
    memberId: by.memberId,
    action: 'meeting.hold',
    subjectKind: 'meeting',
    subjectId: meetingId,
    after: { meetsOn: on, attendees },
  });
  return { meetingId };
}

/** Records what was decided or promised. Refuses what `checkItem` refuses, `meeting_not_found`, `minutes_stand` and `account_not_found`. */
export async function addMeetingItem(
  transaction: Transaction,
  meetingId: number,
  item: NewItem,
  memberId: number | null,
): Promise<{ itemId: number }> {
  await requireDraft(transaction.db, meetingId);
  checkItem(item);
  if (item.accountId !== undefined) await requireAccount(transaction.db, item.accountId);
  const { meeting_item_id } = await transaction.db
    .insertInto('meeting_item')
    .values({
      meeting_id: meetingId,
      kind: item.kind,
      text: item.text,
      owner_id: item.ownerId ?? null,
      due_on: item.dueOn ?? null,
      state: item.kind === 'action' ? 'open' : 'recorded',
      affects: item.affects ?? null,
      account_id: item.accountId ?? null,
      is_reversible: item.isReversible ?? null,
    })
    .returning('meeting_item_id')
    .executeTakeFirstOrThrow();
  await writeAudit(transaction.db, {
    memberId,
    action: 'meeting.add_item',
    subjectKind: 'meeting',
    subjectId: meetingId,
    after: { ...item },
  });
  return { itemId: meeting_item_id };
}

/** Takes back what was recorded by mistake, while the minutes are a draft. Refuses `minutes_stand` and `meeting_item_not_found`. */
export async function removeMeetingItem(
  transaction: Transaction,
  meetingId: number,
  itemId: number,
  memberId: number | null,
): Promise<{ removed: NewItem }> {
  await requireDraft(transaction.db, meetingId);
  const gone = await transaction.db
    .deleteFrom('meeting_item')
    .where('meeting_item_id', '=', itemId)
    .where('meeting_id', '=', meetingId)
    .returning(['kind', 'text', 'owner_id', 'due_on', 'affects', 'account_id', 'is_reversible'])
    .executeTakeFirst();
  if (!gone)
    throw new Refusal('meeting_item_not_found', `この会議に記録 ${itemId} はありません。`, {
      status: 404,
      details: { itemId },
    });
  const removed = {
    kind: gone.kind as NewItem['kind'],
    text: gone.text,
    ...(gone.owner_id === null ? {} : { ownerId: gone.owner_id }),
    ...(gone.due_on === null ? {} : { dueOn: gone.due_on }),
    ...(gone.affects === null ? {} : { affects: gone.affects as DecisionObject }),
    ...(gone.account_id === null ? {} : { accountId: gone.account_id }),
    ...(gone.is_reversible === null ? {} : { isReversible: gone.is_reversible }),
  };
  await writeAudit(transaction.db, {
    memberId,
    action: 'meeting.remove_item',
    subjectKind: 'meeting',
    subjectId: meetingId,
    before: { ...removed },
  });
  return { removed };
}

/** An action is done, with the evidence if there is any, dropped with a reason, or taken up again. */
export async function settleAction(
  transaction: Transaction,
  itemId: number,
  event: Exclude<ActionEvent, 'pass_due'>,
  { reason, evidence }: { readonly reason?: string | undefined; readonly evidence?: string | undefined },
  today: string,
  memberId: number | null,
): Promise<{ state: ActionState }> {
  const item = await transaction.db
    .selectFrom('meeting_item')
    .select(['state', 'kind'])
    .where('meeting_item_id', '=', itemId)
    .forUpdate()
    .executeTakeFirst();
  if (item?.kind !== 'action')
    throw new Refusal('action_not_found', `宿題 ${itemId} は見つかりません。`, { status: 404, details: { itemId } });
  const state = advanceAction(item.state as ActionState, event, reason);
  await transaction.db
    .updateTable('meeting_item')
    .set({
      state,
      done_on: event === 'finish' ? today : null,
      dropped_on: event === 'drop' ? today : null,
      reason: reason ?? null,
      evidence: event === 'finish' ? evidence || null : null,
    })
    .where('meeting_item_id', '=', itemId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: `meeting.${event}`,
    subjectKind: 'meeting_item',
    subjectId: itemId,
    after: { state, reason, evidence },
  });
  return { state };
}

/** The minutes stand; from now on they are no draft. Refuses `meeting_step_impossible` unless they are one. */
export async function confirmMinutes(
  transaction: Transaction,
  meetingId: number,
  by: By,
): Promise<{ state: MeetingState }> {
  const { db } = transaction;
  const step = { kind: 'confirm_minutes' } as const;
  const meeting = advanceMeeting(await meetingNow(db, meetingId), step, todayJst(by.now));
  await addStep(db, meetingId, step, by);
  await saveMeeting(db, meetingId, meeting, by.now);
  await writeAudit(db, {
    memberId: by.memberId,
    action: 'meeting.confirm',
    subjectKind: 'meeting',
    subjectId: meetingId,
  });
  return { state: meeting.state };
}

/** Whether the first screens warn that no meeting was held for over a week. Nothing is due before the list has targets. */
export async function isMeetingMissing(db: Db, today: string): Promise<boolean> {
  const first = await db
    .selectFrom('target_event')
    .select((eb) => eb.fn.min('at').as('at'))
    .executeTakeFirst();
  if (!first?.at) return false;
  return isMeetingOverdue((await lastMeeting(db, today)) ?? null, new Date(first.at).toISOString().slice(0, 10), today);
}

/** Refuses `meeting_not_found`, `meeting_not_held` before it was held, and `minutes_stand` once the minutes are confirmed. */
export async function requireDraft(db: Db, meetingId: number): Promise<void> {
  const { state } = await meetingNow(db, meetingId);
  if (!isHeld(state))
    throw new Refusal('meeting_not_held', '開催した会議だけに記録できます。', { status: 409, details: { state } });
  if (state !== 'held')
    throw new Refusal('minutes_stand', '議事録を確定した会議の記録は、変えられません。', { status: 409 });
}

/** Meetings whose minutes are a draft for too long, the latest first. */
export async function unconfirmedMeetings(db: Db, now: Date): Promise<{ meetingId: number; meetsOn: string }[]> {
  const drafts = await db
    .selectFrom('meeting')
    .select(['meeting_id as meetingId', 'meets_on as meetsOn'])
    .where('state', '=', 'held')
    .where('taken_back_at', 'is', null)
    .orderBy('meets_on', 'desc')
    .execute();
  return drafts.filter(({ meetsOn }) => isConfirmationOverdue('held', meetsOn, now));
}

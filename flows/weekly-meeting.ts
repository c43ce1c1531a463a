import { checkItem, type DecisionObject, type NewItem } from '#core/meeting/item.ts';
import {
  advanceAction,
  advanceMeeting,
  isConfirmationOverdue,
  isMeetingOverdue,
  type ActionEvent,
  type ActionState,
  type MeetingState,
} from '#core/meeting/meeting.ts';
import { Refusal } from '#core/refusal.ts';
import { requireAccount } from '#db/agenda-items.ts';
import { writeAudit } from '#db/audit.ts';
import { lastMeeting } from '#db/meetings.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { writeAgenda } from './write-agenda.ts';

/** Holds the meeting of a day: its agenda is kept as it stood, and what was added by hand for the next meeting is its. */
export async function holdMeeting(
  transaction: Transaction,
  on: string,
  attendees: string,
  memberId: number | null,
): Promise<{ meetingId: number }> {
  const { db } = transaction;
  const agenda = await writeAgenda(db, on);
  const held = await db
    .insertInto('meeting')
    .values({
      held_on: on,
      state: advanceMeeting('agenda_ready', 'hold'),
      attendees,
      agenda: JSON.stringify(agenda),
      held_by: memberId,
    })
    .onConflict((conflict) => conflict.column('held_on').doNothing())
    .returning('meeting_id')
    .executeTakeFirst();
  if (!held) throw new Refusal('meeting_exists', `${on} の会議はすでにあります。`, { status: 409, details: { on } });
  await db.updateTable('agenda_item').set({ meeting_id: held.meeting_id }).where('meeting_id', 'is', null).execute();
  await writeAudit(db, {
    memberId,
    action: 'meeting.hold',
    subjectKind: 'meeting',
    subjectId: held.meeting_id,
    after: { on, attendees },
  });
  return { meetingId: held.meeting_id };
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

/** The minutes stand; from now on they are no draft. */
export async function confirmMinutes(
  transaction: Transaction,
  meetingId: number,
  memberId: number | null,
  now: Date,
): Promise<{ state: MeetingState }> {
  const meeting = await requireMeeting(transaction.db, meetingId);
  const state = advanceMeeting(meeting.state as MeetingState, 'confirm_minutes');
  await transaction.db
    .updateTable('meeting')
    .set({ state, confirmed_by: memberId, confirmed_at: now })
    .where('meeting_id', '=', meetingId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: 'meeting.confirm',
    subjectKind: 'meeting',
    subjectId: meetingId,
  });
  return { state };
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

/** Refuses `meeting_not_found`, and `minutes_stand` once the minutes are confirmed. */
export async function requireDraft(db: Db, meetingId: number): Promise<void> {
  const meeting = await requireMeeting(db, meetingId);
  if (meeting.state !== 'held')
    throw new Refusal('minutes_stand', '議事録を確定した会議の記録は、変えられません。', { status: 409 });
}

/** Meetings whose minutes are a draft for too long, the latest first. */
export async function unconfirmedMeetings(db: Db, now: Date): Promise<{ meetingId: number; heldOn: string }[]> {
  const drafts = await db
    .selectFrom('meeting')
    .select(['meeting_id as meetingId', 'held_on as heldOn'])
    .where('state', '=', 'held')
    .orderBy('held_on', 'desc')
    .execute();
  return drafts.filter(({ heldOn }) => isConfirmationOverdue('held', heldOn, now));
}

async function requireMeeting(db: Db, meetingId: number) {
  const meeting = await db.selectFrom('meeting').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
  if (!meeting)
    throw new Refusal('meeting_not_found', `会議 ${meetingId} は見つかりません。`, {
      status: 404,
      details: { meetingId },
    });
  return meeting;
}

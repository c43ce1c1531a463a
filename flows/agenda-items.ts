import { Refusal } from '#core/refusal.ts';
import { requireAccount } from '#db/agenda-items.ts';
import { writeAudit } from '#db/audit.ts';
import type { Transaction } from '#db/transaction.ts';
import { requireDraft } from './weekly-meeting.ts';

/** A line for the agenda of a meeting whose minutes are a draft, or without one of the next meeting. */
export type NewAgendaItem = {
  readonly text: string;
  readonly accountId?: number | undefined;
  readonly meetingId?: number | undefined;
};

/** Adds a line to the agenda by hand. Refuses `meeting_not_found`, `minutes_stand`, `account_not_found`. */
export async function addAgendaItem(
  transaction: Transaction,
  item: NewAgendaItem,
  memberId: number | null,
): Promise<{ agendaItemId: number }> {
  const { db } = transaction;
  if (item.meetingId !== undefined) await requireDraft(db, item.meetingId);
  if (item.accountId !== undefined) await requireAccount(db, item.accountId);
  const { agenda_item_id } = await db
    .insertInto('agenda_item')
    .values({
      meeting_id: item.meetingId ?? null,
      text: item.text,
      account_id: item.accountId ?? null,
      added_by: memberId,
    })
    .returning('agenda_item_id')
    .executeTakeFirstOrThrow();
  await writeAudit(db, {
    memberId,
    action: 'meeting.add_agenda_item',
    subjectKind: 'agenda_item',
    subjectId: agenda_item_id,
    after: { ...item },
  });
  return { agendaItemId: agenda_item_id };
}

/** Takes a line off the agenda; gives back what it said. Refuses `agenda_item_not_found`, `minutes_stand`. */
export async function removeAgendaItem(
  { db }: Transaction,
  agendaItemId: number,
  memberId: number | null,
): Promise<{ removed: NewAgendaItem }> {
  const gone = await db
    .deleteFrom('agenda_item')
    .where('agenda_item_id', '=', agendaItemId)
    .returning(['text', 'account_id', 'meeting_id'])
    .executeTakeFirst();
  if (!gone)
    throw new Refusal('agenda_item_not_found', `議題 ${agendaItemId} は見つかりません。`, {
      status: 404,
      details: { agendaItemId },
    });
  if (gone.meeting_id !== null) await requireDraft(db, gone.meeting_id);
  const removed = {
    text: gone.text,
    ...(gone.account_id === null ? {} : { accountId: gone.account_id }),
    ...(gone.meeting_id === null ? {} : { meetingId: gone.meeting_id }),
  };
  await writeAudit(db, {
    memberId,
    action: 'meeting.remove_agenda_item',
    subjectKind: 'agenda_item',
    subjectId: agendaItemId,
    before: { ...removed },
  });
  return { removed };
}

import { sql } from 'kysely';
import type { DecisionObject } from '#core/meeting/item.ts';
import { Refusal } from '#core/refusal.ts';
import { readAgendaItems, type AgendaItem } from './agenda-items.ts';
import type { Db } from './pool.ts';

export type MeetingSummary = {
  meetingId: number;
  heldOn: string;
  state: string;
  attendees: string;
  decisions: number;
  actions: number;
};

export type MeetingItem = {
  itemId: number;
  kind: 'decision' | 'action';
  text: string;
  ownerName: string | null;
  dueOn: string | null;
  state: string;
  reason: string | null;
  /** Of a decision: what it affects, the company where it is one, and whether it can be taken back. */
  affects: DecisionObject | null;
  accountId: number | null;
  accountName: string | null;
  isReversible: boolean | null;
  /** Of an action that is done: by what one sees it. */
  evidence: string | null;
};

const summaries = sql`
  select m.meeting_id as "meetingId", m.held_on::text as "heldOn", m.state, m.attendees,
         (select count(*) from meeting_item i where i.meeting_id = m.meeting_id and i.kind = 'decision')::int as decisions,
         (select count(*) from meeting_item i where i.meeting_id = m.meeting_id and i.kind = 'action')::int as actions
    from meeting m`;

/** Meetings held, the newest first; two years of them. */
export async function readMeetings(db: Db): Promise<MeetingSummary[]> {
  return (await sql<MeetingSummary>`${summaries} order by m.held_on desc limit 104`.execute(db)).rows;
}

/** The day of the latest meeting up to a day. */
export async function lastMeeting(db: Db, today: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('meeting')
    .select('held_on')
    .where('held_on', '<=', today)
    .orderBy('held_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.held_on;
}

/** One meeting with its agenda as it stood, the lines added to it by hand, and what was recorded. Refuses `meeting_not_found`. */
export async function readMeeting(
  db: Db,
  meetingId: number,
): Promise<MeetingSummary & { agenda: unknown; added: AgendaItem[]; items: MeetingItem[] }> {
  const { rows } = await sql<MeetingSummary>`${summaries} where m.meeting_id = ${meetingId}`.execute(db);
  const kept = await db.selectFrom('meeting').select('agenda').where('meeting_id', '=', meetingId).executeTakeFirst();
  if (!rows[0] || !kept)
    throw new Refusal('meeting_not_found', `会議 ${meetingId} は見つかりません。`, {
      status: 404,
      details: { meetingId },
    });
  const items = await sql<MeetingItem>`
    select i.meeting_item_id as "itemId", i.kind, i.text, o.name as "ownerName", i.due_on::text as "dueOn", i.state, i.reason,
           i.affects, a.account_id as "accountId", a.name as "accountName", i.is_reversible as "isReversible", i.evidence
      from meeting_item i left join member o on o.member_id = i.owner_id
      left join entity_redirect d on d.kind = 'account' and d.from_id = i.account_id left join account a on a.account_id = coalesce(d.to_id, i.account_id)
     where i.meeting_id = ${meetingId} order by i.meeting_item_id`.execute(db);
  return { ...rows[0], agenda: kept.agenda, added: await readAgendaItems(db, meetingId), items: items.rows };
}

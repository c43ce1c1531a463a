import { sql } from 'kysely';
import type { DecisionObject } from '#core/meeting/item.ts';
import { isPlanned, stateOn, type MeetingState } from '#core/meeting/course.ts';
import { actionStateOn, type ActionState } from '#core/meeting/meeting.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import { readAgendaItems, type AgendaItem } from './agenda-items.ts';
import type { Db } from './pool.ts';

export type MeetingSummary = {
  meetingId: number;
  meetsOn: DateText;
  /** `10:00`; null where only the day is agreed. */
  meetsAt: string | null;
  state: MeetingState;
  leaderId: number | null;
  leaderName: string | null;
  attendees: string;
  /** The day it was moved from last, and why. */
  movedFrom: DateText | null;
  movedBecause: string | null;
  /** Why it was missed or called off, where somebody said so. */
  reason: string | null;
  /** When its agenda was written ahead. */
  preparedAt: Date | null;
  /** What was told of it last, and by whom: only they may take it back. An agenda that wrote itself aside. */
  lastStep: string;
  lastBy: number | null;
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

const told = sql`meeting_event e where e.meeting_id = m.meeting_id and e.undone_at is null`;
const summaries = sql`
  select m.meeting_id as "meetingId", m.meets_on::text as "meetsOn", to_char(m.meets_at, 'HH24:MI') as "meetsAt", m.state,
         m.leader_id as "leaderId", l.name as "leaderName", m.attendees, moved.*, last.*,
         (select e.why from ${told} and e.kind in ('miss', 'explain', 'cancel') order by e.meeting_event_id desc limit 1) as reason,
         case when m.state = 'agenda_ready' then (select max(e.at) from ${told} and e.kind = 'prepare') end as "preparedAt",
         (select count(*) from meeting_item i where i.meeting_id = m.meeting_id and i.kind = 'decision')::int as decisions,
         (select count(*) from meeting_item i where i.meeting_id = m.meeting_id and i.kind = 'action')::int as actions
    from meeting m left join member l on l.member_id = m.leader_id
    left join lateral (
      select e.why as "movedBecause",
             (select b.meets_on::text from meeting_event b where b.meeting_id = m.meeting_id and b.undone_at is null and b.kind in ('plan', 'move')
                 and b.meeting_event_id < e.meeting_event_id order by b.meeting_event_id desc limit 1) as "movedFrom"
        from ${told} and e.kind = 'move' order by e.meeting_event_id desc limit 1) moved on true
    left join lateral (
      select e.kind as "lastStep", e.member_id as "lastBy" from ${told} and not (e.kind = 'prepare' and e.member_id is null) order by e.meeting_event_id desc limit 1) last on true
   where m.taken_back_at is null`;

/** Planned meetings whose day has not passed, the next first. */
export async function readPlannedMeetings(db: Db, today: DateText): Promise<MeetingSummary[]> {
  const { rows } = await sql<MeetingSummary>`
    ${summaries} and m.state in ('scheduled', 'agenda_ready') and m.meets_on >= ${today}::date order by m.meets_on limit 60`.execute(
    db,
  );
  return rows;
}

/** Meetings that were held, missed or called off, the newest first; two years of them. */
export async function readMeetings(db: Db, today: DateText): Promise<MeetingSummary[]> {
  const { rows } = await sql<MeetingSummary>`
    ${summaries} and (m.state not in ('scheduled', 'agenda_ready') or m.meets_on < ${today}::date)
     order by m.meets_on desc, m.meeting_id desc limit 104`.execute(db);
  return rows.map((row) => ({ ...row, state: stateOn(row.state, row.meetsOn, today) }));
}

/** The day of the latest meeting held up to a day. */
export async function lastMeeting(db: Db, today: DateText): Promise<DateText | undefined> {
  const row = await db
    .selectFrom('meeting')
    .select('meets_on')
    .where('state', 'in', ['held', 'minutes_confirmed'])
    .where('taken_back_at', 'is', null)
    .where('meets_on', '<=', today)
    .orderBy('meets_on', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.meets_on;
}

/** The latest planned meeting that passed without being held, after any that was held. */
export async function lastMissed(db: Db, today: DateText): Promise<MeetingSummary | undefined> {
  const held = await lastMeeting(db, today);
  return (await readMeetings(db, today)).find(
    ({ state, meetsOn }) => state === 'missed' && (held === undefined || meetsOn > held),
  );
}

/**
 * One meeting with its agenda as it was written (null where none was), the lines added to it by hand, and what was recorded. Refuses
 * `meeting_not_found`.
 */
export async function readMeeting(
  db: Db,
  meetingId: number,
  today: DateText,
): Promise<MeetingSummary & { agenda: unknown; added: AgendaItem[]; items: MeetingItem[] }> {
  const { rows } = await sql<MeetingSummary>`${summaries} and m.meeting_id = ${meetingId}`.execute(db);
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
  const state = stateOn(rows[0].state, rows[0].meetsOn, today);
  return {
    ...rows[0],
    state,
    agenda: kept.agenda,
    // What is brought to the next meeting is brought to none by name until it is held.
    added: await readAgendaItems(db, isPlanned(state) ? null : meetingId),
    items: items.rows.map((item) =>
      item.kind === 'action' ? { ...item, state: actionStateOn(item.state as ActionState, item.dueOn, today) } : item,
    ),
  };
}

import { sql, type RawBuilder } from 'kysely';
import type { CycleState } from '#core/demand/cycle.ts';
import type { ClockClass } from '#core/demand/handover.ts';
import type { NoticeKind, Superseded } from '#core/notice/standing.ts';
import { answeredBy, type HandoverReader } from './answered-by.ts';
import type { Db } from './pool.ts';

export type DueNotice = {
  id: number;
  memberId: number;
  email: string;
  isReaderActive: boolean;
  kind: NoticeKind;
  sendAt: Date;
  cycleId: string;
  accountName: string | null;
  personName: string | null;
  campaign: string | null;
  department: string | null;
  title: string | null;
  clockClass: ClockClass;
  clockFrom: Date | null;
  postponedUntil: string | null;
  receiverKind: string | null;
  receiverId: string | null;
};

/** Notices whose time has come, with what a letter says. */
export function listDueNotices(db: Db, now: Date, limit: number): Promise<DueNotice[]> {
  return readDue(db, sql`n.send_at <= ${now.toISOString()}`, limit);
}

/** The same notices as they stand now; those that somebody else sent meanwhile are left out. */
export function readDueNotices(db: Db, ids: readonly number[]): Promise<DueNotice[]> {
  return readDue(db, sql`n.notice_id = any(${ids}::bigint[])`, ids.length);
}

async function readDue(db: Db, condition: RawBuilder<unknown>, limit: number): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select n.notice_id as id, m.member_id as "memberId", m.email, m.is_active as "isReaderActive", n.kind, n.send_at as "sendAt", n.cycle_id as "cycleId",
           a.name as "accountName", coalesce(p.name, l.name) as "personName", l.campaign, p.department, p.title, c.clock_class as "clockClass",
           c.clock_from as "clockFrom", c.postponed_until as "postponedUntil", c.receiver_kind as "receiverKind", c.receiver_id as "receiverId"
      from notice n join member m on m.member_id = n.member_id
      left join lead_cycle c on c.cycle_id = n.cycle_id left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
     where n.sent_at is null and n.superseded_at is null and ${condition} order by n.send_at, n.notice_id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** What of a lead decides whether a notice about it still holds. */
export type NoticedCycle = {
  cycleId: string;
  state: CycleState;
  clockClass: ClockClass;
  clockFrom: Date | null;
  postponedUntil: string | null;
  followedUpAt: string | null;
  receiverKind: string | null;
  receiverId: string | null;
};

export async function readNoticedCycles(db: Db, cycleIds: readonly string[]): Promise<Map<string, NoticedCycle>> {
  const { rows } = await sql<NoticedCycle>`
    select cycle_id as "cycleId", state, clock_class as "clockClass", clock_from as "clockFrom", postponed_until as "postponedUntil",
           followed_up_at as "followedUpAt", receiver_kind as "receiverKind", receiver_id as "receiverId"
      from lead_cycle where cycle_id = any(${cycleIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.cycleId, row]));
}

/**
 * Writes down what members are to be told of a lead; what they were told already, from `since` on or ever, stays as it is, and what
 * was superseded is told again. Says how many are new.
 */
export async function addNotices(
  db: Db,
  memberIds: readonly number[],
  { cycleId, kind, sendAt, since }: { cycleId: string; kind: NoticeKind; sendAt: Date; since?: Date },
): Promise<number> {
  if (memberIds.length === 0) return 0;
  const { rows } = await sql`
    insert into notice (member_id, cycle_id, kind, send_at)
    select m, ${cycleId}::uuid, ${kind}::text, ${sendAt.toISOString()}::timestamptz from unnest(${memberIds}::bigint[]) m
    on conflict (member_id, cycle_id, kind) do update
       set send_at = excluded.send_at, sent_at = null, problem = null, superseded_at = null, superseded_because = null
     where notice.superseded_at is not null or notice.send_at < ${since?.toISOString() ?? '-infinity'}::timestamptz
    returning notice_id`.execute(db);
  return rows.length;
}

/** What became of notices: told, put off, not to be told any more, or why the letter could not be sent. */
export async function saveNotices(
  db: Db,
  ids: readonly number[],
  change: {
    readonly sent_at?: Date;
    readonly send_at?: Date;
    readonly superseded_at?: Date;
    readonly superseded_because?: Superseded;
    readonly problem: string | null;
  },
): Promise<void> {
  if (ids.length > 0) await db.updateTable('notice').set(change).where('notice_id', 'in', ids).execute();
}

export type NoticeLine = {
  id: number;
  kind: NoticeKind;
  cycleId: string | null;
  accountName: string | null;
  sendAt: Date;
  sentAt: Date | null;
  supersededAt: Date | null;
  supersededBecause: Superseded | null;
  problem: string | null;
};

/** What this member was told, waits to be told and is not told any more, latest first; an agency reads no name of what went elsewhere. */
export async function listNotices(db: Db, reader: HandoverReader, limit: number): Promise<NoticeLine[]> {
  const isKnown =
    reader.role === 'agency' ? sql`(n.sent_at is not null or coalesce(${answeredBy(reader)}, false))` : sql`true`;
  const { rows } = await sql<NoticeLine>`
    select n.notice_id as id, n.kind, case when ${isKnown} then n.cycle_id end as "cycleId", case when ${isKnown} then a.name end as "accountName",
           n.send_at as "sendAt", n.sent_at as "sentAt", n.superseded_at as "supersededAt", n.superseded_because as "supersededBecause", n.problem
      from notice n left join lead_cycle c on c.cycle_id = n.cycle_id left join account a on a.account_id = c.account_id
     where n.member_id = ${reader.memberId} order by coalesce(n.sent_at, n.superseded_at, n.send_at) desc, n.notice_id desc limit ${limit}`.execute(
    db,
  );
  return rows;
}

import { sql } from 'kysely';
import type { ClockClass } from '#core/demand/handover.ts';
import { accountNow } from './agencies.ts';
import { answeredBy, type HandoverReader } from './answered-by.ts';
import type { Db } from './pool.ts';

export type DigestReader = HandoverReader & { email: string; name: string };

/** Active members with an address that have had no letter of this day yet, and are not away on it. */
export async function listDigestReaders(db: Db, day: string): Promise<DigestReader[]> {
  const { rows } = await sql<DigestReader>`
    select m.member_id as "memberId", m.email, m.name, m.role, ${accountNow(sql`m.agency_account_id`)} as "agencyAccountId"
      from member m
     where m.is_active
       and not exists (select 1 from absence b where b.member_id = m.member_id and ${day}::date between b.from_on and b.to_on)
       and not exists (select 1 from morning_digest d where d.member_id = m.member_id and d.day = ${day}::date and (d.sent_at is not null or d.items = 0))
     order by m.member_id`.execute(db);
  return rows;
}

export type DigestItem = { id: string; title: string | null; on: string | null; at: Date | null };

export type WaitingItem = DigestItem & {
  clockClass: ClockClass;
  receiverKind: string | null;
  receiverId: string | null;
};

/** Hand-overs that wait for this member's answer, the longest waiting first, with the due moment's beginning. */
export async function listWaiting(db: Db, reader: HandoverReader, today: string): Promise<WaitingItem[]> {
  const { rows } = await sql<WaitingItem>`
    select c.cycle_id as id, a.name as title, c.postponed_until as "on", c.clock_from as at, c.clock_class as "clockClass", c.receiver_kind as "receiverKind", c.receiver_id as "receiverId"
      from lead_cycle c left join account a on a.account_id = c.account_id
     where c.state = 'handed_over' and coalesce(c.postponed_until, '') <= ${today} and ${answeredBy(reader)}
       and exists (select 1 from cycle_event e where e.cycle_id = c.cycle_id and e.undone_at is null)
     order by c.clock_from, c.cycle_id`.execute(db);
  return rows;
}

/** Next steps this member promised for today or earlier and has not taken yet, and open actions of meetings. */
export async function listPromises(
  db: Db,
  memberId: number,
  today: string,
): Promise<(DigestItem & { kind: 'next' | 'action' })[]> {
  const { rows } = await sql<DigestItem & { kind: 'next' | 'action' }>`
    select 'next' as kind, c.cycle_id::text as id, concat_ws(' ', a.name, c.next_action) as title, c.next_on as "on", null::timestamptz as at
      from lead_cycle c left join account a on a.account_id = c.account_id
     where c.state = 'accepted' and c.receiver_kind = 'member' and c.receiver_id = ${String(memberId)} and c.followed_up_at is null and c.next_on <= ${today}
    union all
    select 'action', i.meeting_item_id::text, i.text, i.due_on::text, null
      from meeting_item i where i.kind = 'action' and i.state = 'open' and i.owner_id = ${memberId} and i.due_on <= ${today}::date
     order by 4, 2`.execute(db);
  return rows;
}

/** Answers since the last letter to leads that this member handed over, by what was said. */
export async function countAnswers(db: Db, memberId: number, since: Date): Promise<{ kind: string; n: number }[]> {
  const { rows } = await sql<{ kind: string; n: number }>`
    select e.kind, count(*)::int as n from cycle_event e
     where e.at > ${since.toISOString()}::timestamptz and e.undone_at is null and e.kind in ('accept', 'join_deal', 'reject', 'return', 'lapse')
       and exists (select 1 from cycle_event h where h.cycle_id = e.cycle_id and h.kind = 'hand_over' and h.member_id = ${memberId} and h.undone_at is null)
     group by 1 order by 1`.execute(db);
  return rows;
}

/** Endpoints that were stopped since then. */
export async function listStopped(db: Db, since: Date): Promise<{ name: string; because: string | null }[]> {
  const rows = await db
    .selectFrom('notice_endpoint')
    .select(['name', 'disabled_because as because'])
    .where('disabled_at', '>', since)
    .orderBy('name')
    .execute();
  return rows;
}

/** When this member was last told in the morning. */
export async function lastDigest(db: Db, memberId: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(sent_at) as at from morning_digest where member_id = ${memberId}`.execute(db);
  return rows[0]!.at;
}

/** Takes a member's letter of the day for this sender; false where another has it. */
export async function claimDigest(db: Db, memberId: number, day: string, items: number): Promise<boolean> {
  const { rows } = await sql<{ ok: boolean }>`
    insert into morning_digest (member_id, day, items) values (${memberId}, ${day}::date, ${items})
    on conflict (member_id, day) do update set items = excluded.items, problem = null where morning_digest.sent_at is null and morning_digest.problem is not null
    returning true as ok`.execute(db);
  return rows.length > 0;
}

export async function saveDigest(
  db: Db,
  memberId: number,
  day: string,
  sentAt: Date | null,
  problem: string | null,
): Promise<void> {
  await db
    .updateTable('morning_digest')
    .set({ sent_at: sentAt, problem })
    .where('member_id', '=', memberId)
    .where('day', '=', day)
    .execute();
}

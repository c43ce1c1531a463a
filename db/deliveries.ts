import { sql } from 'kysely';
import type { CycleEventKind } from '#core/demand/cycle-event.ts';
import { announcementOf, type Announcement, type EndpointKind } from '#core/notice/notice.ts';
import type { Superseded } from '#core/notice/standing.ts';
import type { Db } from './pool.ts';

/**
 * Puts facts of cycles into the outbox of every endpoint that announces them, in the transaction that writes them: what is
 * committed is told, what is rolled back never was.
 */
export async function announceFacts(
  db: Db,
  facts: readonly { eventId: number; cycleId: string; kind: string; at: Date }[],
): Promise<void> {
  const told = facts.flatMap((fact) => {
    const kind = announcementOf(fact.kind as CycleEventKind);
    return kind ? [{ ...fact, kind, at: fact.at.toISOString() }] : [];
  });
  if (told.length === 0) return;
  await sql`
    insert into notice_delivery (notice_endpoint_id, subject, kind, cycle_id, next_at, created_at)
    select e.notice_endpoint_id, 'event/' || f.event_id, f.kind, f.cycle_id, f.at, f.at
      from unnest(${told.map(({ eventId }) => eventId)}::bigint[], ${told.map(({ kind }) => kind)}::text[],
                  ${told.map(({ cycleId }) => cycleId)}::uuid[], ${told.map(({ at }) => at)}::timestamptz[]) f(event_id, kind, cycle_id, at)
      join notice_endpoint e on e.disabled_at is null and f.kind = any(e.announces)
    on conflict (notice_endpoint_id, subject) do nothing`.execute(db);
}

/** One message of a kind to every endpoint that announces it; `subject` says what about, and is said once in each place. */
export async function announce(db: Db, kind: Announcement, cycleId: string, subject: string, at: Date): Promise<void> {
  await sql`
    insert into notice_delivery (notice_endpoint_id, subject, kind, cycle_id, next_at, created_at)
    select notice_endpoint_id, ${subject}::text, ${kind}::text, ${cycleId}::uuid, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
      from notice_endpoint where disabled_at is null and ${kind} = any(announces)
    on conflict (notice_endpoint_id, subject) do nothing`.execute(db);
}

/** A member's own notice to endpoints the member chose, once each; says how many of them are open to members. */
export async function queueForMember(
  db: Db,
  notice: { id: number; kind: string; cycleId: string; memberId: number; sendAt: Date },
  endpointIds: readonly number[],
  at: Date,
): Promise<number> {
  const { rows } = await sql<{ open: number }>`
    with open as (
      select notice_endpoint_id from notice_endpoint
       where notice_endpoint_id = any(${endpointIds}::bigint[]) and is_open_to_members and disabled_at is null),
    queued as (
      insert into notice_delivery (notice_endpoint_id, subject, kind, cycle_id, next_at, created_at)
      select notice_endpoint_id, ${`member/${notice.memberId}/${notice.id}/${notice.sendAt.toISOString()}`}, ${notice.kind}, ${notice.cycleId}::uuid,
             ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
        from open
      on conflict (notice_endpoint_id, subject) do nothing)
    select count(*)::int as open from open`.execute(db);
  return rows[0]!.open;
}

export type DueDelivery = {
  id: number;
  endpointId: number;
  endpointKind: EndpointKind;
  messageId: string;
  kind: Announcement;
  attempts: number;
  createdAt: Date;
  cycleId: string | null;
  accountId: number | null;
  accountName: string | null;
  state: string | null;
  receiverKind: string | null;
  receiverId: string | null;
  receiverName: string | null;
  reason: string | null;
  /** It tells a fact, which stays one; the others say what is due, and are looked at again before they go out. */
  isFact: boolean;
  /** Whose notice it is; null where it goes to whoever reads there. */
  memberId: number | null;
  memberName: string | null;
  isReaderActive: boolean;
};

/**
 * Takes messages that are due for this sender; another one finds them again only after `holdMs`, should this one die. Messages
 * about a fact that was taken back meanwhile are superseded.
 */
export async function claimDue(db: Db, now: Date, limit: number, holdMs: number): Promise<DueDelivery[]> {
  await sql`
    update notice_delivery d set state = 'superseded', superseded_because = 'withdrawn', done_at = ${now.toISOString()}::timestamptz
      from cycle_event e
     where d.state = 'waiting' and d.next_at <= ${now.toISOString()}::timestamptz and d.subject like 'event/%'
       and e.cycle_id = d.cycle_id and e.cycle_event_id = split_part(d.subject, '/', 2)::bigint and e.undone_at is not null`.execute(
    db,
  );
  const { rows } = await sql<DueDelivery>`
    with due as (
      select d.notice_delivery_id from notice_delivery d join notice_endpoint n using (notice_endpoint_id)
       where d.state = 'waiting' and d.next_at <= ${now.toISOString()}::timestamptz and n.disabled_at is null
       order by d.next_at, 1 limit ${limit} for update of d skip locked),
    held as (
      update notice_delivery d set next_at = ${new Date(now.getTime() + holdMs).toISOString()}::timestamptz
        from due where d.notice_delivery_id = due.notice_delivery_id returning d.*)
    select d.notice_delivery_id as id, d.notice_endpoint_id as "endpointId", n.kind as "endpointKind", d.message_id as "messageId", d.kind, d.attempts,
           d.created_at as "createdAt", d.cycle_id as "cycleId", c.account_id as "accountId", a.name as "accountName", c.state,
           c.receiver_kind as "receiverKind", c.receiver_id as "receiverId", coalesce(m.name, g.name) as "receiverName", c.reason,
           d.subject like 'event/%' as "isFact", w.member_id as "memberId", w.name as "memberName", coalesce(w.is_active, true) as "isReaderActive"
      from held d join notice_endpoint n using (notice_endpoint_id) left join lead_cycle c using (cycle_id)
      left join account a on a.account_id = c.account_id
      left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
      left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id
      left join member w on d.subject like 'member/%' and w.member_id::text = split_part(d.subject, '/', 2)
     order by d.created_at, d.notice_delivery_id`.execute(db);
  return rows;
}

/** Puts messages off without counting an attempt. */
export async function putOff(db: Db, ids: readonly number[], until: Date): Promise<void> {
  if (ids.length === 0) return;
  await db.updateTable('notice_delivery').set({ next_at: until }).where('notice_delivery_id', 'in', ids).execute();
}

/** Ends a message that concerns nobody any more. */
export async function supersede(db: Db, id: number, because: Superseded, now: Date): Promise<void> {
  const ended = { state: 'superseded', superseded_because: because, done_at: now, problem: null };
  await db.updateTable('notice_delivery').set(ended).where('notice_delivery_id', '=', id).execute();
}

export type Outcome = {
  readonly state: 'sent' | 'waiting' | 'failed';
  readonly status: number | null;
  readonly problem: string | null;
  readonly tookMs: number | null;
  readonly nextAt: Date;
};

/** Writes what became of one attempt, and counts failures of the endpoint in a row. */
export async function saveOutcome(
  db: Db,
  delivery: Pick<DueDelivery, 'id' | 'endpointId'>,
  outcome: Outcome,
  now: Date,
): Promise<void> {
  await sql`
    update notice_delivery set state = ${outcome.state}, attempts = attempts + 1, status = ${outcome.status}, problem = ${outcome.problem},
           took_ms = ${outcome.tookMs}, next_at = ${outcome.nextAt.toISOString()}::timestamptz,
           done_at = ${outcome.state === 'waiting' ? null : now.toISOString()}::timestamptz
     where notice_delivery_id = ${delivery.id}`.execute(db);
  await sql`
    update notice_endpoint set failures = ${outcome.state === 'sent' ? sql`0` : sql`failures + 1`}
     where notice_endpoint_id = ${delivery.endpointId}`.execute(db);
}

export type DeliveryLine = {
  id: number;
  kind: string;
  state: string;
  attempts: number;
  status: number | null;
  problem: string | null;
  tookMs: number | null;
  createdAt: Date;
  doneAt: Date | null;
  nextAt: Date | null;
  supersededBecause: Superseded | null;
  accountName: string | null;
};

/** The log of an endpoint, latest first. */
export async function listDeliveries(db: Db, endpointId: number, limit: number): Promise<DeliveryLine[]> {
  const { rows } = await sql<DeliveryLine>`
    select d.notice_delivery_id as id, d.kind, d.state, d.attempts, d.status, d.problem, d.took_ms as "tookMs", d.created_at as "createdAt",
           d.done_at as "doneAt", case when d.state = 'waiting' then d.next_at end as "nextAt", d.superseded_because as "supersededBecause", a.name as "accountName"
      from notice_delivery d left join lead_cycle c using (cycle_id) left join account a on a.account_id = c.account_id
     where d.notice_endpoint_id = ${endpointId} order by 1 desc limit ${limit}`.execute(db);
  return rows;
}

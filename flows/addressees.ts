import { sql } from 'kysely';
import type { NoticeKind } from '#core/notice/standing.ts';
import { accountNow } from '#db/agencies.ts';
import type { Db } from '#db/pool.ts';

export type Held = { readonly receiverKind: string | null; readonly receiverId: string | null };

/** Whom a notice of a lead is for, at this moment: time that is up goes to the managers, everything else to who holds the lead. */
export async function addresseesOf(db: Db, kind: NoticeKind, held: Held, now: Date): Promise<number[]> {
  if (kind === 'overdue') return managersOf(db);
  const receivers = await receiversOf(db, held, now);
  return kind === 'unfollowed' ? [...new Set([...receivers, ...(await managersOf(db))])] : receivers;
}

/** The receiver; whoever deputises today as well; all of inside sales for the common queue; an agency's own members. */
async function receiversOf(db: Db, { receiverKind, receiverId }: Held, now: Date): Promise<number[]> {
  const { rows } = await sql<{ member_id: number }>`
    select m.member_id from member m
     where m.is_active and (
       (${receiverKind} = 'member' and (m.member_id::text = ${receiverId} or m.member_id in (
         select b.deputy_id from absence b where b.member_id::text = ${receiverId}
            and (${now.toISOString()}::timestamptz at time zone 'Asia/Tokyo')::date between b.from_on and b.to_on)))
       or (${receiverKind} = 'agency' and m.role = 'agency' and ${accountNow(sql`m.agency_account_id`)}::text = ${receiverId})
       or (${receiverKind} = 'queue' and m.role = ${receiverId === 'sales_manager' ? 'sales_manager' : 'inside_sales'}))`.execute(
    db,
  );
  return rows.map((member) => member.member_id);
}

/** Sales managers, who are told when time is up. */
async function managersOf(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('member')
    .select('member_id')
    .where('role', '=', 'sales_manager')
    .where('is_active', '=', true)
    .execute();
  return rows.map((member) => member.member_id);
}

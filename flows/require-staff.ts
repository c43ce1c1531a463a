import { Refusal } from '#core/refusal.ts';
import type { Db } from '#db/pool.ts';

/** The name of a member who works here now: no agency and nobody who left. Refuses `member_not_found`. */
export async function requireStaff(db: Db, memberId: number): Promise<string> {
  const member = await db
    .selectFrom('member')
    .select('name')
    .where('member_id', '=', memberId)
    .where('is_active', '=', true)
    .where('role', '<>', 'agency')
    .executeTakeFirst();
  if (!member) throw new Refusal('member_not_found', `利用者 ${memberId} は見つかりません。`, { status: 404 });
  return member.name;
}

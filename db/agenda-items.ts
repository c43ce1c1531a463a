import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { accountNow } from './appointments.ts';
import type { Db } from './pool.ts';

/** A line of the agenda that somebody added by hand; its company is the one it is today. */
export type AgendaItem = {
  readonly agendaItemId: number;
  readonly text: string;
  readonly accountId: number | null;
  readonly accountName: string | null;
  readonly addedBy: string | null;
};

/** Lines added by hand for a meeting, or for the next one, in the order they came. */
export async function readAgendaItems(db: Db, meetingId: number | null): Promise<AgendaItem[]> {
  const { rows } = await sql<AgendaItem>`
    select i.agenda_item_id as "agendaItemId", i.text, a.account_id as "accountId", a.name as "accountName", m.name as "addedBy"
      from agenda_item i left join entity_redirect d on d.kind = 'account' and d.from_id = i.account_id
      left join account a on a.account_id = coalesce(d.to_id, i.account_id) left join member m on m.member_id = i.added_by
     where i.meeting_id is not distinct from ${meetingId} order by i.agenda_item_id`.execute(db);
  return rows;
}

/** Refuses `account_not_found` where no company stands under this id, nor under the one it was put together with. */
export async function requireAccount(db: Db, accountId: number): Promise<void> {
  const found = await db
    .selectFrom('account')
    .select('account_id')
    .where('account_id', '=', await accountNow(db, accountId))
    .executeTakeFirst();
  if (!found)
    throw new Refusal('account_not_found', `企業 ${accountId} は見つかりません。`, {
      status: 404,
      details: { accountId },
    });
}

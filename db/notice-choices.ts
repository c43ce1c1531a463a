import { sql } from 'kysely';
import type { ClockClass } from '#core/demand/handover.ts';
import { defaultChannels, type NoticeChannels } from '#core/notice/notice.ts';
import type { QuietHours } from '#core/period/due.ts';
import type { Db } from './pool.ts';

/** What a member chose; `quiet` null: the company's hours. */
export type NoticeChoice = { readonly channels: NoticeChannels; readonly quiet: QuietHours | null };

export const defaultChoice: NoticeChoice = { channels: defaultChannels, quiet: null };

/** Choices of these members; the default where somebody never chose. */
export async function readNoticeChoices(db: Db, memberIds: readonly number[]): Promise<Map<number, NoticeChoice>> {
  if (memberIds.length === 0) return new Map();
  const rows = await db.selectFrom('notice_choice').selectAll().where('member_id', 'in', memberIds).execute();
  const chosen = new Map(
    rows.map(({ member_id, channels, quiet_from: from, quiet_to: to }): [number, NoticeChoice] => [
      member_id,
      {
        channels: { ...defaultChannels, ...(channels as Partial<NoticeChannels>) },
        quiet: from === null || to === null ? null : { from, to },
      },
    ]),
  );
  return new Map(memberIds.map((id) => [id, chosen.get(id) ?? defaultChoice]));
}

export async function saveNoticeChoice(db: Db, memberId: number, { channels, quiet }: NoticeChoice): Promise<void> {
  const line = {
    channels: JSON.stringify(channels),
    quiet_from: quiet?.from ?? null,
    quiet_to: quiet?.to ?? null,
  };
  await db
    .insertInto('notice_choice')
    .values({ member_id: memberId, ...line })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(line))
    .execute();
}

export type DueNotice = {
  id: number;
  memberId: number;
  email: string;
  isActive: boolean;
  kind: 'handed_over' | 'reminded' | 'overdue' | 'unfollowed' | 'asked_again';
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
  isWaiting: boolean;
};

/** Notices whose time has come, with what a letter says. */
export async function listDueNotices(db: Db, now: Date, limit: number): Promise<DueNotice[]> {
  const { rows } = await sql<DueNotice>`
    select n.notice_id as id, m.member_id as "memberId", m.email, m.is_active as "isActive", n.kind, n.cycle_id as "cycleId", a.name as "accountName",
           coalesce(p.name, l.name) as "personName", l.campaign, p.department, p.title, c.clock_class as "clockClass", c.clock_from as "clockFrom",
           c.postponed_until as "postponedUntil", c.receiver_kind as "receiverKind", c.receiver_id as "receiverId", coalesce(case n.kind when 'unfollowed' then c.state = 'accepted_ignored' when 'asked_again' then c.state in ('handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal')
                                                      else c.state = 'handed_over' end, false) as "isWaiting"
      from notice n join member m on m.member_id = n.member_id
      left join lead_cycle c on c.cycle_id = n.cycle_id left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
     where n.sent_at is null and n.send_at <= ${now.toISOString()} order by n.send_at, n.notice_id limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function saveNotice(
  db: Db,
  id: number,
  change: { readonly sent_at?: Date; readonly send_at?: Date; readonly problem: string | null },
): Promise<void> {
  await db.updateTable('notice').set(change).where('notice_id', '=', id).execute();
}

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

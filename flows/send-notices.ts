import { sql } from 'kysely';
import type { Database } from '#db/pool.ts';
import type { NoticeKind } from './handover-clock.ts';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };
export type Post = (letter: Letter) => Promise<void>;

type Unsent = {
  notice_id: number;
  email: string;
  kind: NoticeKind;
  cycle_id: string;
  account_name: string | null;
  person_name: string | null;
  campaign: string | null;
  is_waiting: boolean;
};

const lettersPerRun = 200;

/**
 * Sends what is due. A notice about a lead that was answered meanwhile is dropped. The link opens a page on which the answer
 * is given; opening it decides nothing, because mail scanners open links too. A letter that cannot be sent says why and is
 * tried again at the next run.
 */
export async function sendNotices(
  database: Database,
  post: Post,
  publicUrl: string,
  now: Date,
): Promise<{ sent: number; dropped: number; failed: number }> {
  const { rows } = await sql<Unsent>`
    select n.notice_id, m.email, n.kind, n.cycle_id, a.name as account_name, coalesce(p.name, l.name) as person_name, l.campaign,
           c.state = case n.kind when 'unfollowed' then 'accepted_ignored' else 'handed_over' end as is_waiting
      from notice n join member m on m.member_id = n.member_id
      left join lead_cycle c on c.cycle_id = n.cycle_id left join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
     where n.sent_at is null and n.send_at <= ${now.toISOString()} order by n.send_at, n.notice_id limit ${lettersPerRun}`.execute(
    database.db,
  );
  const done = { sent: 0, dropped: 0, failed: 0 };
  for (const notice of rows) {
    let problem: string | null = null;
    if (notice.is_waiting) {
      try {
        await post(letterOf(notice, publicUrl));
        done.sent++;
      } catch (error) {
        problem = error instanceof Error ? error.message.slice(0, 300) : String(error);
        done.failed++;
      }
    } else done.dropped++;
    await database.db
      .updateTable('notice')
      .set(problem === null ? { sent_at: now, problem: null } : { problem })
      .where('notice_id', '=', notice.notice_id)
      .execute();
  }
  return done;
}

const openings: Readonly<Record<NoticeKind, string>> = {
  handed_over: 'リードの引き渡し',
  reminded: '返事の期限が近いリード',
  overdue: '返事の期限を過ぎたリード',
  unfollowed: '受け入れたまま連絡の記録がないリード',
};

function letterOf(notice: Unsent, publicUrl: string): Letter {
  const about = [notice.account_name, notice.person_name && `${notice.person_name}様`].filter(Boolean).join(' ');
  return {
    to: notice.email,
    subject: `${openings[notice.kind]}: ${about || '企業が分からないリード'}`,
    text: [
      `${openings[notice.kind]}があります。`,
      '',
      about,
      notice.campaign ? `きっかけ: ${notice.campaign}` : '',
      '',
      '内容を見て、返事をしてください(このページを開いただけでは何も決まりません)。',
      `${publicUrl}/handovers?lead=${notice.cycle_id}`,
    ]
      .filter((line, index, lines) => line !== '' || lines[index - 1] !== '')
      .join('\n'),
  };
}

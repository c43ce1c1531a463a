import { addDays, todayJst } from '#core/period/day.ts';
import { instantOf } from '#core/period/business-clock.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { setAppointment, tellAppointment } from './set-appointments.ts';

type Outcome = 'hold' | 'no_show' | 'cancel';
/** Days from today of setting and meeting, the time, what about, and what became of it. Each line is with the next target in turn. */
const appointments: readonly (readonly [set: number, meets: number, time: string, about: string, outcome?: Outcome])[] =
  [
    [-34, -27, '10:00', '検査工程の課題をうかがう', 'hold'],
    [-33, -24, '14:00', '搬送ラインの更新計画', 'no_show'],
    [-30, -20, '13:30', '予知保全の進め方', 'hold'],
    [-26, -16, '15:00', '生産計画の見直し', 'cancel'],
    [-22, -13, '10:30', '現場を見せていただく', 'hold'],
    [-17, -9, '11:00', '搬送ロボットの実機デモ', 'hold'],
    [-12, -6, '14:00', '保守契約のご相談', 'no_show'],
    [-9, -2, '10:00', '検査画像を見ていただく'],
    [-6, 0, '16:00', '導入事例のご紹介'],
    [-4, 3, '13:00', '部門長へのご挨拶'],
    [-1, 6, '15:30', '次年度の設備計画'],
  ];

/** Appointments that the demo company's inside sales set with its targets: some held, two in vain, one whose result is asked for. */
export async function loadDemoAppointments(database: Database, now: Date): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const members = await transaction.db.selectFrom('member').select(['member_id', 'role', 'email']).execute();
    const winners = members.filter(({ role }) => role === 'inside_sales');
    const host = members.find(({ email }) => email.startsWith('ae@'))!.member_id;
    const targets = await listTargets(transaction);
    for (const [index, [set, meets, meetsAt, subject, outcome]] of appointments.entries()) {
      const target = targets[index % targets.length]!;
      const meetsOn = addDays(todayJst(now), meets);
      const { appointmentId } = await setAppointment(
        transaction,
        { ...target, cycleId: null, subject, hostId: host },
        { meetsOn, meetsAt },
        { memberId: winners[index % winners.length]!.member_id, now: noonOf(addDays(todayJst(now), set)) },
      );
      if (outcome === undefined) continue;
      const told = { kind: outcome, why: null };
      await tellAppointment(transaction, appointmentId, told, { memberId: host, now: noonOf(meetsOn) });
    }
  });
}

const noonOf = (day: string) => new Date(instantOf(day, 12 * 60));

/** Companies on the list, each with somebody who decides there. */
async function listTargets({ db }: Transaction): Promise<{ accountId: number; personId: number | null }[]> {
  return db
    .selectFrom('target_line')
    .leftJoin('person', 'person.account_id', 'target_line.account_id')
    .select(['target_line.account_id as accountId', 'person.person_id as personId'])
    .where('target_line.status', '=', 'active')
    .distinctOn('target_line.target_line_id')
    .orderBy('target_line.target_line_id')
    .orderBy('person.title_rank', (order) => order.desc().nullsLast())
    .orderBy('person.person_id')
    .execute();
}

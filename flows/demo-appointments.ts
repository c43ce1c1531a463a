import { addDays, todayJst } from '#core/period/day.ts';
import { instantOf } from '#core/period/business-clock.ts';
import type { DateText } from '#core/value/date.ts';
import type { Database } from '#db/pool.ts';
import { refreshRollups } from '#db/rollups.ts';
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

/** The same in the year that the demo files tell of: day of setting, day of the meeting. */
const ofToldYear: readonly (readonly [set: DateText, meets: DateText, about: string, outcome: Outcome])[] = [
  ['2025-12-05', '2025-12-18', '次年度の設備計画', 'hold'],
  ['2026-01-08', '2026-01-20', '検査工程の課題をうかがう', 'hold'],
  ['2026-01-13', '2026-01-27', '搬送ラインの更新計画', 'no_show'],
  ['2026-01-22', '2026-02-05', '予知保全の進め方', 'hold'],
  ['2026-02-03', '2026-02-17', '生産計画の見直し', 'cancel'],
  ['2026-02-12', '2026-02-26', '現場を見せていただく', 'hold'],
  ['2026-02-24', '2026-03-10', '搬送ロボットの実機デモ', 'hold'],
  ['2026-03-04', '2026-03-19', '保守契約のご相談', 'hold'],
];

/** Appointments that the demo company's inside sales set with its targets: most held, some in vain, one whose result is asked for. */
export async function loadDemoAppointments(database: Database, now: Date): Promise<void> {
  const today = todayJst(now);
  const lines = [
    ...ofToldYear.map(([set, meetsOn, subject, outcome]) => ({ set, meetsOn, meetsAt: null, subject, outcome })),
    ...appointments.map(([set, meets, meetsAt, subject, outcome]) => ({
      set: addDays(today, set),
      meetsOn: addDays(today, meets),
      meetsAt,
      subject,
      outcome,
    })),
  ];
  await inTransaction(database, async (transaction) => {
    const members = await transaction.db.selectFrom('member').select(['member_id', 'role', 'email']).execute();
    const winners = members.filter(({ role }) => role === 'inside_sales');
    const host = members.find(({ email }) => email.startsWith('ae@'))!.member_id;
    const targets = await listTargets(transaction);
    for (const [index, { set, meetsOn, meetsAt, subject, outcome }] of lines.entries()) {
      const target = targets[index % targets.length]!;
      const { appointmentId } = await setAppointment(
        transaction,
        { ...target, cycleId: null, subject, hostId: host },
        { meetsOn, meetsAt },
        { memberId: winners[index % winners.length]!.member_id, now: noonOf(set) },
      );
      if (outcome === undefined) continue;
      const told = { kind: outcome, why: null };
      await tellAppointment(transaction, appointmentId, told, { memberId: host, now: noonOf(meetsOn) });
    }
    // What was told as of an earlier day counted the sums of that day.
    await refreshRollups(
      transaction,
      today,
      targets.map(({ accountId }) => accountId),
    );
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

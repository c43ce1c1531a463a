import { recordDefinitionChange } from '#db/definition-changes.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { checkMonth } from './check-month.ts';
import { closeMonth, writeTexts } from './close-month.ts';
import { tellDemoMeetings } from './demo-meetings.ts';

/** The files of the demo company end with this month: it is the one that is closed. */
const lastMonth = '2026-03';
const agreedAt = '2025-04-10T10:00:00+09:00';

/** What counts as an MQL changed in the told year, so that last year cannot simply be compared. */
const ruleOfDecember = {
  on: '2025-12-01',
  what: 'qualification_rule',
  codes: ['K6.1', 'K6.2', 'K5.1'],
  whatChanged: { ja: '名刺交換だけのリードをMQLから除いた', en: 'leads of a business card alone are no MQLs any more' },
} as const;

type Members = { readonly admin: number; readonly marketing: number; readonly sales: number };

/** What the demo company did before today: its list was agreed when the fiscal year began, it meets weekly and closes its months. */
export async function tellDemoHistory(
  database: Database,
  members: Members,
  now: Date,
  takeInCorrection: () => Promise<void>,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await agreeEarlier(transaction);
    await recordDefinitionChange(transaction.db, ruleOfDecember, members.marketing);
    await writeTexts(
      transaction,
      lastMonth,
      {
        findings:
          '・引き渡したリードの受入は安定しているが、商談の登録まで届くものが少ない。\n・展示会で集めたリードは規模の小さい会社が多く、差し戻しの理由の多くが「対象外の会社」。\n・ターゲットの企業からの商談は件数が限られ、1件の大きさで数字が動く。',
        requests:
          '・新年度のターゲットリストに、既存の取引先のグループ会社を加える承認をお願いします。\n・展示会の出展は、来場者の会社規模で2件に絞りたいと考えています。ご判断をお願いします。',
      },
      members.marketing,
      now,
    );
  });
  await tellDemoMeetings(database, members, now);
  await closeMonth(database, lastMonth, members.admin, now);
  await takeInCorrection();
  await checkMonth(database, lastMonth, now);
}

async function agreeEarlier({ db }: Transaction): Promise<void> {
  await db.updateTable('target_line').set({ created_at: agreedAt }).execute();
  await db.updateTable('target_line').set({ activated_at: agreedAt }).where('activated_at', 'is not', null).execute();
  await db.updateTable('target_event').set({ at: agreedAt }).execute();
}

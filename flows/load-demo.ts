import { copyFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { addTargets, decideTargets } from './edit-targets.ts';
import { beginImport } from './begin-import.ts';
import { loadDemoRouting } from './demo-routing.ts';
import { createMember } from './create-member.ts';
import { refreshOwners } from '#db/rollups.ts';
import { handOver } from './hand-over.ts';
import { loadDemoFeedback } from './load-demo-feedback.ts';
import { makeSfaReturns } from './sfa-return.ts';
import { runImport } from './import-file.ts';
import { beginRegisterLoad, loadRegister } from './load-register.ts';
import { matchWishList } from './match-wish-list.ts';
import { readFileSync } from 'node:fs';

const folder = join(import.meta.dirname, '..', 'fixtures', 'demo');

/** Files of the demo company in the order a person would take them in, with the record of where they come from. */
export const demoFiles = [
  { file: 'crm-accounts.csv', purpose: '既存顧客・見込客の管理', lawfulBasis: '取引関係' },
  { file: 'cards-sansan.csv', purpose: '営業活動での名刺交換', lawfulBasis: '名刺', unitCostYen: 40 },
  { file: 'seminar.xlsx', purpose: 'セミナー・展示会の案内', lawfulBasis: '明示同意', unitCostYen: 3200 },
  { file: 'crm-leads.csv', purpose: 'リードの管理', lawfulBasis: '取引関係' },
  { file: 'sfa-opportunities.csv', purpose: '商談の管理', lawfulBasis: '取引関係' },
  { file: 'sfa-activities.csv', purpose: '営業活動の記録', lawfulBasis: '取引関係' },
  { file: 'invoices.csv', purpose: '請求・売上の管理', lawfulBasis: '取引関係' },
] as const;

export const demoPassword = 'mori-demo-2026';
export const demoMembers = [
  { name: '汐見 管理者', email: 'admin@shiomi-mechatro.example.jp', role: 'admin', department: '情報システム部' },
  {
    name: '藤代 まりえ',
    email: 'marketing@shiomi-mechatro.example.jp',
    role: 'marketing_manager',
    department: 'マーケティング部',
  },
  { name: '堂島 剛', email: 'sales@shiomi-mechatro.example.jp', role: 'sales_manager', department: '営業一部' },
  { name: '高瀬 亮介', email: 'ae@shiomi-mechatro.example.jp', role: 'account_executive', department: '営業一部' },
] as const;

const handedOver = 24;
const dayMs = 86_400_000;

/** Fresh leads on their way to sales, some of them since yesterday, so that 今日の対応 has something to answer. */
async function handOverSome(transaction: Transaction, memberId: number, now: Date): Promise<void> {
  const leads = await transaction.db
    .selectFrom('lead_cycle')
    .innerJoin('account', 'account.account_id', 'lead_cycle.account_id')
    .select('cycle_id')
    .where('state', '=', 'new')
    .orderBy((order) => order.case().when('account.owner_id', 'is not', null).then(0).else(1).end())
    .orderBy('cycle_id')
    .limit(handedOver)
    .execute();
  const ids = leads.map((lead) => lead.cycle_id);
  await handOver(transaction, ids.slice(0, handedOver / 2), { memberId, now: new Date(now.getTime() - 2 * dayMs) });
  await handOver(transaction, ids.slice(handedOver / 2), { memberId, now });
}

type Doors = {
  readonly database: Database;
  readonly files: string;
  readonly auth: { readonly createLogin: (email: string, name: string, password: string) => Promise<string> };
};

/** Loads the demo company 汐見メカトロ into its own database, once: its files, its people, the wish list and a list half approved. */
export async function loadDemo(doors: Doors): Promise<{ loaded: boolean; seconds: number }> {
  const started = Date.now();
  const { database } = doors;
  if ((await database.db.selectFrom('member').select('member_id').limit(1).execute()).length > 0)
    return { loaded: false, seconds: 0 };
  for (const { file, ...origin } of demoFiles) {
    const path = join(doors.files, randomUUID());
    copyFileSync(join(folder, file), path);
    const preview = await beginImport(database.db, { path, name: file }, 'auto', null, {
      ...origin,
      collectedOn: '2026-03-31',
    });
    await runImport(database, preview.batchId);
  }
  const register = { path: join(folder, 'register.csv'), name: 'register.csv' };
  await loadRegister(database, await beginRegisterLoad(database.db, register, null));
  for (const member of demoMembers) await createMember(doors, { ...member, password: demoPassword });
  await inTransaction(database, async (transaction) => {
    const lines = readFileSync(join(folder, 'wish-list.txt'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .map(([text, nominatedBy]) => ({ text: text ?? '', nominatedBy }));
    const { wishListId } = await matchWishList(transaction, '営業一部の希望リスト', lines, null);
    const items = await transaction.db
      .selectFrom('wish_item')
      .select(['account_id', 'nominated_by'])
      .where('wish_list_id', '=', wishListId)
      .where('account_id', 'is not', null)
      .orderBy('position')
      .execute();
    const { lineIds } = await addTargets(
      transaction,
      items.map((item) => ({
        accountId: item.account_id!,
        ownerName: item.nominated_by,
        nominatedBy: item.nominated_by,
        origin: 'sales_nominated' as const,
        reason: '営業の希望リスト',
      })),
      null,
    );
    const members = new Map(
      (await transaction.db.selectFrom('member').select(['member_id', 'role']).execute()).map((member) => [
        member.role,
        member.member_id,
      ]),
    );
    await decideTargets(
      transaction,
      lineIds.slice(0, 14),
      { side: 'sales', verdict: 'approve', isProxy: false },
      members.get('sales_manager')!,
    );
    await decideTargets(
      transaction,
      lineIds.slice(0, 9),
      { side: 'marketing', verdict: 'approve', isProxy: false },
      members.get('marketing_manager')!,
    );
    await refreshOwners(transaction);
    await handOverSome(transaction, members.get('marketing_manager')!, new Date());
  });
  const { member_id: sales } = await database.db
    .selectFrom('member')
    .select('member_id')
    .where('role', '=', 'sales_manager')
    .executeTakeFirstOrThrow();
  await loadDemoFeedback(database, sales, new Date());
  await loadDemoRouting(doors, demoPassword, new Date());
  await makeSfaReturns(database, new Date());
  return { loaded: true, seconds: (Date.now() - started) / 1000 };
}

import { copyFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDemoLocked, withDemoLock } from '#db/import-lock.ts';
import type { Database } from '#db/pool.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { addTargets, decideTargets } from './edit-targets.ts';
import { beginImport } from './begin-import.ts';
import { tellDemoChanges } from './demo-changes.ts';
import { loadDemoAppointments } from './demo-appointments.ts';
import { loadDemoOffers } from './demo-offers.ts';
import { demoRoutingLogins, loadDemoRouting } from './demo-routing.ts';
import { createMember } from './create-member.ts';
import { tellDemoHistory } from './demo-history.ts';
import { refreshOwners } from '#db/rollups.ts';
import { todayJst } from '#core/period/day.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { takeInDemoPipeline } from './demo-pipeline.ts';
import { planDemo } from './demo-plans.ts';
import { loadDemoAudit } from './load-demo-audit.ts';
import { loadDemoFeedback } from './load-demo-feedback.ts';
import { makeSfaReturns } from './sfa-return.ts';
import { runImport } from './import-file.ts';
import { takeReferenceFile } from './load-reference.ts';
import { registerTable } from './load-register.ts';
import { matchWishList } from './match-wish-list.ts';
import { readFileSync } from 'node:fs';

const folder = join(import.meta.dirname, '..', 'fixtures', 'demo');

/** Files of the demo company in the order a person would take them in, with the record of where they come from. */
export const demoFiles = [
  { file: 'sfa-users.csv', purpose: '担当者の管理', lawfulBasis: 'その他' },
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
  { name: '汐見 康介', email: 'executive@shiomi-mechatro.example.jp', role: 'executive', department: '経営企画室' },
  { name: '野々村 悟', email: 'ops@shiomi-mechatro.example.jp', role: 'ops', department: '営業企画部' },
] as const;

/** One deal of the closed month, booked too high at first: its correction stands beside the frozen figure. */
const correction = { file: 'sfa-correction.csv', purpose: '商談の管理', lawfulBasis: '取引関係' } as const;

const handedOver = 24;
const accepted = 5;
const dayMs = 86_400_000;
/** The demo files tell of fiscal 2025; the list was agreed on as it began. */
const listAgreedAt = new Date('2025-04-07T10:00:00+09:00');

/** Fresh leads on their way to sales, some of them since yesterday, so that 今日の対応 has something to answer. */
async function handOverSome(transaction: Transaction, memberId: number, receiverId: number, now: Date): Promise<void> {
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
  const yesterday = new Date(now.getTime() - dayMs);
  await answerHandOver(
    transaction,
    ids.slice(handedOver / 2 - accepted, handedOver / 2),
    { kind: 'accept', nextAction: '電話で課題を伺う', nextOn: todayJst(new Date(now.getTime() + 2 * dayMs)) },
    { memberId: receiverId, now: yesterday },
  );
}

/** Moves what was decided about the list to the day on which the demo company did so, so that its results count as on targets. */
async function dateTargets({ db }: Transaction, at: Date): Promise<void> {
  await db.updateTable('target_line').set({ created_at: at }).execute();
  await db.updateTable('target_line').set({ activated_at: at }).where('activated_at', 'is not', null).execute();
  await db.updateTable('target_event').set({ at }).execute();
}

type Login = { readonly email: string; readonly name: string };
type Doors = {
  readonly database: Database;
  readonly files: string;
  readonly auth: { readonly createLogin: (email: string, name: string, password: string) => Promise<string> };
};
type AllDoors = Doors & {
  readonly auth: {
    readonly createLogins: (people: readonly Login[], password: string) => Promise<Map<string, string>>;
  };
};

async function takeIn({ database, files }: Doors, { file, ...origin }: (typeof demoFiles)[number] | typeof correction) {
  const path = join(files, randomUUID());
  copyFileSync(join(folder, file), path);
  const preview = await beginImport(database.db, { path, name: file }, 'auto', null, {
    ...origin,
    collectedOn: '2026-03-31',
  });
  await runImport(database, preview.batchId);
}

/** There while the demo company is being loaded: where it is found and nobody loads, a load was cut short. */
const loadingMark = 'demo_loading';

/** Whether a load of the demo company was cut short here: what it left is no demo company, and is best dropped. */
export async function isDemoHalfLoaded(database: Database): Promise<boolean> {
  return (await readSetting(database.db, loadingMark)) !== undefined && !(await isDemoLocked(database));
}

/** Loads the demo company 汐見メカトロ into its own database, once: its files, its people, the wish list and a list half approved. */
export async function loadDemo(doors: AllDoors): Promise<{ loaded: boolean; seconds: number }> {
  const started = Date.now();
  const { database } = doors;
  return withDemoLock(database, async () => {
    if ((await database.db.selectFrom('member').select('member_id').limit(1).execute()).length > 0)
      return { loaded: false, seconds: 0 };
    await writeSetting(database.db, loadingMark, {}, null);
    await load({ ...doors, auth: loginsAhead(doors.auth) });
    await database.db.deleteFrom('setting').where('name', '=', loadingMark).execute();
    return { loaded: true, seconds: (Date.now() - started) / 1000 };
  });
}

/** All share one password, which is hashed once, on another core and while the files are taken in. */
function loginsAhead({ createLogins }: AllDoors['auth']): Doors['auth'] {
  const made = createLogins([...demoMembers, ...demoRoutingLogins], demoPassword);
  made.catch(() => undefined);
  return { createLogin: async (email) => (await made).get(email)! };
}

async function load(doors: Doors): Promise<void> {
  const { database } = doors;
  for (const file of demoFiles) await takeIn(doors, file);
  const register = { path: join(folder, 'register.csv'), name: 'register.csv' };
  await takeReferenceFile(database, registerTable, register);
  for (const member of demoMembers) await createMember(doors, { ...member, password: demoPassword });
  const members = await inTransaction(database, async (transaction) => {
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
    const byRole = new Map(
      (await transaction.db.selectFrom('member').select(['member_id', 'role']).execute()).map((member) => [
        member.role,
        member.member_id,
      ]),
    );
    await decideTargets(
      transaction,
      lineIds.slice(0, 14),
      { side: 'sales', verdict: 'approve', isProxy: false },
      byRole.get('sales_manager')!,
    );
    await decideTargets(
      transaction,
      lineIds.slice(0, 9),
      { side: 'marketing', verdict: 'approve', isProxy: false },
      byRole.get('marketing_manager')!,
    );
    await dateTargets(transaction, listAgreedAt);
    await refreshOwners(transaction);
    const now = new Date();
    const chosen = {
      admin: byRole.get('admin')!,
      marketing: byRole.get('marketing_manager')!,
      sales: byRole.get('sales_manager')!,
    };
    await handOverSome(transaction, chosen.marketing, byRole.get('account_executive')!, now);
    await planDemo(transaction, chosen, now);
    return chosen;
  });
  await loadDemoFeedback(database, members, new Date());
  await loadDemoAudit(database, members.marketing, new Date());
  await loadDemoRouting(doors, demoPassword, new Date());
  await loadDemoAppointments(database, new Date());
  await takeInDemoPipeline(database, doors.files, new Date());
  await loadDemoOffers(doors, members.marketing, new Date());
  await tellDemoChanges(database, doors.files, members.admin, new Date());
  await makeSfaReturns(database, new Date());
  await tellDemoHistory(database, members, new Date(), () => takeIn(doors, correction));
}

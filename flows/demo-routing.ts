import { addDays, todayJst } from '#core/period/day.ts';
import { commonQueue, defaultPlan } from '#core/route/plan.ts';
import { isBusinessDay } from '#core/period/business-calendar.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { checkHandovers } from './check-handovers.ts';
import { createMember } from './create-member.ts';
import { addAbsence } from './edit-absences.ts';
import { editAccounts } from './edit-accounts.ts';
import { saveRouting } from './edit-routing.ts';
import { guardFollowUps } from './follow-up-guard.ts';
import { giveFeedback } from './give-feedback.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { readHandoverSettings } from './handover-settings.ts';
import { planReassignment } from './reassign.ts';

type Doors = {
  readonly database: Database;
  readonly auth: { readonly createLogin: (email: string, name: string, password: string) => Promise<string> };
};

const insideSales = 'インサイドセールス課';
const colleagues = [
  {
    key: 'first',
    name: '早乙女 恵',
    role: 'inside_sales',
    email: 'is@shiomi-mechatro.example.jp',
    department: insideSales,
  },
  {
    key: 'second',
    name: '江藤 結',
    role: 'inside_sales',
    email: 'is2@shiomi-mechatro.example.jp',
    department: insideSales,
  },
  {
    key: 'colleague',
    name: '白川 奈々',
    role: 'account_executive',
    email: 'ae2@shiomi-mechatro.example.jp',
    department: '営業一部',
  },
] as const;
const agencyLogin = { name: '代理店 窓口', email: 'agency@shiomi-mechatro.example.jp' };
export const demoRoutingLogins = [...colleagues, agencyLogin];
const agencyAccounts = 6;
const [neglected, called] = [3, 12];

/**
 * The demo company's routing as it would look after some weeks: rules in two versions, somebody away, an agency with leads,
 * accepted leads of which some were never called, a change of owners in preparation, and last night's check.
 */
export async function loadDemoRouting(doors: Doors, password: string, now: Date): Promise<void> {
  const { database } = doors;
  const agencyId = await chooseAgency(database);
  const ids: Record<string, number> = {};
  for (const { key, ...member } of colleagues) ids[key] = (await createMember(doors, { ...member, password })).memberId;
  if (agencyId !== undefined)
    await createMember(doors, {
      ...agencyLogin,
      password,
      role: 'agency',
      department: null,
      agencyAccountId: agencyId,
    });
  const members = await database.db.selectFrom('member').select(['member_id', 'role', 'email']).execute();
  for (const member of members) ids[member.email.split('@')[0]!] = member.member_id;
  await inTransaction(database, async (transaction) => {
    await writeRules(transaction, ids, now);
    await acceptEarlier(transaction, ids, now);
    if (agencyId !== undefined) await giveToAgency(transaction, agencyId, ids, now);
    const today = todayJst(now);
    const away = { fromOn: addDays(today, 3), toOn: addDays(today, 7) };
    await addAbsence(transaction, { ...away, memberId: ids.ae!, deputyId: ids.colleague! }, ids.ae!);
    await planChange(transaction, ids, now);
  });
  await guardFollowUps(database, now);
  await checkHandovers(database.db, now);
}

async function writeRules(transaction: Transaction, ids: Record<string, number>, now: Date): Promise<void> {
  const plan = {
    ...defaultPlan,
    rules: [
      defaultPlan.rules[0]!,
      {
        code: 'tokai',
        name: '東海は東海チームで順番に',
        when: { prefectures: ['愛知県', '岐阜県', '三重県', '静岡県'] },
        to: { kind: 'pool', id: 'tokai' },
      },
      {
        code: 'small',
        name: '小さな会社はインサイドセールス',
        when: { employees: { to: 100 } },
        to: { kind: 'pool', id: commonQueue },
      },
      defaultPlan.rules[1]!,
    ] as const,
    pools: [{ poolId: 'tokai', name: '東海チーム', memberIds: [String(ids.first), String(ids.colleague)] }],
  };
  const first = { basedOn: 'default', plan: { ...plan, rules: plan.rules.slice(0, 2) }, note: '最初の体制' };
  const { versionId } = await saveRouting(transaction, first, ids.sales!, now);
  const capacity = { [String(ids.first)]: { capacity: 15, hours: null } };
  const second = { basedOn: String(versionId), plan: { ...plan, members: capacity }, note: '小さな会社を分けた' };
  await saveRouting(transaction, second, ids.marketing!, now);
}

/** Accepted over two weeks ago: most were called on the next working day, some have had no contact since. */
async function acceptEarlier(transaction: Transaction, ids: Record<string, number>, now: Date): Promise<void> {
  const { calendar } = await readHandoverSettings(transaction.db);
  let day = addDays(todayJst(now), -16);
  while (!isBusinessDay(day, calendar)) day = addDays(day, -1);
  let next = addDays(day, 1);
  while (!isBusinessDay(next, calendar)) next = addDays(next, 1);
  const at = new Date(`${day}T10:00:00+09:00`);
  const leads = await freshLeads(transaction, neglected + called);
  await handOver(transaction, leads, { memberId: ids.marketing!, now: at });
  const accept = { kind: 'accept', nextAction: '電話で現状を聞く', nextOn: next } as const;
  await answerHandOver(transaction, leads, accept, { memberId: ids.sales!, now: new Date(at.getTime() + 3_600_000) });
  const call = { memberId: ids.sales!, now: new Date(`${next}T14:00:00+09:00`) };
  await answerHandOver(transaction, leads.slice(neglected), { kind: 'follow_up' }, call);
}

async function giveToAgency(
  transaction: Transaction,
  agencyId: number,
  ids: Record<string, number>,
  now: Date,
): Promise<void> {
  const companies = await transaction.db
    .selectFrom('lead_cycle as c')
    .innerJoin('account as a', 'a.account_id', 'c.account_id')
    .leftJoin('account_rollup as r', 'r.account_id', 'a.account_id')
    .select(['a.account_id', 'c.cycle_id'])
    .where('c.state', '=', 'new')
    .where('a.agency_role', 'is', null)
    .where('a.owner_id', 'is', null)
    .orderBy('r.open_deal_count', (order) => order.desc().nullsLast())
    .orderBy('c.cycle_id')
    .limit(agencyAccounts)
    .execute();
  const accounts = [...new Set(companies.map((row) => row.account_id))];
  await editAccounts(transaction, accounts, { values: { agency_id: agencyId } }, ids.sales!, '代理店の担当先');
  const leads = companies.map((row) => row.cycle_id);
  await handOver(transaction, leads.slice(0, 4), { memberId: ids.marketing!, now });
  const said = { code: 'wrong_person', text: 'ご担当は設備部の方でした', through: 'screen', givenAt: now } as const;
  if (leads[0]) await giveFeedback(transaction, { cycleId: leads[0], memberId: ids.agency!, side: 'agency', ...said });
}

async function planChange(transaction: Transaction, ids: Record<string, number>, now: Date): Promise<void> {
  const owner = await transaction.db
    .selectFrom('account')
    .select((eb) => ['owner_id', eb.fn.countAll<number>().as('n')])
    .where('owner_id', 'is not', null)
    .groupBy('owner_id')
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!owner?.owner_id) return;
  const others = [ids.colleague!, ids.ae!, ids.sales!].filter((id) => id !== owner.owner_id).map(String);
  const shares = [{ toId: others[0]!, prefectures: ['愛知県', '岐阜県', '三重県', '静岡県'] }, { toId: others[1]! }];
  const effectiveOn = addDays(todayJst(now), 10);
  const change = { fromId: owner.owner_id, shares, effectiveOn, actionsTo: null, note: '担当地域の見直し' };
  await planReassignment(transaction, change, ids.sales!, now);
}

async function freshLeads({ db }: Transaction, count: number): Promise<string[]> {
  const rows = await db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .where('state', '=', 'new')
    .where('account_id', 'is not', null)
    .orderBy('cycle_id', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.cycle_id);
}

async function chooseAgency({ db }: Database): Promise<number | undefined> {
  const row = await db
    .selectFrom('account')
    .select('account_id')
    .where('agency_role', 'is not', null)
    .orderBy('account_id')
    .executeTakeFirst();
  return row?.account_id;
}

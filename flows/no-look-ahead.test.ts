import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { addDays, weekOf } from '#core/period/day.ts';
import type { RoutingPlan } from '#core/route/plan.ts';
import { writeAudit } from '#db/audit.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { changeHandoverSettings } from './change-handover-settings.ts';
import { addAbsence, removeAbsence } from './edit-absences.ts';
import { editAccounts } from './edit-accounts.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';
import { editPerson } from './edit-person.ts';
import { addTargets, decideTargets, editTarget } from './edit-targets.ts';
import { runReplay } from './replay.ts';
import { runRoutingReplay } from './replay-routing.ts';

/** The property of issue §13: whatever is dated after a day, no lead handed over until then is routed or chosen otherwise. */
const companies = 14;
const period = { from: '2024-03-01', to: '2024-08-01' };
const firstDay = '2024-03-04';
const days = 110;
let database: Database;
let version = 0;

const plan: RoutingPlan = {
  rules: [
    { code: 'aichi', name: '愛知', when: { prefectures: ['愛知県'] }, to: { kind: 'pool', id: 'aichi' } },
    { code: 'product', name: '製品', when: { products: ['ロボットA', 'Web'] }, to: { kind: 'member', id: '3' } },
    { code: 'machine', name: '機械', when: { industries: ['機械'] }, to: { kind: 'member', id: '4' } },
    { code: 'small', name: '小', when: { employees: { to: 1_000 } }, to: { kind: 'pool', id: 'inside_sales' } },
    { code: 'owner', name: '担当', when: {}, to: { kind: 'owner' } },
    { code: 'rest', name: '残り', when: {}, to: { kind: 'pool', id: 'inside_sales' } },
  ],
  pools: [{ poolId: 'aichi', name: '愛知', memberIds: ['1', '3'] }],
  members: { '1': { capacity: 2, hours: null } },
};
const fit = {
  industry: { 機械: 30, 化学: 20 },
  prefecture: { 愛知県: 25 },
  size: { '〜49人': 15 },
  title: { 部長: 30 },
  class: { A: 30 },
  source: { 春の展示会: 20 },
};
const rule = { fit, acts: { seminar: 20, card: 5 }, windowDays: 90, threshold: 50, actNow: [], holds: [] };

const names = ['早乙女 恵', '江藤 結', '高瀬 亮介', '白川 奈々'];
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const industries = ['機械', '化学', '食品'];
const places = ['愛知県', '三重県', '東京都'];
const slashed = (day: string) => day.replaceAll('-', '/');

const companyFile = (n: number, more: { on: string; pick: number }) =>
  `会社コード,会社名,URL,担当営業,都道府県,業種,従業員数,更新日\nK${n},第${n}製作所株式会社,https://www.k${n}.co.jp,${nth(names, more.pick)},${nth(places, more.pick)},${nth(industries, more.pick + 1)},${nth([30, 200, 5000], more.pick)},${slashed(more.on)}\n`;
const cardFile = (n: number, title: string, place: string, on: string) =>
  `名刺ID,会社名,役職,氏名,e-mail,住所,URL,名刺交換日,名刺所有者\nC${version++},第${n % companies}製作所株式会社,${title},佐藤 L${n}郎,L${n}@k${n % companies}.co.jp,${place}一番町1-1,https://www.k${n % companies}.co.jp,${on},${nth(names, n)}\n`;
const leadFile = (
  rows: readonly { key: string; n: number; made: string; handed: string; sal?: string; campaign: string }[],
) =>
  `リード ID,会社名,姓,名,メール,リード状況,キャンペーン,作成日,引き渡し日,受入日\n${rows
    .map(
      ({ key, n, made, handed, sal, campaign }) =>
        `${key},第${n}製作所株式会社,佐藤,${key}郎,${key}@k${n}.co.jp,${sal ? 'SAL' : '新規'},${campaign},${made},${handed},${sal ?? ''}`,
    )
    .join('\n')}\n`;
const seminarFile = (n: number, on: string) =>
  `会社名,姓,名,メール,参加状況,セミナー名,開催日\n第${n % companies}製作所株式会社,佐藤,L${n}郎,L${n}@k${n % companies}.co.jp,来場,工場セミナー,${on}\n`;

const leads = Array.from({ length: 60 }, (_, n) => {
  const handed = addDays(firstDay, Math.floor((n * days) / 60));
  const sal = n % 3 === 0 ? addDays(handed, 4) : undefined;
  return {
    key: `L${n}`,
    n: n % companies,
    made: addDays(handed, -20),
    handed,
    ...(sal ? { sal } : {}),
    campaign: nth(['春の展示会', 'ロボットA 資料請求', 'Web'], n),
  };
});

const stamps = [
  ['bulk_edit', 'at'],
  ['bulk_edit', 'undone_at'],
  ['audit_entry', 'at'],
  ['account_override', 'at'],
  ['target_event', 'at'],
  ['target_line', 'created_at'],
  ['target_line', 'activated_at'],
  ['member', 'created_at'],
  ['import_batch', 'created_at'],
  ['offer_take', 'taken_at'],
] as const;

/** Does something as if it were noon of that day: the database stamps what it writes with its own clock. */
async function onDay(day: string, work: () => Promise<unknown>): Promise<void> {
  const { rows } = await database.pool.query('select clock_timestamp() as now');
  await work();
  for (const [table, column] of stamps)
    await database.pool.query(`update ${table} set ${column} = $1 where ${column} >= $2`, [
      `${day}T12:00:00+09:00`,
      rows[0].now,
    ]);
}
const write = (work: (transaction: Transaction) => Promise<unknown>) => inTransaction(database, work);
const ids = async (query: string) =>
  (await database.pool.query(query)).rows.map((row) => Number(Object.values(row)[0]));
const accountOf = async (n: number) =>
  (await ids(`select account_id from lead where external_key = 'L${n % companies}'`))[0]!;
const member = (name: string, role: string) =>
  database.pool.query('insert into member (email, name, role) values ($1, $2, $3)', [
    `m${version++}@example.jp`,
    name,
    role,
  ]);

before(async () => {
  database = await openTestDatabase('no_look_ahead');
  await onDay('2024-01-10', async () => {
    for (const [index, name] of names.entries()) await member(name, index < 2 ? 'inside_sales' : 'account_executive');
    for (let n = 0; n < companies; n++)
      await takeIn(database, { text: companyFile(n, { on: '2024-01-09', pick: n }) }, 'companies');
    await takeIn(database, { text: '製品名,シリーズ\nロボットA,A\n' }, 'products');
  });
  await onDay('2024-01-20', () => takeIn(database, { text: leadFile(leads) }, 'salesforce-leads'));
  await onDay('2024-02-01', async () => {
    for (const n of [2, 5, 8]) {
      const accountId = await accountOf(n);
      await write(async (transaction) => {
        const { lineIds } = await addTargets(
          transaction,
          [{ accountId, ownerId: 3, class: 'prospect', origin: 'marketing' }],
          null,
        );
        for (const side of ['sales', 'marketing'] as const)
          await decideTargets(transaction, lineIds, { side, verdict: 'approve', isProxy: false }, null);
      });
    }
    const owned = await accountOf(4);
    await write((transaction) =>
      editAccounts(transaction, [owned], { values: { owner_id: 4, industry: '機械', class: 'A' } }, null, ''),
    );
  });
});
after(() => database?.close());

/** What may happen later; `n` chooses of whom. Each is dated after the day. */
const happenings: Readonly<Record<string, (n: number, day: string) => Promise<unknown>>> = {
  company: (n, on) => takeIn(database, { text: companyFile(n % companies, { on, pick: n + version++ }) }, 'companies'),
  undatedCompany: (n) =>
    takeIn(database, { text: companyFile(n % companies, { on: '2024-01-09', pick: n + version++ }) }, 'companies'),
  card: (n, on) =>
    takeIn(database, { text: cardFile(n % 60, nth(['部長', '課長'], n), nth(places, n), on) }, 'sansan-cards'),
  lead: (n, on) => {
    const handed = addDays(weekOf(on), 7 + (n % 14));
    const row = {
      key: `N${version++}`,
      n: n % companies,
      made: on,
      handed,
      sal: addDays(handed, 1),
      campaign: 'ロボットA',
    };
    return takeIn(database, { text: leadFile([row]) }, 'salesforce-leads');
  },
  seminar: (n, on) => takeIn(database, { text: seminarFile(n % 60, on) }, 'seminar'),
  product: () => takeIn(database, { text: '製品名,シリーズ\n展示会,A\n資料,B\nWeb,C\n' }, 'products'),
  edit: async (n) => {
    const id = await accountOf(n);
    const values = {
      owner_id: 1 + (n % 4),
      prefecture: nth(places, n),
      industry: nth(industries, n),
      employees: nth([20, 3000], n),
      class: nth(['A', 'B'], n),
    };
    return write((transaction) => editAccounts(transaction, [id], { values }, null, ''));
  },
  agency: async (n) => {
    const [id, agency] = [await accountOf(n), await accountOf(n + 1)];
    return write((transaction) => editAccounts(transaction, [id], { values: { agency_id: agency } }, null, ''));
  },
  unpin: async (n) => {
    const id = await accountOf(n);
    return write((transaction) =>
      editAccounts(transaction, [id], { values: {}, unpin: ['owner_id', 'industry', 'class'] }, null, ''),
    );
  },
  undo: async (n) => {
    const edits = await ids('select bulk_edit_id from bulk_edit where undone_at is null order by 1');
    if (edits.length > 0) await write((transaction) => undoBulkEdit(transaction, nth(edits, n), null));
  },
  title: async (n) => {
    const people = await ids('select person_id from person order by 1');
    return write((transaction) =>
      editPerson(transaction, nth(people, n), { values: { title: nth(['部長', '主任'], n) }, unpin: [] }, null),
    );
  },
  member: (n) => member(`新人 ${n}`, nth(['inside_sales', 'account_executive'], n)),
  role: (n) =>
    write(async ({ db }) => {
      const members = await db.selectFrom('member').selectAll().orderBy('member_id').execute();
      const { member_id: id, role, is_active: isActive } = nth(members, n);
      // Rules that name somebody who left are refused, so only a member of whom none speaks leaves.
      const set =
        id === 2 ? { is_active: !isActive } : { role: role === 'inside_sales' ? 'account_executive' : 'inside_sales' };
      await db.updateTable('member').set(set).where('member_id', '=', id).execute();
      const before = { role, is_active: isActive };
      await writeAudit(db, {
        memberId: null,
        action: 'member.change',
        subjectKind: 'member',
        subjectId: id,
        before,
        after: set,
      });
    }),
  target: async (n) => {
    const accountId = await accountOf(n);
    return write(async (transaction) => {
      const { lineIds } = await addTargets(
        transaction,
        [{ accountId, ownerId: 1 + (n % 4), class: 'prospect', origin: 'marketing' }],
        null,
      );
      for (const side of ['sales', 'marketing'] as const)
        await decideTargets(transaction, lineIds, { side, verdict: 'approve', isProxy: false }, null);
    });
  },
  stop: async (n) => {
    const lines = await ids('select target_line_id from target_line order by 1');
    const verdict = nth(['exclude', 'resume', 'withdraw', 'approve'] as const, n);
    const given = { side: nth(['sales', 'marketing'] as const, n), verdict, isProxy: false };
    return write((transaction) => decideTargets(transaction, [nth(lines, n)], given, null));
  },
  targetOwner: async (n) => {
    const lines = await ids('select target_line_id from target_line order by 1');
    return write((transaction) => editTarget(transaction, nth(lines, n), { ownerId: 1 + (n % 4) }, null));
  },
  absence: (n, on) => {
    const memberId = 1 + (n % 4);
    const fromOn = addDays(on, -(n % 40));
    return write((transaction) =>
      addAbsence(transaction, { memberId, fromOn, toOn: addDays(on, 5), deputyId: null }, null),
    ).catch(() => undefined);
  },
  back: async (n) => {
    const absences = await ids('select absence_id from absence order by 1');
    if (absences.length > 0) await write((transaction) => removeAbsence(transaction, nth(absences, n), null));
  },
  leadChange: (n, on) => {
    const lead = nth(leads, n);
    return takeIn(
      database,
      { text: leadFile([{ ...lead, sal: addDays(on, 1), campaign: nth(['Web', 'ロボットA 来場'], n) }]) },
      'salesforce-leads',
    );
  },
  closed: (n, on) =>
    write((transaction) =>
      changeHandoverSettings(transaction, { daysOff: [1, 2, 3, 4].map((later) => addDays(on, n + later)) }, null),
    ),
};

type Outcome = { readonly on: string; readonly what: string };

/** Where each lead goes, by its day of hand-over, and who is chosen on each Monday. */
async function outcomes(): Promise<Map<string, Outcome>> {
  const found = new Map<string, Outcome>();
  const { rows } = await database.pool.query<{ cycle_id: string; mql_at: string }>(
    'select cycle_id, mql_at from lead_cycle',
  );
  const handedOn = new Map(rows.map((row) => [row.cycle_id, row.mql_at]));
  const routed = await runRoutingReplay(database.db, { plan, ...period });
  for (const { policy, leads: own } of [routed.draft, routed.newestFirst])
    for (const { itemId, receiver } of own)
      found.set(`${policy} ${itemId}`, { on: handedOn.get(itemId)!, what: `${receiver.kind}/${receiver.id}` });
  const chosen = await runReplay(database.db, { rule, ...period, horizonDays: 30 }, new Date('2024-12-31T00:00:00Z'));
  for (const { policy, picks } of [chosen.rule, chosen.newestFirst])
    for (const { leadId, on } of picks) found.set(`chosen ${policy} ${leadId}`, { on, what: 'chosen' });
  return found;
}

const until = (day: string, all: ReadonlyMap<string, Outcome>) => [...all].filter(([, { on }]) => on <= day).sort();

test('whatever is dated after a day changes nothing for the leads handed over until then', async () => {
  const [kinds, effects] = [Object.keys(happenings), new Map<string, number>()];
  let today = addDays(firstDay, 6);
  let known = await outcomes();
  /** Days go on as things happen; what was decided is looked at again on some day before. */
  const run = async ({ kind, n, passed, back }: { kind: string; n: number; passed: number; back: number }) => {
    today = addDays(today, passed);
    const day = addDays(today, -back);
    await onDay(today, () => happenings[kind]!(n, today));
    const now = await outcomes();
    assert.deepEqual(until(day, now), until(day, known), `${kind} on ${today}`);
    const changed = [...new Set([...known.keys(), ...now.keys()])].filter(
      (key) => now.get(key)?.what !== known.get(key)?.what || now.get(key)?.on !== known.get(key)?.on,
    );
    effects.set(kind, (effects.get(kind) ?? 0) + changed.length);
    known = now;
  };
  for (const kind of kinds)
    for (let n = 3; n < 60 && !effects.get(kind); n += 5) await run({ kind, n, passed: n === 3 ? 1 : 0, back: 1 });
  // A day off decides only together with somebody's absence.
  const idle = kinds.filter((kind) => kind !== 'closed' && !effects.get(kind));
  assert.deepEqual(idle, [], 'each of them changes something later, else this proves nothing');
  const step = fc.record({
    kind: fc.constantFrom(...kinds),
    n: fc.nat(200),
    passed: fc.integer({ min: 0, max: 3 }),
    back: fc.integer({ min: 1, max: 30 }),
  });
  await fc.assert(fc.asyncProperty(step, run), { numRuns: 15, seed: 13, endOnFailure: true });
});

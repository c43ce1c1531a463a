import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { rebuild } from '#flows/rebuild.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

/** An agency that somebody puts together with another record of the same company keeps its companies, its targets and its leads. */
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let admin: TestMember;
let agency: TestMember;
let [kept, gone, customer] = [0, 0, 0];
const now = new Date('2026-11-20T01:00:00Z');

before(async () => {
  opened = await openTestWorld('agency_merged');
  const world = { ...opened.world, now: () => now };
  app = await createApp(world);
  await takeIn(
    world.database,
    {
      text: '会社コード,会社名,住所,URL,代理店区分\nK0,共栄商事株式会社,大阪府大阪市北区梅田1-1,,\nK1,協和通商株式会社,東京都港区芝2-2,,一次店\nK2,青空精機株式会社,東京都千代田区1-1,https://www.aozora.co.jp,\n',
    },
    'companies',
  );
  await takeIn(
    world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,電話,リード状況,キャンペーン,作成日\nL0,青空精機株式会社,佐藤,一郎,sato@aozora.co.jp,03-1234-5678,新規,展示会,2026/11/18\n',
    },
    'salesforce-leads',
  );
  const { rows } = await world.database.pool.query('select account_id, name_safe from account');
  const idOf = (name: string) => Number(rows.find((row) => row.name_safe === name).account_id);
  [kept, gone, customer] = [idOf('共栄商事'), idOf('協和通商'), idOf('青空精機')];
  admin = await addMember(world, 'admin', { name: '堂島 剛' });
  agency = await addMember(world, 'agency', { agencyAccountId: gone });
  await call(app, admin, 'PATCH', `/api/accounts/${customer}`, { agency_id: gone });
  await call(app, admin, 'POST', '/api/targets', { targets: [{ accountId: customer, origin: 'sales_nominated' }] });
  const rules = [
    { code: 'osaka', name: '大阪', when: { prefectures: ['大阪府'] }, to: { kind: 'agency', id: String(gone) } },
    { code: 'rest', name: '残り', when: {}, to: { kind: 'pool', id: 'inside_sales' } },
  ];
  const plan = { rules, pools: [], members: {} };
  const saved = await call(app, admin, 'PUT', '/api/routing', { basedOn: 'default', plan, note: null });
  assert.equal(saved.status, 200, saved.text);
  const { rows: cycles } = await world.database.pool.query('select cycle_id from lead_cycle');
  await call(app, admin, 'POST', '/api/handovers/hand-over', { cycleIds: [cycles[0].cycle_id] });
});
after(async () => {
  await app.close();
  await opened.close();
});

/** Who would get a lead of the territory that a rule gives to the agency. */
async function ruleGoesTo(): Promise<string> {
  const tried = await call<{ receiver: { name: string } }>(app, admin, 'POST', '/api/routing/try', { accountId: kept });
  return tried.body.receiver.name;
}

/** Agency of the company, on its page and on the target list; who holds the lead; what the agency itself sees of all that; who a rule
 * names. */
async function told() {
  const page = await call<{ agencyName: string | null }>(app, admin, 'GET', `/api/accounts/${customer}`);
  const targets = await call<{ rows: { agencyName: string | null }[] }>(app, admin, 'GET', '/api/targets');
  const waiting = await call<{ rows: { receiverName: string | null }[] }>(
    app,
    admin,
    'GET',
    '/api/handovers?view=waiting',
  );
  const own = await call<{ total: number }>(app, agency, 'GET', '/api/accounts');
  const mine = await call<{ total: number }>(app, agency, 'GET', '/api/handovers?view=mine');
  return [
    ...[page.body.agencyName, targets.body.rows[0]?.agencyName, waiting.body.rows[0]?.receiverName],
    ...[own.body.total, mine.body.total, await ruleGoesTo()],
  ];
}

test('merged, taken back, merged and rebuilt: an agency keeps what is its own', async () => {
  const apart = ['協和通商株式会社', '協和通商株式会社', '協和通商株式会社', 1, 1, '協和通商株式会社'];
  const together = ['共栄商事株式会社', '共栄商事株式会社', '共栄商事株式会社', 1, 1, '共栄商事株式会社'];
  assert.deepEqual(await told(), apart);
  const merge = async () =>
    (
      await call<{ decisionId: number }>(app, admin, 'POST', '/api/reviews/decide', {
        ...{ kind: 'account', verdict: 'same', leftId: kept, rightId: gone },
      })
    ).body.decisionId;
  const decisionId = await merge();
  assert.deepEqual(await told(), together);
  assert.equal((await call(app, admin, 'POST', `/api/decisions/${decisionId}/undo`)).status, 200);
  assert.deepEqual(await told(), apart);
  await merge();
  await rebuild(opened.world.database);
  assert.deepEqual(await told(), together);
});

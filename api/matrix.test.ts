import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import { isAllowed, policies, roles, type Actor, type Policy } from './policy.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
const members = new Map<string, TestMember>();
let foreign: number;
let own: number;
type Route = { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string; policy: Policy };
let routes: Route[] = [];

before(async () => {
  const opened = await openTestWorld('matrix');
  ({ world, close } = opened);
  app = await createApp(world);
  await takeIn(world.database, {
    text: '会社名,業種,代理店区分\r\n秘密精機,機械,\r\n公開電子,電気機器,\r\n共栄商事,卸売業,一次店\r\n',
  });
  const id = async (name: string) =>
    (await world.database.pool.query('select account_id from account where name_safe = $1', [name])).rows[0]
      .account_id as number;
  [foreign, own] = [await id('秘密精機'), await id('公開電子')];
  const agency = await id('共栄商事');
  await world.database.db.updateTable('account').set({ agency_id: agency }).where('account_id', '=', own).execute();
  for (const role of roles)
    members.set(role, await addMember(world, role, role === 'agency' ? { agencyAccountId: agency } : {}));
  members.set('deactivated', await addMember(world, 'admin', { name: 'gone', isActive: false }));
  routes = app.routePolicies.filter(
    ({ method, url }) => method !== 'HEAD' && !/^\/(assets|api\/docs)\b/.test(url),
  ) as Route[];
});
after(async () => {
  await app?.close();
  await close?.();
});

const fill = (url: string) =>
  url
    .replace(':id', String(foreign))
    .replace(':kind', 'account')
    .replace(':noun', 'accounts')
    .replace(':what', 'accounts.csv')
    .replace(':source', 'csv')
    .replace(/:\w+/g, '1');

/** Count and content of every table: what a denied call must leave as it was. */
async function fingerprint(): Promise<string> {
  const { rows } = await world.database.pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where schemaname in ('public', 'auth') and relname not in ('api_token', 'rateLimit') order by 1",
  );
  const parts = await Promise.all(
    rows.map(
      async ({ name }) =>
        `${name}:${(await world.database.pool.query(`select count(*) || '/' || coalesce(sum(hashtext(t::text)::bigint), 0) as v from ${name} t`)).rows[0].v}`,
    ),
  );
  return parts.join('\n');
}

test('every route declares a policy, and the document lists the routes', () => {
  assert.ok(routes.length >= 55, `${routes.length} routes`);
  const documented = Object.keys((app.swagger() as { paths: object }).paths);
  for (const { url } of routes)
    assert.ok(documented.includes(url.replace(/:(\w+)/g, '{$1}')), `${url} is not in the document`);
  for (const route of routes)
    assert.ok(
      route.policy === 'public' || route.policy === 'signed_in' || route.policy in policies,
      `${route.method} ${route.url}: ${route.policy}`,
    );
});

test('the reference is a page of our own origin under our own content policy', async () => {
  const page = await app.inject({ url: '/api/docs/' });
  assert.equal(page.statusCode, 200);
  assert.match(String(page.headers['content-security-policy']), /script-src 'self';/);
  assert.ok(!/https?:\/\//.test(page.body.replaceAll('http://www.w3.org', '')), 'it loads something from elsewhere');
  assert.ok(!/<script(?![^>]*src=)/.test(page.body), 'it holds an inline script');
});

test('every route × every actor: denied calls answer 401 or 403 and change nothing', async () => {
  const actors: (string | undefined)[] = [undefined, 'deactivated', ...roles];
  let cells = 0;
  for (const name of actors) {
    const before = await fingerprint();
    const denied = routes.filter(
      (route) =>
        route.policy !== 'public' &&
        (name === undefined || name === 'deactivated' || !isAllowed(actorOf(name), route.policy)),
    );
    for (const route of denied) {
      const answer = await call(
        app,
        name === undefined ? undefined : members.get(name),
        route.method,
        fill(route.url),
        route.method === 'GET' ? undefined : {},
      );
      assert.equal(
        answer.status,
        name === undefined || name === 'deactivated' ? 401 : 403,
        `${name} ${route.method} ${route.url}`,
      );
      assert.ok(!answer.text.includes('秘密精機'), `${name} ${route.url} leaks`);
      cells++;
    }
    assert.equal(await fingerprint(), before, `${name} changed something`);
  }
  assert.ok(cells > 200, `${cells} cells`);
});

test('an allowed read answers, and never 500', async () => {
  for (const role of roles) {
    for (const route of routes.filter(
      (one) => one.method === 'GET' && isAllowed(actorOf(role), one.policy) && one.policy !== 'public',
    )) {
      const answer = await call(app, members.get(role), 'GET', fill(route.url));
      assert.ok(answer.status < 500, `${role} ${route.url} ${answer.status} ${answer.text.slice(0, 200)}`);
    }
  }
});

test('an agency sees only accounts that carry it: lists, counts, pages, people, exports', async () => {
  const agency = members.get('agency')!;
  const list = await call<{ rows: { name: string }[]; total: number }>(app, agency, 'GET', '/api/accounts');
  assert.deepEqual([list.body.total, list.body.rows.map((row) => row.name)], [1, ['公開電子']]);
  assert.equal((await call(app, agency, 'GET', `/api/accounts/${own}`)).status, 200);
  const hidden = await call(app, agency, 'GET', `/api/accounts/${foreign}`);
  const missing = await call(app, agency, 'GET', '/api/accounts/999999');
  assert.equal(hidden.status, 404);
  assert.equal(hidden.text.replaceAll(String(foreign), 'N'), missing.text.replaceAll('999999', 'N'));
  assert.equal((await call(app, agency, 'GET', `/api/accounts/${foreign}/timeline`)).status, 404);
  assert.equal((await call(app, agency, 'GET', '/api/exports/accounts.csv')).status, 403);
});

test('an agency learns neither what is on the target list nor which other agencies sell to its companies', async () => {
  const agency = members.get('agency')!;
  await call(app, members.get('admin'), 'POST', '/api/targets', { targets: [{ accountId: own, origin: 'marketing' }] });
  await takeIn(
    world.database,
    {
      text: '受注番号,売上日,請求先,需要家,代理店,品名,売上金額\r\n1,2026/04/01,別の商社,公開電子,別の商社,検査装置,100000\r\n',
    },
    'orders',
  );
  const list = await call<{ rows: { targetStatus: string | null }[] }>(app, agency, 'GET', '/api/accounts');
  assert.equal(list.body.rows[0]!.targetStatus, null);
  for (const filter of [{ quick: 'on_target_list' }, { field: 'targetStatus', op: 'eq', value: 'active' }]) {
    const asked = `/api/accounts?filter=${encodeURIComponent(JSON.stringify(filter))}`;
    assert.equal((await call(app, agency, 'GET', asked)).status, 403);
  }
  assert.equal((await call(app, agency, 'GET', '/api/accounts?sort=targetStatus')).status, 403);
  type Page = { orders: { billTo: string | null; agency: string | null; product: string }[] };
  const page = await call<Page>(app, agency, 'GET', `/api/accounts/${own}`);
  assert.deepEqual(
    page.body.orders.map(({ product, billTo, agency: through }) => [product, billTo, through]),
    [['検査装置', null, null]],
  );
  assert.ok(!page.text.includes('別の商社'));
  const staff = await call<Page>(app, members.get('admin'), 'GET', `/api/accounts/${own}`);
  assert.equal(staff.body.orders[0]!.agency, '別の商社');
});

test('gross profit is hidden in values, sorting and filters from those without the right', async () => {
  const seller = members.get('account_executive')!;
  assert.equal(
    (await call<{ seesGrossProfit: boolean }>(app, seller, 'GET', '/api/accounts')).body.seesGrossProfit,
    false,
  );
  assert.equal((await call(app, seller, 'GET', '/api/accounts?sort=grossProfit36m')).status, 403);
  const filter = encodeURIComponent(JSON.stringify({ field: 'grossProfit36m', op: 'gt', value: 1 }));
  assert.equal((await call(app, seller, 'GET', `/api/accounts?filter=${filter}`)).status, 403);
  assert.equal((await call(app, members.get('sales_manager'), 'GET', '/api/accounts?sort=grossProfit36m')).status, 200);
});

test('a call from another site is refused before anything else', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/views',
    headers: { ...members.get('admin')!.headers, 'sec-fetch-site': 'cross-site' },
    payload: { noun: 'accounts', name: 'x', definition: {} },
  });
  assert.equal(response.statusCode, 403);
  assert.equal(response.json().code, 'cross_site');
});

test('unknown fields and hostile sort fields are refused with a sentence, never 500', async () => {
  const admin = members.get('admin')!;
  for (const url of [
    '/api/accounts?sort=name;drop%20table%20account',
    '/api/accounts?direction=ASC,(select%20pg_sleep(2))',
    '/api/accounts?limit=-1',
    "/api/accounts?filter={'",
    '/api/accounts?filter=%5B%5D',
  ])
    assert.ok([422].includes((await call(app, admin, 'GET', url)).status), url);
  assert.equal((await call(app, admin, 'PATCH', `/api/accounts/${own}`, { role: 'admin' })).status, 422);
  const search = await call<{ total: number }>(
    app,
    admin,
    'GET',
    `/api/accounts?search=${encodeURIComponent("'; drop table account --")}`,
  );
  assert.equal(search.status, 200);
});

function actorOf(role: string): Actor {
  return {
    memberId: 0,
    name: role,
    email: '',
    role: role as Actor['role'],
    department: null,
    agencyAccountId: null,
    mayExport: null,
    maySeeGrossProfit: null,
  };
}

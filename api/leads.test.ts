import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let sales: TestMember;
before(async () => {
  ({ world, close } = await openTestWorld('leads'));
  app = await createApp(world);
  await takeIn(world.database, {
    text: '企業ID,会社名,電話番号,URL\r\n1,株式会社青嶺精機,03-5440-1201,https://www.seireiseiki.co.jp/\r\n',
  });
  sales = await addMember(world, 'inside_sales', { name: '山田 太郎' });
  await world.database.pool.query(
    "insert into target_line (account_id, tier, owner_id, origin, status) select account_id, 'A', $1, 'marketing', 'active' from account",
    [sales.memberId],
  );
});
after(async () => {
  await app?.close();
  await close?.();
});

const lead = { source: 'website', key: 'F-1', companyName: '青嶺精機', personName: '佐藤 花子', phone: '03-5440-1201' };

type Answer = {
  result: string;
  rowKey: string | null;
  outcome: string;
  account: { accountId: number; target: { tier: string; status: string }; owner: { memberId: number; name: string } };
  explanation: { lines: { words: { ja: string } }[]; bits: number };
  problem: { code: string; detail: { ja: string; en: string } } | null;
};

test('a form asks with a token: company, target list, owner and reason come back, and nothing is stored', async () => {
  const { status, body } = await call<Answer>(app, sales, 'POST', '/api/leads/match', lead);
  assert.equal(status, 200);
  assert.equal(body.result, 'account');
  assert.equal(body.rowKey, null);
  assert.equal(body.account.target.tier, 'A');
  assert.deepEqual(body.account.owner, { memberId: sales.memberId, name: '山田 太郎' });
  assert.ok(body.explanation.lines.length > 1 && body.explanation.bits > 0);
  const { rows } = await world.database.pool.query('select count(*)::int as n from raw_row');
  assert.equal(rows[0].n, 1);
});

test('it is taken in once: the same again is unchanged, and both stand in the audit log', async () => {
  const first = (await call<Answer>(app, sales, 'POST', '/api/leads', lead)).body;
  const again = (await call<Answer>(app, sales, 'POST', '/api/leads', lead)).body;
  assert.equal(first.outcome, 'new', 'a new person at a known company');
  assert.equal(again.outcome, 'unchanged');
  assert.equal(again.rowKey, first.rowKey);
  assert.equal(again.account.accountId, first.account.accountId);
  const { rows } = await world.database.pool.query(
    "select member_id, after from audit_entry where action = 'lead.take' order by audit_entry_id",
  );
  assert.deepEqual(
    rows.map((row) => [row.member_id, row.after.rows]),
    [
      [sales.memberId, [first.rowKey]],
      [sales.memberId, []],
    ],
  );
});

test('the day of forms stands in the history of imports and has no file to check', async () => {
  const { rows } = (
    await call<{ rows: { batchId: number; fileName: string; new: number }[] }>(app, sales, 'GET', '/api/imports')
  ).body;
  assert.equal(rows[0]!.fileName, 'website 2026-04-10');
  assert.equal(rows[0]!.new, 1);
  const page = await call(app, sales, 'GET', `/api/imports/${rows[0]!.batchId}`);
  assert.equal(page.status, 200);
  const admin = await addMember(world, 'admin');
  const check = await call(app, admin, 'POST', `/api/imports/${rows[0]!.batchId}/check`, {});
  assert.equal(check.status, 409);
  assert.equal(check.body.code, 'import_has_no_file');
});

test('unknown fields and wrong days are refused; nothing to go by is told as a rejection', async () => {
  assert.equal((await call(app, sales, 'POST', '/api/leads', { ...lead, shoeSize: '27' })).status, 422);
  assert.equal((await call(app, sales, 'POST', '/api/leads', { ...lead, on: 'yesterday' })).status, 422);
  const { body } = await call<Answer>(app, sales, 'POST', '/api/leads/match', { phone: '03-5440-1201' });
  assert.equal(body.result, 'rejected');
  assert.match(body.problem!.detail.ja, /氏名・メール・会社名/);
  assert.match(body.problem!.detail.en, /^No name, no e-mail address/);
});

test('agencies and executives may not ask', async () => {
  for (const role of ['agency', 'executive'] as const) {
    const other = await addMember(world, role);
    assert.equal((await call(app, other, 'POST', '/api/leads/match', lead)).status, 403);
  }
});

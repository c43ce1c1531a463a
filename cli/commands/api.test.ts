import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addMember } from '#fixtures/api-client.ts';
import { headlineDeals, headlineLeads } from '#fixtures/headline.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import type { OpenWorld } from '../open-world.ts';
import { callApi, type ApiCall } from './api.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let marketing: string;
let executive: string;

const emailOf = async (memberId: number) =>
  (await opened.world.database.pool.query('select email from member where member_id = $1', [memberId])).rows[0].email;

before(async () => {
  opened = await openTestWorld('api_command');
  await takeIn(opened.world.database, { text: headlineDeals() });
  await takeIn(opened.world.database, { text: headlineLeads() });
  marketing = await emailOf((await addMember(opened.world, 'marketing_manager')).memberId);
  executive = await emailOf((await addMember(opened.world, 'executive')).memberId);
});
after(() => opened.close());

// biome-ignore lint/suspicious/noExplicitAny: the answers of many routes
async function run(method: string, path: string, more: Partial<ApiCall> = {}): Promise<any> {
  const results: object[] = [];
  const output = { language: 'ja' as const, say: () => undefined, result: (value: object) => void results.push(value) };
  await callApi(opened.world as unknown as OpenWorld, { method, path, query: [], member: marketing, ...more }, output);
  return results[0]!;
}

test('the headline case is read at the command line', async () => {
  const { rates } = await run('get', '/api/comparison', {
    query: ['beforeFrom=2024-10', 'beforeTo=2025-03', 'afterFrom=2025-04', 'afterTo=2025-09', 'denominator=sal'],
  });
  assert.match(rates[0].comparison.sentence.ja, /62.0% から 93.0% へ/);
  assert.match(rates[1].comparison.sentence.ja, /差は確認できません/);
});

test('what a member decides has their rights, and their name in the audit', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mori-api-'));
  const body = join(folder, 'decision.json');
  writeFileSync(body, JSON.stringify({ codes: ['K6.1'] }));
  await run('PUT', '/api/home/tiles', { body });
  const { rows } = await opened.world.database.pool.query(
    "select m.email from audit_entry a join member m using (member_id) where a.action = 'home.choose_tiles'",
  );
  assert.deepEqual(rows, [{ email: marketing }]);
  await assert.rejects(run('POST', '/api/rule-proposals', { member: executive, body }), { code: 'not_allowed' });
});

test('an answer that is a file goes to --out', async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'mori-api-')), 'board.csv');
  const asked = { query: ['period=year', 'at=2025-05-01'] };
  await assert.rejects(run('GET', '/api/exports/kpis.csv', asked), { code: 'usage' });
  const { bytes } = await run('GET', '/api/exports/kpis.csv', { ...asked, out });
  assert.ok(bytes > 0 && readFileSync(out, 'utf8').includes('K6.1'));
});

const refused: [string, string, string, Partial<ApiCall>, string][] = [
  ['a stranger', 'GET', '/api/kpis', { member: 'nobody@example.jp' }, 'member_not_found'],
  ['an address outside of the API', 'GET', '/setup', {}, 'usage'],
  ['signing in', 'POST', '/api/auth/sign-in/email', {}, 'usage'],
  ['half a pair', 'GET', '/api/kpis', { query: ['period'] }, 'usage'],
  ['a wrong value', 'GET', '/api/kpis', { query: ['period=decade'] }, 'input_invalid'],
];
for (const [what, method, path, more, code] of refused)
  test(`${what} is refused with a sentence`, () => assert.rejects(run(method, path, more), { code }));

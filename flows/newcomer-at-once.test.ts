import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDatabase, type Database } from '#db/pool.ts';
import { lockIdentity } from '#db/raw-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { followForms } from './follow-forms.ts';
import { rebuild } from './rebuild.ts';
import { takeLeads } from './take-leads.ts';

let database: Database;
let other: Database;
before(async () => {
  database = await openTestDatabase('newcomer_at_once');
  other = openDatabase(database.url);
});
after(async () => {
  await other.close();
  await database.close();
});

const accountsOf = async (domain: string) =>
  (
    await database.pool.query(
      'select array_agg(distinct account_id) as ids, count(*)::int as rows from row_link join account_domain using (account_id) where domain = $1',
      [domain],
    )
  ).rows[0] as { ids: number[]; rows: number };
const waiting = async () =>
  (await database.pool.query("select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted"))
    .rows[0].n as number;
const until = async (is: () => Promise<boolean>) => {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const lead = (source: string, companyName: string) =>
  ({
    told: { companyName, email: 'info@kiritani.co.jp' },
    from: { kind: 'lead', source, memberId: null, now: new Date() },
  }) as const;

test('two transactions that overlap, each with a row of one newcomer: the second waits, sees the first, one company', async () => {
  const [form, desk] = [lead('website', '株式会社桐谷工業'), lead('desk', '桐谷工業')];
  // Both stand before the door at once: neither can have seen the other when it began.
  const both: Promise<unknown>[] = [];
  await inTransaction(database, async (holder) => {
    await lockIdentity(holder);
    both.push(takeLeads(database, [form.told], form.from), takeLeads(other, [desk.told], desk.from));
    await until(async () => (await waiting()) === 2);
  });
  await Promise.all(both);
  const { ids, rows } = await accountsOf('kiritani.co.jp');
  assert.equal(ids.length, 1);
  assert.equal(rows, 2);
});

test('two files with the same newcomers, taken in by two processes at once: each company is there once, a rebuild gives the same', async () => {
  const companies = Array.from(
    { length: 30 },
    (_, n) => `第${n}精機,https://seiki${n}.co.jp,東京都港区芝${n + 1}-1-1,`,
  );
  const text = (form: string) => `会社名,URL,住所,電話\r\n${companies.map((row) => `${form}${row}`).join('\r\n')}\r\n`;
  const worker = spawn(
    process.execPath,
    [
      ...process.execArgv.filter((flag) => !flag.startsWith('--test')),
      join(import.meta.dirname, '../fixtures/take-in-apart.ts'),
      database.url,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  worker.stdin.end(text('株式会社'));
  const ended = once(worker, 'exit');
  await takeIn(database, { text: text('㈱') }, 'companies', { source: 'here' });
  assert.deepEqual((await ended)[0], 0);
  const { rows } = await database.pool.query(
    "select count(distinct account_id)::int as accounts, count(*)::int as rows from row_link join raw_row using (row_key, version) where source in ('here', 'there')",
  );
  assert.deepEqual(rows, [{ accounts: 30, rows: 60 }]);
  await followForms(database, new Date());
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from './pool.ts';
import { inPromptTransaction } from './prompt-transaction.ts';
import { recordScript } from './script.ts';
import { copyLine, inTransaction, type Transaction } from './transaction.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('prompt');
});
after(() => database.close());

const policy = 'on conflict (domain, account_id) do nothing';
const columns = ['domain', 'account_id'];

/** Lines beside others that are there, and a statement with values. */
const writing = (domains: readonly (string | null)[], accountId: number) => async (transaction: Transaction) => {
  await transaction.merge(
    'account_domain',
    columns,
    domains.map((domain) => copyLine([domain, 1])),
    policy,
  );
  await sql`insert into account_domain (domain, account_id) select d, ${sql.lit(accountId)} from unnest(${domains}::text[]) d on conflict do nothing`.execute(
    transaction.db,
  );
};

const write = (domains: readonly (string | null)[], accountId: number) =>
  inPromptTransaction(
    database,
    1,
    async (transaction) => transaction.later(await recordScript(writing(domains, accountId))),
    async () => undefined,
  );

const stored = async () =>
  (await database.pool.query('select domain, account_id as id from account_domain order by 1, 2')).rows.map(
    ({ domain, id }) => `${domain} ${id}`,
  );

test('what is written for somebody who waits is what a transaction writes, however often its statements were planned', async () => {
  await inTransaction(database, writing(["it's.jp", 'tab\t.jp'], 2));
  const expected = await stored();
  await database.pool.query('delete from account_domain');
  for (let time = 0; time < 8; time++) await write(["it's.jp", 'tab\t.jp'], 2);
  assert.deepEqual(await stored(), expected);
});

test('after a text that failed before a statement of it was planned, the statement is planned again', async () => {
  await database.pool.query('delete from account_domain');
  await assert.rejects(write([null], 3), /null value/);
  assert.deepEqual(await stored(), []);
  await write(['a.jp'], 3);
  assert.deepEqual(await stored(), ['a.jp 1', 'a.jp 3']);
});

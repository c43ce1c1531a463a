import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { answerHandOver, handOver } from './hand-over.ts';

const now = new Date('2026-06-10T03:00:00Z');
let database: Database;
let cycles: string[];
before(async () => {
  database = await openTestDatabase('hand_over');
  await database.pool.query(
    "insert into member (email, name, role) values ('is@example.jp', '内田 薫', 'inside_sales'), ('is2@example.jp', '小川 渚', 'inside_sales')",
  );
  const lines = Array.from({ length: 41 }, (_, n) => `L${n},会社${n}株式会社,佐藤 一郎,未対応,2026/05/01`);
  await takeIn(database, { text: `リードID,会社名,氏名,リード状況,作成日\n${lines.join('\n')}\n` }, 'leads');
  const { rows } = await database.pool.query('select cycle_id from lead_cycle order by cycle_id');
  cycles = rows.map((row) => row.cycle_id);
});
after(() => database.close());

/** How many statements the flow sent. */
async function statements(
  work: (ids: readonly string[]) => (transaction: Parameters<typeof handOver>[0]) => Promise<unknown>,
  ids: readonly string[],
) {
  let sent = 0;
  await inTransaction(database, async (transaction, client) => {
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    client.query = ((...given: unknown[]) => {
      sent++;
      return query(...given);
    }) as typeof client.query;
    await work(ids)(transaction);
  });
  return sent;
}

const actor = { memberId: 1, now };

test('forty leads are handed over and answered with as many statements as one', async () => {
  const give = (ids: readonly string[]) => (transaction: Parameters<typeof handOver>[0]) =>
    handOver(transaction, ids, actor);
  const answer = (ids: readonly string[]) => (transaction: Parameters<typeof handOver>[0]) =>
    answerHandOver(transaction, ids, { kind: 'accept', nextAction: '電話する', nextOn: '2026-06-12' }, actor);
  const [one, many] = [cycles.slice(0, 1), cycles.slice(1)];
  assert.equal(await statements(give, many), await statements(give, one));
  assert.equal(await statements(answer, many), await statements(answer, one));
  const { rows } = await database.pool.query(
    'select state, count(*)::int as n, count(distinct receiver_id)::int as receivers from lead_cycle group by state',
  );
  assert.deepEqual(rows, [{ state: 'accepted', n: 41, receivers: 2 }]);
  const { rows: kept } = await database.pool.query(
    "select (select count(*)::int from cycle_event where explanation is not null) as explained, (select count(*)::int from audit_entry where action = 'handover.accept') as audited",
  );
  assert.deepEqual(kept, [{ explained: 41, audited: 41 }]);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { answerHandOver } from './hand-over.ts';
import { readCycles } from './lead-cycles.ts';

const now = new Date('2026-06-10T03:00:00Z');
let database: Database;
let memberId: number;

const cycleOf = async (key: string) =>
  (
    await database.pool.query(
      'select c.* from lead_cycle c join lead l on l.lead_id = c.cycle_id where l.external_key = $1',
      [key],
    )
  ).rows[0];

before(async () => {
  database = await openTestDatabase('imported_histories');
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('ae@example.jp', '三田村 香織', 'account_executive') returning member_id",
  );
  memberId = rows[0].member_id;
  const lines = [
    'J,差し戻し,既存商談対応中,展示会',
    'D,差し戻し,重複,展示会',
    'O,差し戻し,担当外,展示会',
    'N,差し戻し,ニーズなし,展示会',
    'S,対応中,,営業開拓',
    'W,未対応,,Web',
  ].map((line, n) => {
    const [key, status, reason, source] = line.split(',');
    return `${key},会社${n}株式会社,氏名${n},${status},${reason},${source},三田村 香織,2026/05/11,2026/05/01`;
  });
  await takeIn(
    database,
    { text: `リードID,会社名,氏名,リード状況,却下理由,リードソース,担当者,引き渡し日,作成日\n${lines.join('\n')}\n` },
    'leads',
  );
});
after(() => database.close());

const told: [key: string, state: string, handed: boolean, sal: boolean, rejected: boolean, deal: boolean][] = [
  ['J', 'accepted', true, true, false, true],
  ['D', 'merged', false, false, false, false],
  ['O', 'ignored', true, false, false, false],
  ['N', 'rejected', true, false, true, false],
  ['S', 'accepted', false, true, false, false],
  ['W', 'ignored', true, false, false, false],
];
for (const [key, state, ...reached] of told)
  test(`S2-05 an imported history of kind ${key} counts as ${state}, in the table as in the replay`, async () => {
    const line = await cycleOf(key);
    assert.equal(line.state, state);
    assert.deepEqual(
      [line.mql_at, line.sal_at, line.rejected_at, line.deal_at].map((at) => at !== null),
      reached,
    );
    const { cycle } = (await readCycles(database.db, [line.cycle_id], now)).get(line.cycle_id)!;
    assert.equal(cycle.state, state);
  });

test('a lead that sales made enters at accepted with its owner, is in no H, and goes on from there', async () => {
  const line = await cycleOf('S');
  assert.deepEqual([line.is_sales_made, line.sal_at, line.receiver_id], [true, '2026-05-01', String(memberId)]);
  await inTransaction(database, (transaction) =>
    answerHandOver(
      transaction,
      [line.cycle_id],
      { kind: 'confirm', need: '人手不足', timing: '今期' },
      { memberId, now },
    ),
  );
  const after = await cycleOf('S');
  assert.deepEqual(
    [after.state, after.is_sales_made, after.mql_at, after.receiver_id],
    ['sql', true, null, String(memberId)],
  );
});

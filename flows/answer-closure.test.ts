import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { accountOfNumber, closedAccounts, countOpenClosures } from '#db/register.ts';
import { inTransaction } from '#db/transaction.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { answerClosure, askClosureAgain } from './answer-closure.ts';
import { takeReferenceFile } from './load-reference.ts';
import { registerTable } from './load-register.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';

const [midori, umi, aozora] = ['7000012050002', '4011001098993', '2011001098995'];
let database: Database;
let memberId: number;
before(async () => {
  database = await openTestDatabase('answer_closure');
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) values ('owner@example.jp', '持ち主', 'admin') returning member_id",
  );
  memberId = Number(rows[0].member_id);
  const path = join(mkdtempSync(join(tmpdir(), 'mori-register-')), 'register.csv');
  const closed = { process: '21', updatedOn: '2025-10-01', closedOn: '2025-10-01' };
  writeFileSync(
    path,
    registerLine({ number: midori, name: '緑電機株式会社', ...closed, closedCause: '11', successor: umi }) +
      registerLine({ number: umi, name: '海電機株式会社', ...closed, closedCause: '11', successor: aozora }) +
      registerLine({ number: aozora, name: '株式会社青空', updatedOn: '2021-04-01' }),
  );
  await takeReferenceFile(database, registerTable, { path, name: 'register.csv' });
  const text = `会社名,法人番号\r\n緑電機株式会社,${midori}\r\n海電機株式会社,${umi}\r\n株式会社青空,${aozora}\r\n`;
  await takeIn(database, { text }, 'companies', { source: 'crm' });
});
after(() => database.close());

const idOf = async (name: string) =>
  Number((await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id);
const reply = (id: number, answer: 'merged' | 'kept', reason: string) =>
  inTransaction(database, (transaction) => answerClosure(transaction, id, { answer, reason }, memberId));
const waiting = () => countOpenClosures(database.db);
const listed = async () =>
  (await closedAccounts(database.db, {}, { offset: 0, limit: 10 })).rows.map(({ name, answer, reason, answeredBy }) => [
    name,
    answer,
    reason,
    answeredBy,
  ]);

test('a company that stays as it is waits no longer, with reason and name; it can be asked again', async () => {
  assert.equal(await waiting(), 2);
  await reply(await idOf('海電機株式会社'), 'kept', '工場として取引が続く');
  assert.equal(await waiting(), 1);
  assert.deepEqual(await listed(), [
    ['緑電機株式会社', null, null, null],
    ['海電機株式会社', 'kept', '工場として取引が続く', '持ち主'],
  ]);
  const umiId = await idOf('海電機株式会社');
  await inTransaction(database, (transaction) => askClosureAgain(transaction, umiId, memberId));
  assert.equal(await waiting(), 2);
  const audited = await database.pool.query(
    "select action, after ->> 'reason' as reason from audit_entry where subject_kind = 'account' order by audit_entry_id",
  );
  assert.deepEqual(audited.rows, [
    { action: 'account.closure', reason: '工場として取引が続く' },
    { action: 'account.closure_again', reason: null },
  ]);
});

test('merged it becomes one with the end of the chain; taken back it waits again', async () => {
  const keptId = await reply(await idOf('緑電機株式会社'), 'merged', '契約が移った');
  assert.equal((await database.pool.query('select 1 from account')).rowCount, 2);
  assert.equal(await waiting(), 1);
  assert.equal(await accountOfNumber(database.db, aozora), keptId, 'the successor is found under the older company');
  const { rows } = await database.pool.query(
    'select match_decision_id as id, verdict, note from match_decision order by 1 desc limit 1',
  );
  assert.deepEqual([rows[0].verdict, rows[0].note], ['renamed', '契約が移った']);
  await inTransaction(database, (transaction) => undoDecision(transaction, Number(rows[0].id), memberId));
  assert.equal(await waiting(), 2);
});

test('the closed one’s name and number come last while they are one, whatever comes later, and a rebuild agrees', async () => {
  const shown = async () =>
    (
      await database.pool.query(
        'select name, corporate_number as number, former_names as former from account order by account_id',
      )
    ).rows.map(({ name, number, former }) => [name, number, former]);
  const isRebuiltAlike = async () => {
    const state = await dumpDerived(database);
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), state);
  };
  const before = await shown();
  await reply(await idOf('緑電機株式会社'), 'merged', '契約が移った');
  const together = [
    ['株式会社青空', aozora, ['緑電機株式会社']],
    ['海電機株式会社', umi, []],
  ];
  assert.deepEqual(await shown(), together);
  await isRebuiltAlike();
  await takeIn(database, { text: `会社名,法人番号\r\n緑電機株式会社,${midori}\r\n` }, 'companies', { source: 'erp' });
  assert.deepEqual(await shown(), together, 'a later file still calls it by the old name');
  await isRebuiltAlike();
  const { rows } = await database.pool.query('select max(match_decision_id)::int as id from match_decision');
  await inTransaction(database, (transaction) => undoDecision(transaction, rows[0].id, memberId));
  const names = async () => (await shown()).map(([name, number]) => [name, number]).sort();
  assert.deepEqual(await names(), before.map(([name, number]) => [name, number]).sort());
  assert.deepEqual(
    (await shown()).map(([, , former]) => former),
    [[], [], []],
  );
  await isRebuiltAlike();
});

test('what is not closed, and what nobody of ours took over, is refused', async () => {
  await assert.rejects(reply(await idOf('株式会社青空'), 'kept', '-'), { code: 'closure_unknown' });
  await database.pool.query('delete from register_company where corporate_number = $1', [aozora]);
  await database.pool.query(
    'delete from identity_key using account a where entity_id = a.account_id and a.corporate_number = $1',
    [aozora],
  );
  await database.pool.query('update account set corporate_number = null where corporate_number = $1', [aozora]);
  await assert.rejects(reply(await idOf('海電機株式会社'), 'merged', '-'), { code: 'closure_without_successor' });
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { readAuditSides } from './audit-sides.ts';
import { decideMatch } from './decide-match.ts';
import { undoDecision } from './undo-decision.ts';
import { drawAudit } from './draw-audit.ts';
import { answerAudit, readAudit, requireCase, undoAuditAnswer, writeAuditShares } from './match-audit.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
let members: number[];
const now = new Date('2026-04-13T00:00:00Z');

before(async () => {
  database = await openTestDatabase('match_audit');
  const { rows } = await database.pool.query(
    "insert into member (email, name, role) select 'm' || n || '@example.jp', '担当' || n, 'ops' from generate_series(1, 2) n returning member_id",
  );
  members = rows.map((row) => row.member_id);
  await takeIn(
    database,
    {
      text: `会社名,URL,住所\r\n${names.map((name, place) => `株式会社${name},https://${name}.example-${place}.co.jp,東京都千代田区丸の内${place + 1}-2-3`).join('\r\n')}\r\n`,
    },
    'companies',
    { source: 'crm' },
  );
  await takeIn(
    database,
    {
      text: `会社名,URL,住所\r\n${names.map((name, place) => `㈱${name},https://${name}.example-${place}.co.jp,東京都千代田区丸の内${place + 1}-2-3`).join('\r\n')}\r\n`,
    },
    'companies',
    { source: 'seminar' },
  );
});
after(() => database.close());

const names = ['aobane', 'kiritani', 'umizora', 'hoshikawa', 'minegata', 'tanabata', 'yukimura', 'sorahana'];
const count = async (text: string): Promise<number> => (await database.pool.query(text)).rows[0].n;
const accounts = () => count('select count(*)::int as n from account');
const drawn = async () =>
  (await database.pool.query('select kind, right_rows, method, source from match_audit order by match_audit_id')).rows;
const answer = (auditId: number, said: 'same' | 'different' | 'unsure', memberId = members[0]!) =>
  inTransaction(database, (transaction) => answerAudit(transaction, auditId, said, { memberId, now }));
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('a draw takes its share of what was put together across sources, the same cases for the same seed', async () => {
  assert.equal(await accounts(), names.length);
  await inTransaction(database, (transaction) =>
    writeAuditShares(transaction, { automatic: 0.5, verdict: 1 }, members[0]!),
  );
  const first = await drawAudit(database, { memberId: members[0]!, now, seed: 7 });
  assert.deepEqual(first.automatic, { of: names.length, drawn: names.length / 2 });
  const cases = await drawn();
  assert.ok(cases.every(({ source }) => source === 'seminar'));
  await database.pool.query('truncate match_audit, match_audit_draw');
  await drawAudit(database, { memberId: null, now, seed: 7 });
  assert.deepEqual(await drawn(), cases, 'the same seed');
  await database.pool.query('truncate match_audit, match_audit_draw');
  await drawAudit(database, { memberId: null, now, seed: 8 });
  assert.notDeepEqual(await drawn(), cases, 'another seed');
  assert.deepEqual((await drawAudit(database, { memberId: null, now, seed: 9 })).automatic, { of: 0, drawn: 0 });
});

test('both parts stand side by side with the explanation of questions; without an answer there is no precision', async () => {
  const state = await readAudit(database.db, members[0]!);
  assert.equal(state.precision.value, null);
  assert.equal(state.waiting.length, names.length / 2);
  await inTransaction(database, async (transaction) => {
    for (const line of state.waiting) {
      const { left, right, explanation } = await readAuditSides(transaction, line);
      assert.match(left.name, /^株式会社/);
      assert.equal(right.name, left.name, 'legal form written out');
      assert.equal(explanation.answer, 'same');
      const told = explanation.lines.reduce((sum, one) => sum + one.bits, explanation.priorBits);
      assert.ok(Math.abs(told - explanation.bits) < 1e-9, 'the bits add up');
    }
  });
});

test('正しい is counted and holds; 違う takes the rows out for good; both survive a rebuild', async () => {
  const [right, wrong, unsure] = (await readAudit(database.db, members[0]!)).waiting;
  await answer(right!.auditId, 'same');
  await answer(wrong!.auditId, 'different');
  await answer(unsure!.auditId, 'unsure');
  assert.equal(await accounts(), names.length + 1);
  const { precision, slices, unsure: told } = await readAudit(database.db, members[0]!);
  assert.deepEqual([precision.numerator, precision.denominator, told], [1, 2, 1]);
  assert.ok(precision.interval!.low < 0.1 && precision.interval!.high > 0.9);
  assert.deepEqual(
    slices.map(({ by, value, precision: part }) => [by, value, part.denominator]),
    [
      ['kind', 'account', 2],
      ['method', wrong!.method, 2],
      ['source', 'seminar', 2],
    ],
  );
  await assert.rejects(answer(right!.auditId, 'different'), /すでに答え/);
  await isRebuiltAlike();
  await isRebuiltAlike();
  assert.equal((await readAudit(database.db, members[0]!)).precision.denominator, 2, 'a rebuild keeps answers');
});

test('an answer is taken back, from the list or from the history, and waits again', async () => {
  const { answered } = await readAudit(database.db, members[0]!);
  const wrong = answered.find((line) => line.answer === 'different')!;
  await inTransaction(database, (transaction) => undoAuditAnswer(transaction, wrong.auditId, members[0]!));
  assert.equal(await accounts(), names.length);
  const { decisionId } = await answer(wrong.auditId, 'different');
  assert.equal(await accounts(), names.length + 1);
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId!, members[0]!));
  assert.equal(await accounts(), names.length);
  assert.equal((await requireCase(database.db, wrong.auditId)).answer, null);
  const gone = await inTransaction(
    database,
    async ({ db }) => (await db.selectFrom('entity_redirect').selectAll().execute()).length,
  );
  assert.equal(gone, 1, 'the id that was split off leads back');
  await isRebuiltAlike();
});

test('a second opinion is asked of another person, who does not settle it by it', async () => {
  const { rows } = await database.pool.query('select account_id as id from account order by account_id limit 2');
  await inTransaction(database, (transaction) =>
    decideMatch(
      transaction,
      { kind: 'account', verdict: 'same', leftId: rows[0].id, rightId: rows[1].id },
      members[0]!,
    ),
  );
  const { verdict } = await drawAudit(database, { memberId: null, now, seed: 1 });
  assert.deepEqual(verdict, { of: 1, drawn: 1 });
  const first = await readAudit(database.db, members[0]!);
  assert.ok(
    first.waiting.every(({ origin }) => origin === 'automatic'),
    'nobody is asked about an own decision',
  );
  const [again] = (await readAudit(database.db, members[1]!)).waiting.filter(({ origin }) => origin === 'verdict');
  await assert.rejects(answer(again!.auditId, 'same', members[0]!), /別の人/);
  const sides = await inTransaction(database, (transaction) => readAuditSides(transaction, again!));
  assert.notEqual(sides.left.name, sides.right.name);
  const before = await accounts();
  await answer(again!.auditId, 'different', members[1]!);
  assert.equal(await accounts(), before);
  const { agreement, disagreements, precision } = await readAudit(database.db, members[0]!);
  assert.deepEqual([agreement.numerator, agreement.denominator], [0, 1]);
  assert.deepEqual(
    disagreements.map(({ auditId }) => auditId),
    [again!.auditId],
  );
  assert.equal(precision.denominator, 1, 'second opinions are no audit of the matcher');
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch, decideMatches, type Decision, type Verdict } from './decide-match.ts';
import { readReviewPairs } from './read-reviews.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision, undoDecisions } from './undo-decision.ts';

/** The same world twice: in one a sheet of verdicts is carried out and taken back at once, in the other verdict by verdict. */
let together: Database;
let single: Database;
before(async () => {
  [together, single] = await Promise.all([openWorld('many_verdicts_together'), openWorld('many_verdicts_single')]);
});
after(() => Promise.all([together.close(), single.close()]));

const places = ['東京都港区芝', '大阪府大阪市北区梅田', '愛知県名古屋市中区栄'];
/** Eight companies that three lists tell of, with what else hangs on them; names alone make questions of them. */
async function openWorld(name: string): Promise<Database> {
  const database = await openTestDatabase(name);
  const eight = [...Array(8).keys()];
  const lines = (head: string, line: (n: number) => string) => ({
    text: `${head}\r\n${eight.map(line).join('\r\n')}\r\n`,
  });
  await takeIn(
    database,
    lines(
      '会社名,住所,業種,担当営業',
      (n) => `株式会社第${n}精機,${places[n % 3]}${n + 1}-1,機械,${n % 2 ? '高瀬 亮介' : ''}`,
    ),
    'companies',
    { source: 'crm' },
  );
  await takeIn(
    database,
    lines(
      '人物ID,会社名,氏名,役職,メールアドレス',
      (n) => `P${n},第${n}精機㈱,佐藤 ${'太次三四五六七八'[n]}郎,部長,sato${n}@k${n}.co.jp`,
    ),
  );
  await takeIn(
    database,
    lines('会社名,業種', (n) => `第${n}精機㈱,${n % 2 ? '機械' : '電気機器'}`),
    'companies',
    { source: 'list' },
  );
  await takeIn(
    database,
    lines(
      'リード ID,会社名,姓,名,メール,リード状況,作成日',
      (n) => `L${n},株式会社第${n}精機,佐藤,${'太次三四五六七八'[n]}郎,,新規,2026-04-0${n + 1}`,
    ),
  );
  return database;
}

const words: readonly Verdict[] = [
  'same',
  'same',
  'different',
  'renamed',
  'same',
  'site',
  'group',
  'unsure',
  'department',
];
async function sheetOf(database: Database): Promise<Decision[]> {
  const pairs = await readReviewPairs(database.db, 'account', 100);
  return pairs.map(({ leftId, rightId }, place) => ({
    ...{ kind: 'account', leftId, rightId },
    verdict: words[(place * 5) % words.length]!,
  }));
}
/** Everything that is derived, where ids lead, and what was recorded by people: not the arrivals, which tell the order. */
async function stateOf(database: Database): Promise<Record<string, unknown[]>> {
  const { rows: redirects } = await database.pool.query(
    'select kind, from_id, to_id from entity_redirect order by 1, 2',
  );
  const { rows: decisions } = await database.pool.query(
    `select kind, verdict, left_rows, right_rows, (select row(u.verdict, u.left_rows, u.right_rows)::text from match_decision u where u.match_decision_id = d.undoes) as undoes
       from match_decision d where verdict not in ('open', 'weak') order by kind, verdict, left_rows, right_rows, undoes`,
  );
  return { ...(await dumpDerived(database)), redirects, decisions };
}
async function oneByOne(decisions: readonly Decision[]): Promise<number[]> {
  const made: number[] = [];
  for (const decision of decisions)
    try {
      made.push((await inTransaction(single, (transaction) => decideMatch(transaction, decision, null))).decisionId);
    } catch (error) {
      assert.ok(error instanceof Refusal && error.code === 'already_one');
    }
  return made;
}
const isRebuiltAlike = async () => {
  const state = await dumpDerived(together);
  await rebuild(together);
  assert.deepEqual(await dumpDerived(together), state);
};

test('a sheet of verdicts carried out at once gives what verdict by verdict gives, and so does taking it back', async () => {
  const sheet = await sheetOf(together);
  assert.deepEqual(await sheetOf(single), sheet);
  assert.ok(sheet.length >= 20, `${sheet.length} pairs, three of a company`);
  const made = await inTransaction(together, (transaction) => decideMatches(transaction, sheet, null));
  const alone = await oneByOne(sheet);
  assert.equal(made.length, alone.length);
  assert.deepEqual(await stateOf(together), await stateOf(single));
  await isRebuiltAlike();
  const undone = await inTransaction(together, (transaction) =>
    undoDecisions(transaction, made.map(({ decisionId }) => decisionId).toReversed(), null),
  );
  assert.equal(undone.length, made.length);
  for (const id of alone.toReversed())
    await inTransaction(single, (transaction) => undoDecision(transaction, id, null));
  assert.deepEqual(await stateOf(together), await stateOf(single));
  await isRebuiltAlike();
});

test('taken back in any order it is the same, and what was taken back before is passed over', async () => {
  const sheet = (await sheetOf(together)).map((one) => ({ ...one, verdict: 'same' as const }));
  const made = await inTransaction(together, (transaction) => decideMatches(transaction, sheet, null));
  const alone = await oneByOne(sheet);
  const mixed = (ids: readonly number[]) => ids.toSorted((one, other) => ((one * 7) % 11) - ((other * 7) % 11));
  const ids = made.map(({ decisionId }) => decisionId);
  await inTransaction(together, (transaction) => undoDecision(transaction, ids[0]!, null));
  const undone = await inTransaction(together, (transaction) => undoDecisions(transaction, mixed(ids), null));
  assert.equal(undone.length, ids.length - 1);
  for (const id of mixed(alone)) await inTransaction(single, (transaction) => undoDecision(transaction, id, null));
  const [many, few] = [await stateOf(together), await stateOf(single)];
  // The one that was taken back before was so in another order.
  assert.deepEqual({ ...many, decisions: [] }, { ...few, decisions: [] });
  await isRebuiltAlike();
});

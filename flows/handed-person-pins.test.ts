import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { decideMatch } from './decide-match.ts';
import { editPeople, restorePeople, type PersonChanges } from './edit-person.ts';
import { rebuild } from './rebuild.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
let [one, other]: [number, number] = [0, 0];
const header = '会社名,氏名,役職,e-mail,携帯電話,名刺交換日';
before(async () => {
  database = await openTestDatabase('handed_person_pins');
  const cards = [
    '株式会社青空商事,山田 太郎,課長,t.yamada@aozora.co.jp,090-3333-4444,2025/04/01',
    '緑川工業株式会社,山多 太朗,係長,yamada@midorikawa.co.jp,080-1111-2222,2024/04/01',
  ];
  await takeIn(database, { text: [header, ...cards, ''].join('\r\n') }, 'sansan-cards');
  const { rows } = await database.pool.query('select person_id as id from person order by 1');
  [one, other] = [rows[0].id, rows[1].id];
});
after(() => database.close());

const edit = (id: number, change: Partial<PersonChanges>) =>
  inTransaction(database, (transaction) => editPeople(transaction, [{ id, values: {}, unpin: [], ...change }], null));
const shown = async () =>
  (await database.pool.query('select name, title, mobile, phone from person order by person_id')).rows.map(
    ({ name, title, mobile, phone }) => [name, title, mobile, phone],
  );
const merge = () =>
  inTransaction(database, async (transaction) => {
    const pair = { kind: 'person', verdict: 'same', leftId: one, rightId: other } as const;
    return (await decideMatch(transaction, pair, null)).decisionId;
  });
const undo = (decisionId: number) =>
  inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

test('what was decided about a person holds for the one they go into, unless it was decided about that one too', async () => {
  await edit(other, { values: { title: '顧問', phone: '0312345678', mobile: null } });
  await edit(one, { values: { title: '部長' } });
  const apart = await shown();
  assert.deepEqual(apart, [
    ['山田 太郎', '部長', '09033334444', null],
    ['山多 太朗', '顧問', null, '0312345678'],
  ]);
  const decisionId = await merge();
  const merged = [['山田 太郎', '部長', null, '0312345678']];
  assert.deepEqual(await shown(), merged);
  await takeIn(
    database,
    { text: `${header}\r\n株式会社青空商事,山田 太郎,次長,t.yamada@aozora.co.jp,090-3333-5555,2026/04/01\r\n` },
    'sansan-cards',
  );
  assert.deepEqual(await shown(), merged, 'a later file changes nothing');
  await isRebuiltAlike();
  await undo(decisionId);
  assert.deepEqual(await shown(), [
    ['山田 太郎', '部長', '09033335555', null],
    ['山多 太朗', '顧問', null, '0312345678'],
  ]);
  await isRebuiltAlike();
});

test('decided no longer, it follows the files, and an edit that is taken back leaves each their own', async () => {
  const apart = await shown();
  const decisionId = await merge();
  const merged = await shown();
  const before = [
    ...(await edit(one, { unpin: ['title', 'mobile'] })),
    ...(await edit(one, { values: { phone: '0399998888' } })),
  ];
  assert.deepEqual(await shown(), [['山田 太郎', '次長', '09033335555', '0399998888']]);
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => restorePeople(transaction, before.toReversed(), null));
  assert.deepEqual(await shown(), merged);
  await undo(decisionId);
  assert.deepEqual(await shown(), apart);
  await isRebuiltAlike();
});

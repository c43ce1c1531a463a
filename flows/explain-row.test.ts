import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { explainRow } from './explain-row.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('explain_row');
  const header = '会社名,URL,住所,電話';
  const take = (source: string, ...rows: string[]) =>
    takeIn(database, { text: `${header}\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
  await take('crm', '株式会社青空商事,https://aozora.co.jp,東京都千代田区丸の内1-2-3,03-1234-5678');
  await take('group', '青空商事ホールディングス株式会社,,東京都千代田区丸の内1-2-3,03-1234-5678');
  await take('cards', '㈱ 青空商事,https://aozora.co.jp,,03-1234-5678');
  const people = '会社名,姓,名,部署名,役職,e-mail,TEL,名刺交換日';
  await takeIn(
    database,
    {
      text: `${people}\r\n株式会社青空商事,高瀬,亮介,製造部,部長,takase@aozora.co.jp,,2026/04/01\r\n株式会社青空商事,森田,花子,経理部,課長,takase@aozora.co.jp,,2026/04/01\r\n`,
    },
    'sansan-cards',
  );
});
after(() => database.close());

const links = async (kind: 'account' | 'person', source: string) =>
  (
    await database.pool.query(
      `select l.row_key as key, l.${kind}_id as id from row_link l join raw_row r using (row_key, version) where r.source = $1 order by r.row_number`,
      [source],
    )
  ).rows as { key: string; id: number }[];
const explain = (kind: 'account' | 'person', id: number, key: string) =>
  inTransaction(database, (transaction) => explainRow(transaction, kind, id, key));

test('a row that was given to a company tells why, and which company came next and was not taken', async () => {
  const [card] = await links('account', 'cards');
  const [holding] = await links('account', 'group');
  const { decided, rest, next } = await explain('account', card!.id, card!.key);
  assert.ok(
    decided!.lines.some(({ comparison, bits }) => comparison === 'domain' && bits > 0),
    'as it was decided',
  );
  assert.equal(decided!.model, 'account/account-1');
  assert.equal(rest?.answer, 'same');
  assert.ok(rest.lines.some(({ comparison, bits }) => comparison === 'domain' && bits > 0));
  const sum = rest.lines.reduce((bits, line) => bits + line.bits, rest.priorBits);
  assert.ok(Math.abs(sum - rest.bits) < 1e-9, 'the parts add up');
  assert.equal(next?.id, holding!.id);
  assert.equal(next.name, '青空商事ホールディングス株式会社');
  assert.notEqual(next.explanation.answer, 'same');
});

test('the only row of a company has nothing to be held against, and still names who came next', async () => {
  const [holding] = await links('account', 'group');
  const [card] = await links('account', 'cards');
  const { rest, next } = await explain('account', holding!.id, holding!.key);
  assert.equal(rest, null);
  assert.equal(next?.id, card!.id);
});

test('whoever else uses the address of a person is the one who came next', async () => {
  const [one, other] = await links('person', 'sansan');
  assert.notEqual(one!.id, other!.id);
  const { rest, next } = await explain('person', one!.id, one!.key);
  assert.equal(rest, null);
  assert.equal(next?.id, other!.id);
});

test('a row that stands elsewhere is refused', async () => {
  const [card] = await links('account', 'cards');
  const [holding] = await links('account', 'group');
  await assert.rejects(explain('account', holding!.id, card!.key), { code: 'row_not_found' });
});

import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeXlsx } from 'hucre';
import iconv from 'encoding-japanese';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { readWishItems } from '#db/wish-items.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { matchWishList } from './match-wish-list.ts';
import { readWishFile } from './read-wish-file.ts';
import { registerWishes } from './register-wishes.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'mori-wish-'));
before(async () => {
  database = await openTestDatabase('wish_list');
  await takeIn(
    database,
    {
      text: '会社名,電話番号\r\n沢谷ホールディングス,03-1111-2221\r\n桜里テクノ,03-1111-2222\r\n未登録精機,03-1111-2223\r\n',
    },
    'companies',
  );
});
after(() => database.close());

const wanted = [
  { text: '沢谷ホールディングス', nominatedBy: '堂島 剛' },
  { text: '株式会社北斗商事', nominatedBy: '岸本 健太' },
];
const cp932 = (text: string) =>
  Buffer.from(iconv.convert(iconv.stringToCode(text), { to: 'SJIS', from: 'UNICODE' }) as number[]);
const files: [string, () => Promise<Buffer | string> | Buffer | string, boolean][] = [
  [
    'a CSV in CP932 with other columns',
    () => cp932('No,企業名,担当,備考\r\n1,沢谷ホールディングス,堂島 剛,\r\n2,株式会社北斗商事,岸本 健太,至急\r\n'),
    true,
  ],
  [
    'a workbook with a title above',
    () =>
      writeXlsx({
        sheets: [
          {
            name: '希望',
            rows: [['2026年度 希望リスト'], ['担当者', '会社名'], ...wanted.map((one) => [one.nominatedBy, one.text])],
          },
        ],
      }).then((bytes) => Buffer.from(bytes)),
    false,
  ],
  ['two columns without a header', () => wanted.map((one) => `${one.text}\t${one.nominatedBy}`).join('\n'), false],
];
for (const [name, make, unread] of files)
  test(`a wish list is read from ${name}`, async () => {
    const path = join(folder, 'list');
    writeFileSync(path, await make());
    assert.deepEqual(await readWishFile(path), { lines: wanted, unread });
  });

test('a plain list keeps the commas of names', async () => {
  const path = join(folder, 'plain');
  writeFileSync(path, 'Hanagusa Electric Co., Ltd.\n青空商事\n北斗電子\n');
  assert.deepEqual(await readWishFile(path), {
    lines: [{ text: 'Hanagusa Electric Co., Ltd.' }, { text: '青空商事' }, { text: '北斗電子' }],
    unread: false,
  });
});

test('a word that many companies end in is no likeness; what is not held is registered, and its import can be undone', async () => {
  const { wishListId } = await inTransaction(database, (transaction) =>
    matchWishList(
      transaction,
      '希望',
      [
        { text: '架空重機ホールディングス', nominatedBy: '堂島 剛' },
        { text: '桜里テクノス' },
        { text: '桜里テクノ' },
        { text: '架空重機ホールディングス 御中' },
      ],
      null,
    ),
  );
  const items = () =>
    database.db
      .selectFrom('wish_item as i')
      .leftJoin('account as a', 'a.account_id', 'i.account_id')
      .select(['i.outcome', 'a.name', 'a.owner_name as owner'])
      .where('wish_list_id', '=', wishListId)
      .orderBy('position')
      .execute();
  assert.deepEqual(
    (await items()).map(({ outcome }) => outcome),
    ['none', 'candidates', 'match', 'none'],
  );
  const { registered, batchId } = await registerWishes(database, wishListId, folder, null);
  assert.equal(registered, 1);
  assert.deepEqual((await items())[0], { outcome: 'match', name: '架空重機ホールディングス', owner: '堂島 剛' });
  await assert.rejects(registerWishes(database, wishListId, folder, null), { code: 'nothing_selected' });
  await inTransaction(database, (transaction) => undoImport(transaction, batchId, null));
  assert.equal((await items())[0]?.name ?? null, null);
});

test('who asks for a company is written out where only one of our own people can be meant', async () => {
  await takeIn(
    database,
    { text: '会社名,担当者\r\n月見工業,白川 奈々\r\n星見工業,佐藤 翔\r\n雪見工業,佐藤 恵\r\n花見工業,白川\r\n' },
    'companies',
  );
  const { wishListId } = await inTransaction(database, (transaction) =>
    matchWishList(
      transaction,
      '希望',
      ['白川', '白川奈々', '佐藤', '田中 一郎'].map((nominatedBy) => ({ text: '月見工業', nominatedBy })),
      null,
    ),
  );
  const items = await database.db
    .selectFrom('wish_item')
    .select('nominated_by')
    .where('wish_list_id', '=', wishListId)
    .orderBy('position')
    .execute();
  assert.deepEqual(
    items.map((item) => item.nominated_by),
    ['白川 奈々', '白川 奈々', '佐藤', '田中 一郎'],
  );
});

test('the agency beside a company is known where one company that sells for us has this name, and stays as written where none has', async () => {
  await takeIn(database, { text: '会社名,代理店区分\r\n株式会社北谷商社,一次店\r\n南谷商社,\r\n' }, 'companies');
  const { wishListId } = await inTransaction(database, (transaction) =>
    matchWishList(
      transaction,
      '希望',
      ['㈱北谷商社', '南谷商社', '知らない商店', undefined].map((agency) => ({
        ...{ text: '月見工業', agency },
        reason: '新工場',
      })),
      null,
    ),
  );
  const items = await readWishItems(database.db, wishListId);
  assert.deepEqual(
    items.map(({ agency, agencyName, reason }) => [agency, agencyName, reason]),
    [
      ['㈱北谷商社', '株式会社北谷商社', '新工場'],
      ['南谷商社', null, '新工場'],
      ['知らない商店', null, '新工場'],
      [null, null, '新工場'],
    ],
  );
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { readFormerReach } from '#db/current-reach.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { editPerson } from './edit-person.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('current_reach');
});
after(() => database.close());

const cards = (...lines: string[]) =>
  takeIn(
    database,
    { text: ['会社名,氏名,役職,e-mail,TEL,直通電話,携帯電話,名刺交換日', ...lines, ''].join('\r\n') },
    'sansan-cards',
  );
const contact = (company: string, left: string) =>
  takeIn(
    database,
    {
      text: `人物ID,会社名,氏名,メールアドレス,直通,退職日,更新日\r\nP7,${company},谷口 美咲,taniguchi@minato.co.jp,03-7777-0001,${left},2025/05/01\r\n`,
      name: `${left}.csv`,
    },
    'people',
  );
const person = async (family: string) => {
  const { rows } = await database.pool.query(
    'select person_id as id, phone, email, mobile, emails from person where family = $1',
    [family],
  );
  assert.equal(rows.length, 1, family);
  return rows[0] as { id: number; phone: string | null; email: string | null; mobile: string | null; emails: string[] };
};
const reached = async (family: string) => {
  const { phone, email } = await person(family);
  return [phone, email];
};
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

const mobile = '090-1234-5678';
const aozora = `青空商事株式会社,岸本 健太,課長,kishimoto@aozora.co.jp,03-1111-0000,03-1111-0009,${mobile},2022/04/01`;
test('the direct line and address of a former employer stay with the employment', async () => {
  await cards(aozora);
  assert.deepEqual(await reached('岸本'), ['0311110009', 'kishimoto@aozora.co.jp']);
  const moved = await cards(`汐見精機株式会社,岸本 健太,部長,,06-2222-0000,,${mobile},2026/03/02`);
  assert.deepEqual(await reached('岸本'), [null, null]);
  const { id, emails, mobile: kept } = await person('岸本');
  assert.deepEqual([emails, kept], [['kishimoto@aozora.co.jp'], '09012345678'], 'a mobile number goes along');
  assert.deepEqual(
    (await readFormerReach(database.db, id)).map(({ values }) => values),
    [['0311110009', 'kishimoto@aozora.co.jp']],
  );
  const { rowCount } = await database.pool.query("select 1 from person_search where grams @> array['ki','sh']");
  assert.equal(rowCount, 1, 'they are found by the address still');
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoImport(transaction, moved.batch, null));
  assert.deepEqual(await reached('岸本'), ['0311110009', 'kishimoto@aozora.co.jp']);
  await isRebuiltAlike();
});

test('an older line of the company where they are now is theirs, and private mail goes along', async () => {
  await cards(`汐見精機株式会社,岸本 健太,部長,kishimoto.k@gmail.com,06-2222-0000,06-2222-0009,${mobile},2025/12/01`);
  await cards(`汐見精機株式会社,岸本 健太,部長,,06-2222-0000,,${mobile},2026/03/02`);
  assert.deepEqual(await reached('岸本'), ['0622220009', 'kishimoto.k@gmail.com']);
  await cards(`港電子株式会社,岸本 健太,本部長,,,,${mobile},2029/01/01`);
  assert.deepEqual(await reached('岸本'), [null, 'kishimoto.k@gmail.com']);
  await isRebuiltAlike();
});

test('what somebody decided stays, and follows where they work when it is decided no longer', async () => {
  const { id } = await person('岸本');
  const edit = (change: Partial<Parameters<typeof editPerson>[2]>) =>
    inTransaction(database, (transaction) => editPerson(transaction, id, { values: {}, unpin: [], ...change }, null));
  await edit({ values: { phone: '0622220009' } });
  await cards(`港電子株式会社,岸本 健太,本部長,,03-9999-0000,,${mobile},2029/02/01`);
  assert.deepEqual(await reached('岸本'), ['0622220009', 'kishimoto.k@gmail.com']);
  await isRebuiltAlike();
  await edit({ unpin: ['phone'] });
  assert.deepEqual(await reached('岸本'), [null, 'kishimoto.k@gmail.com']);
});

test('whoever is said to have left is not reached there, until the row says otherwise', async () => {
  await contact('港電子株式会社', '2025/04/30');
  assert.deepEqual(await reached('谷口'), [null, null]);
  await isRebuiltAlike();
  await contact('港電子株式会社', '');
  assert.deepEqual(await reached('谷口'), ['0377770001', 'taniguchi@minato.co.jp']);
});

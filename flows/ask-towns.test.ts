import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { cleanList } from './clean-list.ts';
import { cleanListApart, type CleanMessage } from './clean-list-apart.ts';
import { takeReferenceFile } from './load-reference.ts';
import { townTable } from './load-towns.ts';
import { openList } from './open-list.ts';
import { rebuild } from './rebuild.ts';
import { matchLeads, takeLeads } from './take-leads.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('ask_towns');
});
after(() => database.close());

const folder = mkdtempSync(join(tmpdir(), 'mori-ask-towns-'));
const write = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
async function load(...lines: readonly string[]) {
  const path = write('KEN_ALL_ROME.CSV', lines.map((line) => `${line}\r\n`).join(''));
  await takeReferenceFile(database, townTable, { path, name: 'KEN_ALL_ROME.CSV' });
}
const marunouchi = '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI';
const aozora = '6048001,京都府,京都市　中京区,青空町,KYOTO FU,KYOTO SHI NAKAGYO KU,AOZORACHO';
const seats = async () =>
  (await database.pool.query('select name, prefecture, address from account order by account_id')).rows.map((row) =>
    Object.values(row).join(' | '),
  );
const told = async () =>
  (await database.pool.query('select version, role, city, name from row_town order by city, version')).rows.map((row) =>
    Object.values(row).join(' '),
  );
const header = '会社コード,会社名,住所\r\n';
const sample = {
  crm: `${header}1,株式会社青空商事,東京都千代田区丸の内1-2-3\r\n2,株式会社白瀬樹脂,京都府京都市中京区青空町5\r\n`,
  list: `${header}A,青空商事,"1-2-3 Marunouchi, Chiyoda-ku, Tokyo 100-0005, JAPAN"\r\nB,白瀬樹脂,京都市中京区烏丸通御池青空町5\r\nC,緑電機,"7-8 Marunouchi, Chiyoda-ku, Tōkyō"\r\n`,
};

test('without a table nothing is told and nobody is put together by place', async () => {
  await takeIn(database, { text: sample.crm }, 'companies', { source: 'crm' });
  await takeIn(database, { text: sample.list.replaceAll('商事,', '商店,') }, 'companies', { source: 'before' });
  assert.deepEqual(await told(), []);
  assert.equal((await seats()).find((seat) => seat.startsWith('青空商店'))?.split(' | ')[1], '');
});

test('with the table addresses are read, and a rebuild reads them so whatever the table holds by then', async () => {
  await load(marunouchi, aozora);
  const { batch } = await takeIn(database, { text: sample.list }, 'companies', { source: 'list' });
  assert.deepEqual(await told(), ['1 main 京都市中京区 青空町', '1 main 千代田区 丸の内', '1 main 千代田区 丸の内']);
  const { rows } = await database.pool.query(
    `select r.external_key as key, a.prefecture, exists (select 1 from row_link o join raw_row c using (row_key) where o.account_id = a.account_id and c.source = 'crm') as is_known
         from raw_row r join row_link l using (row_key) join account a using (account_id)
      where r.import_batch_id = $1 order by 1`,
    [batch],
  );
  assert.deepEqual(rows, [
    { key: 'A', prefecture: '東京都', is_known: true },
    { key: 'B', prefecture: '京都府', is_known: true },
    { key: 'C', prefecture: '東京都', is_known: false },
  ]);
  await takeIn(database, { text: sample.list.replace('7-8 Marunouchi', '9-8 Marunouchi') }, 'companies', {
    source: 'list',
  });
  assert.deepEqual(
    (await told()).filter((line) => line.startsWith('2')),
    ['2 main 千代田区 丸の内'],
  );
  const state = await dumpDerived(database);
  for (const lines of [
    [],
    ['4600001,愛知県,名古屋市　中区,丸の内,AICHI KEN,NAGOYA SHI NAKA KU,MARUNOCHI'],
    [marunouchi, '1000099,東京都,千代田区,円の内,TOKYO TO,CHIYODA KU,MARUNOCHI'],
  ]) {
    await database.pool.query('truncate town, reference_load');
    if (lines.length > 0) await load(...lines);
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), state);
  }
});

test('a version that is taken back leaves the place of the one before', async () => {
  await database.pool.query('truncate town');
  await load(marunouchi, aozora);
  const first = await takeIn(
    database,
    { text: `${header}Z,黒瀬樹脂,"1-2-3 Marunouchi, Chiyoda-ku, Tokyo"\r\n` },
    'companies',
    { source: 'z' },
  );
  const before = await dumpDerived(database);
  const later = await takeIn(database, { text: `${header}Z,黒瀬樹脂,京都市中京区烏丸通御池青空町5\r\n` }, 'companies', {
    source: 'z',
  });
  const seat = async () => (await seats()).find((line) => line.startsWith('黒瀬樹脂'))?.split(' | ')[1];
  assert.equal(await seat(), '京都府');
  await database.pool.query('truncate town');
  await inTransaction(database, (transaction) => undoImport(transaction, later.batch, null));
  assert.equal(await seat(), '東京都');
  assert.deepEqual((await dumpDerived(database)).account, before.account);
  await rebuild(database);
  assert.equal(await seat(), '東京都');
  assert.ok(first.batch < later.batch);
});

test('leads, forms and lists that are cleaned ask as well', async () => {
  await load(marunouchi, aozora);
  const lead = {
    companyName: '青空商事',
    prefecture: 'Tokyo',
    city: 'Chiyoda-ku',
    street: '1-2-3 Marunouchi',
    personName: '佐藤 花子',
  };
  const from = { kind: 'lead', source: 'form', memberId: null, now: new Date('2026-04-01T01:00:00Z') } as const;
  const [matched] = await matchLeads(database, [lead], from);
  assert.equal(matched?.account?.prefecture, '東京都');
  const [taken] = await takeLeads(database, [lead], from);
  assert.equal(taken?.account?.accountId, matched?.account?.accountId);
  const { row_link: links, account } = await dumpDerived(database);
  await database.pool.query('truncate town');
  await rebuild(database);
  const rebuilt = await dumpDerived(database);
  assert.deepEqual({ row_link: rebuilt.row_link, account: rebuilt.account }, { row_link: links, account });
  await load(marunouchi, aozora);

  const list = () =>
    openList(
      write(
        'list.csv',
        `会社名,住所\r\n青空,東京都千代田区丸の内1-2-3\r\nアオゾラ,"1-2-3 Marunouchi, Chiyoda-ku, Tokyo"\r\n`,
      ),
      'companies',
    );
  const messages: CleanMessage[] = [];
  const named = { fileName: 'list.csv', language: 'ja' } as const;
  for await (const message of cleanListApart(await list(), new AbortController().signal, database.url, named))
    messages.push(message);
  const files = messages.flatMap((message) =>
    'file' in message && message.file === 'clusters.csv' ? [message.text] : [],
  );
  const apart: string[] = [];
  await cleanList(await list(), 10, {
    language: 'ja',
    progress: () => undefined,
    file: (file, text) => void (file === 'clusters.csv' && apart.push(text)),
  });
  assert.notEqual(files.join(''), apart.join(''), 'the table brings the two together');
});

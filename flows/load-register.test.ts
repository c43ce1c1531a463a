import assert from 'node:assert/strict';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import yazl from 'yazl';
import { parseCompanyName } from '#core/company/name.ts';
import type { ReadingAsked } from '#core/register/readings.ts';
import type { Database } from '#db/pool.ts';
import { closedAccounts, registerAliases, registerByNames, successorOf } from '#db/register.ts';
import { fillReadingKeys, readingKeysAreMissing, registerByReadings } from '#db/register-readings.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { registerLine, type RegisterLineGiven } from '#fixtures/register-line.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { shiftJis } from '#sources/file/shift-jis.ts';
import { takeReferenceFile, tellLoad } from './load-reference.ts';
import { registerTable } from './load-register.ts';

let database: Database;
const folder = mkdtempSync(join(tmpdir(), 'mori-register-'));
before(async () => {
  database = await openTestDatabase('register');
});
after(() => database.close());

const numbers = ['4011001098993', '1180301018771', '7000012050002'] as const;
const [mori, aozora, midori] = numbers;

async function load(name: string, content: string | Buffer) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return tellLoad(registerTable, await takeReferenceFile(database, registerTable, { path, name }));
}
const text = (...rows: RegisterLineGiven[]) => rows.map(registerLine).join('');
const without = ({ load: _, ...counts }: Awaited<ReturnType<typeof load>>) => counts;

test('a full file fills the register and makes no account; the same file again changes nothing', async () => {
  const full = text(
    {
      number: mori,
      name: '株式会社銛メカトロ',
      kana: 'モリメカトロ',
      english: 'Mori Mechatro Inc.',
      updatedOn: '2021-04-01',
    },
    { number: aozora, name: '青空商事株式会社', kana: 'アオゾラショウジ', updatedOn: '2021-04-01' },
    { number: midori, name: '緑電機株式会社', updatedOn: '2021-04-01' },
  );
  const first = await load('full.csv', full);
  assert.deepEqual(without(first), { rows: 3, new: 3, changed: 0, unchanged: 0, rejected: 0, companies: 3 });
  assert.deepEqual(without(await load('full.csv', full)), { ...without(first), new: 0, unchanged: 3 });
  assert.equal((await database.pool.query('select 1 from account')).rowCount, 0);
});

test('a daily file in CP932 renames, closes and merges; an earlier file taken in later changes nothing that is newer', async () => {
  const daily = text(
    {
      number: aozora,
      name: '株式会社青空ホールディングス',
      process: '11',
      updatedOn: '2021-10-04',
      changedOn: '2021-10-01',
    },
    {
      number: midori,
      name: '緑電機株式会社',
      process: '21',
      updatedOn: '2021-10-05',
      changedOn: '2021-10-05',
      closedOn: '2021-10-05',
      closedCause: '11',
      successor: aozora,
    },
    { number: '1234567890123', name: '番号違い', updatedOn: '2021-10-05' },
  );
  const counts = await load('diff.csv', shiftJis(daily));
  assert.deepEqual(without(counts), { rows: 3, new: 0, changed: 2, unchanged: 0, rejected: 1, companies: 3 });
  const aliases = await registerAliases(database.db, [aozora]);
  assert.deepEqual(aliases.get(aozora), [
    { name: '株式会社青空ホールディングス', kind: 'official', untilOn: null },
    { name: '青空商事株式会社', kind: 'former', untilOn: '2021-10-01' },
  ]);
  const late = await load('late.csv', text({ number: aozora, name: '青空興産株式会社', updatedOn: '2019-01-01' }));
  assert.deepEqual(without(late), { rows: 1, new: 0, changed: 0, unchanged: 1, rejected: 0, companies: 3 });
  const known = (await registerAliases(database.db, [aozora])).get(aozora)!.map(({ name }) => name);
  assert.deepEqual(known, ['株式会社青空ホールディングス', '青空商事株式会社', '青空興産株式会社']);
});

test('a list spelling finds its corporation by present and former name, kana and legal form aside', async () => {
  const loose = (name: string) => parseCompanyName(name).loose;
  const found = await registerByNames(database.db, [loose('(株)青空ＨＤ'), loose('青空商事㈱'), loose('無い会社')]);
  assert.deepEqual(
    [...found].map(([name, carriers]) => [
      name,
      carriers.map(({ corporateNumber, isFormer }) => [corporateNumber, isFormer]),
    ]),
    [
      [loose('青空HD'), []],
      [loose('青空商事'), [[aozora, true]]],
      [loose('無い会社'), []],
    ],
  );
});

test('furigana and English name find a corporation, and a daily file that changes them changes what finds it', async () => {
  const readers = async (by: ReadingAsked['by'], written: string) => {
    const asked = { by, loose: parseCompanyName(written).loose };
    const found = await registerByReadings(database.db, [asked]);
    return found(asked).map(({ corporateNumber, writtenName, isFormer, reading }) => {
      assert.equal(reading?.by, by);
      return [corporateNumber, writtenName, isFormer];
    });
  };
  assert.deepEqual(await readers('kana', 'カブシキガイシャモリメカトロ'), [[mori, '株式会社銛メカトロ', false]]);
  assert.deepEqual(await readers('english', 'MORI MECHATRO'), [[mori, '株式会社銛メカトロ', false]]);
  assert.deepEqual(await readers('kana', 'アオゾラシヨウジ'), [[aozora, '青空商事株式会社', true]]);
  assert.deepEqual(await readers('english', 'モリメカトロ'), []);
  const daily = { number: mori, name: '株式会社銛メカトロ', updatedOn: '2021-11-01', process: '11' };
  await load('readings.csv', text({ ...daily, kana: 'ショウメカトロ', english: 'Harpoon Co., Ltd.' }));
  assert.deepEqual(await readers('kana', 'モリメカトロ'), []);
  assert.deepEqual(await readers('english', 'Mori Mechatro Inc.'), []);
  assert.deepEqual(await readers('kana', 'シヨウメカトロ'), [[mori, '株式会社銛メカトロ', false]]);
  assert.deepEqual(await readers('english', 'HARPOON'), [[mori, '株式会社銛メカトロ', false]]);
  await load('readings.csv', text({ ...daily, updatedOn: '2021-11-02' }));
  assert.deepEqual([await readers('kana', 'シヨウメカトロ'), await readers('english', 'HARPOON')], [[], []]);
});

test('a register that was loaded before gets its keys in pieces; nobody is read until all have them', async () => {
  const keys = async () =>
    (
      await database.pool.query(
        `select corporate_number, name, kana_key::text, english_key::text from register_company
         union all select corporate_number, name, kana_key::text, null from register_former_name order by 1, 2`,
      )
    ).rows;
  const again = { number: mori, name: '株式会社銛メカトロ', updatedOn: '2021-11-03', kana: 'モリメカトロ' };
  await load('readings.csv', text({ ...again, english: 'Mori Mechatro Inc.' }));
  const loaded = await keys();
  assert.equal(loaded.filter(({ kana_key }) => kana_key !== null).length, 2);
  assert.equal(await readingKeysAreMissing(database.db), false);
  await database.pool.query('update register_company set kana_key = null, english_key = null');
  const asked = { by: 'kana', loose: parseCompanyName('アオゾラショウジ').loose } as const;
  const readers = async () => (await registerByReadings(database.db, [asked]))(asked).length;
  assert.equal(await readers(), 0);
  await database.pool.query('update register_former_name set kana_key = null');
  assert.equal(await readingKeysAreMissing(database.db), true);
  await fillReadingKeys(database);
  assert.deepEqual(await keys(), loaded);
  assert.equal(await readingKeysAreMissing(database.db), false);
  assert.equal(await readers(), 1);
});

test('a merged company leads to its successor, along a chain and out of a circle', async () => {
  assert.deepEqual(await successorOf(database.db, [midori, mori]), new Map([[midori, aozora]]));
  await load(
    'chain.csv',
    text(
      {
        number: aozora,
        name: '株式会社青空ホールディングス',
        process: '21',
        updatedOn: '2022-01-05',
        closedOn: '2022-01-01',
        successor: mori,
      },
      {
        number: mori,
        name: '株式会社銛メカトロ',
        process: '21',
        updatedOn: '2022-01-06',
        closedOn: '2022-01-02',
        successor: midori,
      },
    ),
  );
  const chain = await successorOf(database.db, [...numbers]);
  assert.equal(chain.get(midori), mori);
  assert.ok(
    [...chain].every(([from, to]) => from !== to),
    JSON.stringify([...chain]),
  );
});

test('our own companies whose number is closed are listed with who took them over', async () => {
  await takeIn(database, { text: `会社名,法人番号\r\n緑電機株式会社,${midori}\r\n無関係工業,\r\n` });
  const { rows, total } = await closedAccounts(database.db, {}, { offset: 0, limit: 10 });
  assert.equal(total, 1);
  assert.equal(rows[0]!.name, '緑電機株式会社');
  assert.equal(rows[0]!.successorName, '株式会社青空ホールディングス');
});

test('the published zip is read; another file is refused with a sentence and noted as failed', async () => {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('signature'), '00_zenkoku.csv.asc');
  zip.addBuffer(
    Buffer.from(text({ number: mori, name: '株式会社銛', process: '11', updatedOn: '2023-01-05' })),
    '00_zenkoku.csv',
  );
  zip.end();
  const path = join(folder, 'zenkoku.zip');
  await pipeline(zip.outputStream, createWriteStream(path));
  assert.equal((await takeReferenceFile(database, registerTable, { path, name: 'zenkoku.zip' })).changed, 1);
  await assert.rejects(load('list.csv', '会社名,電話\r\n青空,03\r\n'), { code: 'register_unknown' });
  const { rows } = await database.pool.query(
    'select state, problem from reference_load order by reference_load_id desc limit 1',
  );
  assert.equal(rows[0].state, 'failed');
  assert.match(rows[0].problem, /30列/);
});

const published = join(import.meta.dirname, '..', '..', 'shared', 'data', 'nta', 'daily');
test('daily files as published are taken in without a rejected row', {
  skip: existsSync(published) ? false : 'the published files are not here',
}, async () => {
  for (const file of readdirSync(published).sort()) {
    const counts = await takeReferenceFile(database, registerTable, { path: join(published, file), name: file });
    assert.ok(counts.rows > 2_000 && counts.leftOut === 0, `${file} ${JSON.stringify(counts)}`);
  }
});

import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { checkOutcomes, readCheckRows } from '#db/check-rows.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { openRows } from '#core/observation/open-rows.ts';
import { beginImport } from './begin-import.ts';
import { changeDraft } from './change-draft.ts';
import { checkImport, runCheck } from './check-import.ts';
import { checkRowsCsv } from './check-rows-csv.ts';

const path = join(tmpdir(), `check-import-${process.pid}.csv`);
let database: Database;
before(async () => {
  database = await openTestDatabase('check_import');
});
after(async () => {
  rmSync(path, { force: true });
  await database.close();
});

async function begin(rows: readonly string[]): Promise<number> {
  writeFileSync(path, `会社コード,会社名,法人番号\r\n${rows.join('\r\n')}\r\n`);
  const { batchId } = await beginImport(database.db, { path, name: 'check.csv' }, 'companies', null);
  return batchId;
}
const companies = (count: number) => Array.from({ length: count }, (_, at) => `C${at},青空${at}商事,`);
const read = async (batchId: number) =>
  (await database.pool.query('select * from import_batch where import_batch_id = $1', [batchId])).rows[0];
const setChecking = (batchId: number) =>
  database.pool.query("update import_batch set state = 'checking' where import_batch_id = $1", [batchId]);

test('behind the rows that are tried the others are read, and refusals of all are counted', async () => {
  const batchId = await begin([...companies(2_500), 'C9998,,', 'C9999,,']);
  const heard: number[] = [];
  const before = await dumpDerived(database);
  const { result } = await checkImport(database, batchId, {
    triedMax: 1_500,
    onRows: async (rows) => void heard.push(rows),
  });
  assert.deepEqual(
    [result.rows, result.tried, result.new, result.rejected, result.reasons[0]?.code, result.reasons[0]?.count],
    [2_502, 2_000, 2_000, 2, 'E_NO_COMPANY', 2],
  );
  assert.deepEqual(heard, [1_000, 2_000, 2_502]);
  assert.deepEqual(await dumpDerived(database), before);
});

test('a check that is asked for leaves its result beside the draft', async () => {
  const batchId = await begin(companies(3));
  await setChecking(batchId);
  await runCheck(database, batchId);
  const { state, checked_rows, rows_total, check_result } = await read(batchId);
  assert.deepEqual([state, checked_rows, rows_total, check_result.new], ['checked', 3, 3, 3]);
});

test('a check that somebody stops ends after its batch and leaves no result', async () => {
  const batchId = await begin(companies(5_000));
  await setChecking(batchId);
  const running = runCheck(database, batchId);
  while ((await read(batchId)).checked_rows === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await database.pool.query("update import_batch set state = 'draft' where import_batch_id = $1", [batchId]);
  await running;
  const { state, checked_rows, check_result } = await read(batchId);
  assert.deepEqual([state, check_result, checked_rows < 5_000], ['draft', null, true]);
});

const stored =
  '会社コード,会社名,法人番号,電話番号,住所,業種\r\nS1,株式会社北辰精機,,03-1234-5679,東京都港区芝1-1-1,機械\r\nS2,みなと電子株式会社,,,,電機\r\n';
/** One row of every outcome against two stored companies, read from another system. */
const people = [
  '会社名,氏名,部署,メールアドレス,電話番号,住所',
  '株式会社北辰精機,高瀬 亮介,製造部,takase@hokushin.co.jp,03-1234-5679,東京都港区芝1-1-1',
  'みなと電子,岸本 健太,情報部,kishimoto@minato.example.jp,,',
  'さざなみ商会,森 彩,総務部,mori@sazanami.co.jp,,',
  'さざなみ商会,林 空,総務部,hayashi@sazanami.co.jp,,',
  ',,,,,',
  ',誰か,,,,',
  'さざなみ商会,森 彩,総務部,mori@sazanami.co.jp,,',
];

test('every row of a check tells where it would go and by what, what is unsure with whom, and why it is refused', async () => {
  const other = await openTestDatabase('check_rows');
  try {
    await takeIn(other, { text: stored }, 'companies', { source: 'crm' });
    const before = await dumpDerived(other);
    writeFileSync(path, people.join('\r\n'));
    const { batchId } = await beginImport(other.db, { path, name: 'people.csv' }, 'people', null, { source: 'cards' });
    const { result, sample } = await checkImport(other, batchId);
    assert.deepEqual(await dumpDerived(other), before);
    const counted = Map.groupBy(sample, ({ outcome }) => outcome);
    for (const outcome of checkOutcomes) assert.equal(counted.get(outcome)?.length ?? 0, result[outcome], outcome);
    const at = (number: number) => sample.find(({ rowNumber }) => rowNumber === number)!;
    const [known, doubtful, founder, beside] = [at(1), at(2), at(3), at(4)];
    assert.deepEqual(
      [known.account?.name, known.account?.foundedBy, known.account?.method, known.account?.matched.includes('phone')],
      ['株式会社北辰精機', null, 'name_address', true],
    );
    assert.ok(known.account!.id! > 0);
    assert.deepEqual([known.person?.name, known.person?.foundedBy], ['高瀬 亮介', 1]);
    assert.equal(doubtful.outcome, 'review');
    assert.deepEqual(
      doubtful.doubts.map(({ kind, name, reason, foundedBy }) => [kind, name, reason, foundedBy]),
      [['account', 'みなと電子株式会社', 'name_only', null]],
    );
    assert.deepEqual([founder.account?.id, founder.account?.foundedBy], [null, 3]);
    assert.deepEqual([beside.account?.id, beside.account?.foundedBy], [null, 3]);
    const refused = sample.filter(({ outcome }) => outcome === 'rejected');
    assert.ok(
      refused.every(
        ({ rejection }) =>
          rejection!.code !== '' && rejection!.detail.ja !== '' && /^[^\u3040-\u30ff]+$/.test(rejection!.detail.en),
      ),
    );
    const again = at(7);
    assert.deepEqual([again.outcome, again.account?.foundedBy, again.person?.foundedBy], ['matched', 3, 3]);
    writeFileSync(path, stored);
    const same = await beginImport(other.db, { path, name: 'crm.csv' }, 'companies', null, { source: 'crm' });
    const { sample: kept } = await checkImport(other, same.batchId);
    assert.deepEqual(
      kept.map(({ outcome, account }) => [outcome, account?.name]),
      [
        ['unchanged', '株式会社北辰精機'],
        ['unchanged', 'みなと電子株式会社'],
      ],
    );
    const header = people[0]!.split(',');
    const lines = checkRowsCsv(header, sample, 'ja').split('\r\n');
    assert.match(
      lines[1]!,
      /,"1","新規","株式会社北辰精機\(企業ID \d+\)","名前と住所が一致。一致: .*電話.*","高瀬 亮介\(新しい人物\)",/,
    );
    assert.match(lines[2]!, /"要確認",.*みなと電子株式会社\(企業ID \d+\): 名前だけが同じです/);
    assert.match(checkRowsCsv(header, sample, 'en'), /さざなみ商会 \(company of row 3 of this file\)/);
  } finally {
    await other.close();
  }
});

test('of every outcome only the first rows are kept, refusals of rows that were not tried among them', async () => {
  const batchId = await begin([...companies(1_200), ...Array.from({ length: 900 }, (_, at) => `D${at},,`)]);
  const { result, sample } = await checkImport(database, batchId, { triedMax: 1_000, keptMax: 7 });
  assert.deepEqual([result.new, result.rejected], [1_000, 900]);
  const numbers = (outcome: string) =>
    sample.filter((row) => row.outcome === outcome).map(({ rowNumber }) => rowNumber);
  assert.deepEqual(numbers('new'), [1, 2, 3, 4, 5, 6, 7]);
  assert.deepEqual(numbers('rejected'), [1_201, 1_202, 1_203, 1_204, 1_205, 1_206, 1_207]);
});

test('long cells take the room of rows, so that what is kept stays small', async () => {
  const long = 'あ'.repeat(30_000);
  const batchId = await begin(Array.from({ length: 200 }, (_, at) => `L${at},青空${at}商事,${long}`));
  const { sample } = await checkImport(database, batchId);
  const characters = sample.reduce((sum, { cells }) => sum + cells.join('').length, 0);
  assert.ok(sample.length >= 30 && sample.length < 40 && characters < 1_100_000, `${sample.length}, ${characters}`);
});

test('rows of a check stay beside the draft until something of it changes', async () => {
  const batchId = await begin([...companies(3), 'C9,,']);
  await setChecking(batchId);
  await runCheck(database, batchId);
  const page = { offset: 1, limit: 2, outcome: 'new' } as const;
  const { rows, kept } = await readCheckRows(database.db, batchId, page);
  assert.deepEqual([kept, rows.map(({ rowNumber }) => rowNumber)], [3, [2, 3]]);
  assert.equal(rows[0]!.cells[1], '青空1商事');
  await changeDraft(database.db, batchId, { purpose: '営業' });
  assert.equal((await readCheckRows(database.db, batchId, page)).kept, 0);
});

test('above the limit of rows that are matched, the import brings as many new ones as the check gave as a range', async () => {
  const own = companies(1_200).map((row) => row.replace(/^C(\d+),青空/, 'W$1,白波'));
  const again = own.slice(0, 400).map((row) => row.replace(/^W/, 'V'));
  const rows = [...own, ...again, 'W9998,,'];
  const { result } = await checkImport(database, await begin(rows), { triedMax: 1_000 });
  assert.equal(openRows(result), 600);
  const text = `会社コード,会社名,法人番号\r\n${rows.join('\r\n')}\r\n`;
  const taken = await takeIn(database, { text }, 'companies');
  assert.equal(taken.rejected, result.rejected);
  assert.ok(taken.new >= result.new && taken.new <= result.new + openRows(result), JSON.stringify([taken, result]));
});

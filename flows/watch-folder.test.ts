import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { runImport } from './import-file.ts';
import { lookAtFolder, type Watched } from './watch-folder.ts';

let database: Database;
let watched: Watched;
before(async () => {
  database = await openTestDatabase('watch');
});
after(() => database.close());
beforeEach(() => {
  watched = {
    folder: mkdtempSync(join(tmpdir(), 'mori-inbox-')),
    files: mkdtempSync(join(tmpdir(), 'mori-files-')),
    settledAfterMs: 15_000,
  };
});

const later = (seconds: number) => new Date(Date.now() + seconds * 1_000);
const crm =
  '取引先 ID,取引先名,電話,Web サイト,町名・番地(請求先),法人番号,取引先 所有者\r\n001A,株式会社青空商事,03-1234-5679,https://aozora.co.jp,東京都千代田区丸の内1-2-3,4011001098993,高瀬 亮介\r\n';
function put(name: string, text: string): void {
  const path = join(watched.folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
const lying = (folder = '') => readdirSync(join(watched.folder, folder)).sort();
const look = (seconds = 60) => lookAtFolder(database, watched, later(seconds));
const result = (folder: string) => {
  const name = lying(folder).find((one) => one.endsWith('.result.json'))!;
  return JSON.parse(readFileSync(join(watched.folder, folder, name), 'utf8')) as Record<string, unknown>;
};

test('a settled file is taken in once and put away with its result', async () => {
  put('accounts.csv', crm);
  assert.deepEqual((await look(5)).taken, [], 'still being written');
  const [batchId, ...rest] = (await look()).taken;
  assert.deepEqual(rest, []);
  assert.deepEqual((await look()).taken, [], 'its import is on its way');
  assert.deepEqual(lying(), ['accounts.csv', 'done', 'failed']);
  await runImport(database, batchId!);
  const after = await look();
  assert.deepEqual([after.filed, after.taken], [['accounts.csv'], []]);
  assert.deepEqual(lying(), ['done', 'failed']);
  assert.match(lying('done')[0]!, /^\d{8}-\d{6}-accounts\.csv$/);
  const told = result('done');
  assert.deepEqual(
    [told.file, told.state, told.batch, told.rows, told.new, told.rejected],
    ['accounts.csv', 'done', batchId, 1, 1, 0],
  );
  assert.deepEqual((await look()).taken, []);
});

test('after a kill nothing is lost or doubled, wherever it struck', async () => {
  put('accounts.csv', crm.replace('001A', '001K'));
  const [batchId] = (await look()).taken;
  // Killed before the worker knew: the import stands as queued and the file is not taken again.
  const { state } = await database.db
    .selectFrom('import_batch')
    .select('state')
    .where('import_batch_id', '=', batchId!)
    .executeTakeFirstOrThrow();
  assert.equal(state, 'queued');
  await runImport(database, batchId!);
  await look();
  // Killed between moving the file and writing that down: the next look finds no file and goes on.
  await database.db
    .updateTable('import_batch')
    .set({ filed_at: null })
    .where('import_batch_id', '=', batchId!)
    .execute();
  assert.deepEqual((await look(90)).filed, ['accounts.csv']);
  assert.deepEqual(lying(), ['done', 'failed']);
  assert.equal(lying('done').filter((name) => name.endsWith('.csv')).length, 1);
});

test('a folder names the kind of file or a saved mapping', async () => {
  const columns = { companyName: '得意先', companyPhone: '番号' };
  await database.db
    .insertInto('saved_mapping')
    .values({
      source: 'file',
      preset: 'companies',
      name: '基幹システム',
      mapping: JSON.stringify({ columns, values: {}, owners: {} }),
    })
    .execute();
  put('companies/any.csv', '会社名,電話番号\r\n北斗電子,06-1111-2222\r\n');
  put('基幹システム/tokui.csv', '会社名,得意先,番号\r\n別の名,南洋物産,06-3333-4444\r\n');
  const { taken } = await look();
  assert.equal(taken.length, 2);
  for (const batchId of taken) await runImport(database, batchId);
  const { rows } = await database.pool.query(
    "select name, phone from account where name in ('北斗電子', '南洋物産', '別の名') order by name",
  );
  assert.deepEqual(rows, [
    { name: '北斗電子', phone: '0611112222' },
    { name: '南洋物産', phone: '0633334444' },
  ]);
});

test('what cannot be taken in lies in failed/ with a sentence, and does not stop the others', async () => {
  put('notes.txt', '覚え書き\r\n今日は晴れ\r\n');
  put('どこか/accounts.csv', crm);
  put('ほか/accounts.csv', crm);
  put('empty.csv', '');
  put('.hidden.csv', crm);
  put('accounts.csv.part', crm);
  put('z.csv', crm.replace('001A', '001Z'));
  const { taken, refused } = await look();
  assert.equal(taken.length, 1);
  assert.deepEqual(
    refused.map(({ file, code }) => [file, code]),
    [
      ['empty.csv', 'E_EMPTY_FILE'],
      ['notes.txt', 'preset_not_recognised'],
      ['どこか/accounts.csv', 'folder_unknown'],
      ['ほか/accounts.csv', 'folder_unknown'],
    ],
  );
  assert.equal(lying('failed').length, 8);
  assert.match(String(result('failed').message), /。$/);
  assert.deepEqual(lying(), ['.hidden.csv', 'accounts.csv.part', 'done', 'failed', 'z.csv', 'どこか', 'ほか']);
  const { rows } = await database.pool.query(
    "select count(*)::int as n from audit_entry where action = 'import.folder_refused'",
  );
  assert.equal(rows[0].n, 4);
});

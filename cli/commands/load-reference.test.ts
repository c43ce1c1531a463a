import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import type { OpenWorld } from '../open-world.ts';
import { loadReferenceFiles } from './load-reference.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('load_command');
});
after(() => database.close());

const folder = mkdtempSync(join(tmpdir(), 'mori-load-'));
const write = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
function collect(language: 'ja' | 'en') {
  const said: string[] = [];
  const results: Record<string, unknown>[] = [];
  const say = (line: string) => void said.push(line);
  return { said, results, output: { language, say, result: (value: object) => void results.push({ ...value }) } };
}
const audited = async () =>
  (await database.pool.query('select action, subject_kind as kind, after from audit_entry order by audit_entry_id'))
    .rows;

test('files of the register are taken in one after the other, told one by one and summed up', async () => {
  const line = { number: '4011001098993', name: '株式会社銛メカトロ' };
  const full = write('00_zenkoku_all.csv', `${registerLine({ ...line, updatedOn: '2021-04-01' })}1,2,3\r\n`);
  const daily = write('diff.csv', registerLine({ ...line, name: '株式会社銛', updatedOn: '2022-04-01' }));
  const { said, results, output } = collect('ja');
  await loadReferenceFiles({ database } as OpenWorld, registerTable, [full, daily], output);
  assert.deepEqual(said, [
    '00_zenkoku_all.csv: 2 行、新規 1、変更 0、読めない行 1',
    'diff.csv: 1 行、新規 0、変更 1、読めない行 0',
  ]);
  const { seconds, ...told } = results[0]!;
  assert.equal(typeof seconds, 'number');
  assert.deepEqual(told, { files: 2, rows: 3, new: 1, changed: 1, unchanged: 0, rejected: 1, companies: 1 });
  const counts = { load: 1, rows: 2, new: 1, changed: 0, unchanged: 0, rejected: 1, companies: 1 };
  assert.deepEqual((await audited())[0], { action: 'register.load', kind: 'register', after: counts });
  assert.ok(existsSync(full), 'the file stays where it is');
});

test('tables of towns say what they left out, and a missing file is refused before anything is read', async () => {
  const towns = write(
    'KEN_ALL_ROME.CSV',
    '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI\r\n1000000,東京都,千代田区,以下に掲載がない場合,TOKYO TO,CHIYODA KU,IKANIKEISAIGANAIBAAI\r\n',
  );
  const { said, results, output } = collect('en');
  const load = (...files: string[]) => loadReferenceFiles({ database } as OpenWorld, townTable, files, output);
  await assert.rejects(load(towns, join(folder, 'none.csv')), { code: 'file_missing' });
  assert.deepEqual(said, []);
  await load(towns);
  assert.deepEqual(said, ['KEN_ALL_ROME.CSV: 2 rows, 1 new, 0 changed, 1 without a town']);
  const { seconds, ...told } = results[0]!;
  const counts = { rows: 2, new: 1, changed: 0, unchanged: 0, leftOut: 1, towns: 1, townsWithReading: 1 };
  assert.deepEqual([typeof seconds, told], ['number', { files: 1, ...counts }]);
  const last = (await audited()).at(-1)!;
  assert.deepEqual(last, { action: 'towns.load', kind: 'towns', after: { load: 3, ...counts } });
});

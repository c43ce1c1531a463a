import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginImport } from './begin-import.ts';
import { changeDraft } from './change-draft.ts';
import { previewOf } from './preview-import.ts';

const path = join(tmpdir(), `shared-system-name-${process.pid}.csv`);
let database: Database;
before(async () => {
  database = await openTestDatabase('shared_system_name');
  await takeIn(
    database,
    { text: '会社コード,会社名,住所,業種\r\n1001,株式会社青空商事,東京都港区芝1-1-1,卸売業\r\n' },
    'companies',
  );
});
after(async () => {
  rmSync(path, { force: true });
  await database.close();
});

async function draftOf(text: string, preset = 'companies'): Promise<number> {
  writeFileSync(path, text);
  return (await beginImport(database.db, { path, name: 'erp_20260401.csv' }, preset, null)).batchId;
}
const shared = async (batchId: number) => (await previewOf(database.db, batchId)).sharedSystemName;

test('a file of another system under the same name is told with the earlier one and a free name, and taking that ends it', async () => {
  const batchId = await draftOf('得意先コード,会社名,締日,与信枠,支払条件\r\n1001,北斗電子株式会社,20,100,翌月末\r\n');
  const found = await shared(batchId);
  assert.deepEqual([found?.by, found?.proposal], ['columns', 'erp']);
  await changeDraft(database.db, batchId, { source: found!.proposal });
  assert.equal(await shared(batchId), null);
});

test('keys that are built otherwise are told, the next export of the same system is not', async () => {
  assert.equal((await shared(await draftOf('会社コード,会社名,住所,業種\r\nK-01,北斗電子株式会社,,\r\n')))?.by, 'keys');
  assert.equal(await shared(await draftOf('会社コード,会社名,住所,業種\r\n2002,北斗電子株式会社,,\r\n')), null);
});

test('a list without ids, another kind of list and a system that its header tells share nothing', async () => {
  assert.equal(await shared(await draftOf('会社名,メモ,分類,地区\r\n北斗電子株式会社,,,\r\n')), null);
  assert.equal(await shared(await draftOf('人物ID,会社名,氏名\r\nP1,北斗電子株式会社,岸本 健太\r\n', 'people')), null);
});

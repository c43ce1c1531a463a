import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import type { Town } from '#core/town/town.ts';
import type { Database } from '#db/pool.ts';
import { listReferenceLoads, stopReferenceLoad } from '#db/reference-loads.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { beginReferenceLoad, loadReference } from './load-reference.ts';
import { townTable } from './load-towns.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('load_reference');
});
after(() => database.close());

const path = join(mkdtempSync(join(tmpdir(), 'mori-reference-')), 'KEN_ALL_ROME.CSV');
const begin = async () => {
  writeFileSync(path, '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI\r\n');
  return beginReferenceLoad(database.db, 'towns', { path, name: 'KEN_ALL_ROME.CSV' }, null);
};
const stop = (loadId: number) => stopReferenceLoad(database.db, { kind: 'towns', loadId });
const lastLine = async () => {
  const [{ state, rows, new: added, held, problem, finishedAt }] = (await listReferenceLoads(database.db, 'towns')) as [
    Awaited<ReturnType<typeof listReferenceLoads>>[number],
  ];
  return { state, rows, added, held, problem, isOver: finishedAt !== null };
};
const town = (name: string): Town => ({
  prefecture: '東京都',
  city: '千代田区',
  name,
  cityRomaji: 'chiyoda-ku',
  romaji: name,
});

test('a load that was stopped while it waited reads nothing, and its file goes', async () => {
  const loadId = await begin();
  assert.equal(await stop(loadId), true);
  await loadReference(database, townTable, loadId, { removesFile: true });
  const held = { towns: 0, townsWithReading: 0 };
  assert.deepEqual(await lastLine(), { state: 'cancelled', rows: 0, added: 0, held, problem: null, isOver: true });
  assert.equal(existsSync(path), false);
  assert.equal(await stop(loadId), false);
});

test('a load that is stopped on its way keeps what was written', async () => {
  const loadId = await begin();
  const read = async function* () {
    yield [town('a'), town('b')];
    await stop(loadId);
    yield [town('c')];
  };
  const { held } = await loadReference(database, { ...townTable, read }, loadId);
  assert.deepEqual(held, { towns: 2, townsWithReading: 2 });
  assert.deepEqual(await lastLine(), { state: 'cancelled', rows: 2, added: 2, held, problem: null, isOver: true });
  assert.equal(existsSync(path), true);
});

test('a fault is left to the next try; that of the last one ends the load with a sentence', async () => {
  const loadId = await begin();
  const read = async function* () {
    yield [town('g')];
    throw new Error('disk gone');
  };
  const attempt = (isLastTry: boolean) =>
    assert.rejects(loadReference(database, { ...townTable, read }, loadId, { removesFile: true, isLastTry }), {
      message: 'disk gone',
    });
  await attempt(false);
  assert.deepEqual([(await lastLine()).isOver, existsSync(path)], [false, true]);
  await attempt(true);
  const { state, problem, isOver } = await lastLine();
  assert.deepEqual([state, isOver, existsSync(path)], ['failed', true, false]);
  assert.match(problem!, /同じファイルをもう一度置くと/);
});

test('a file that breaks off keeps what was read before, and its line counts it', async () => {
  const loadId = await begin();
  const read = async function* () {
    yield [town('d'), town('e'), town('f')];
    throw new Refusal('towns_unknown', 'ここから読めません。');
  };
  await assert.rejects(loadReference(database, { ...townTable, read }, loadId, { removesFile: true }), {
    code: 'towns_unknown',
  });
  const ended = { state: 'failed', problem: 'ここから読めません。', isOver: true };
  assert.deepEqual(await lastLine(), { ...ended, rows: 3, added: 3, held: {} });
  assert.equal(existsSync(path), false);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { writeXlsx } from 'hucre';
import { createApp } from '#api/app.ts';
import type { World } from '#api/world.ts';
import { addMember, call, upload, uploadBody, type TestMember } from '#fixtures/api-client.ts';
import { goodFile } from '#fixtures/bad-file.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { runImport } from './import-file.ts';

/** Bad inputs of the reliability plan that are about the upload itself and the draft it opens. */
let world: World;
let app: FastifyInstance;
let operator: TestMember;
let close: () => Promise<void>;
before(async () => {
  ({ world, close } = await openTestWorld('bad_inputs_upload'));
  app = await createApp(world);
  operator = await addMember(world, 'admin');
});
after(async () => {
  await app.close();
  await close();
});

type Draft = { batchId: number; fileName: string; header: string[]; format: { notes: string[] } };
const draftsOf = async () =>
  Number((await world.database.pool.query('select count(*) from import_batch')).rows[0].count);
/** Neither a file nor a draft is left of what `act` did. */
async function leavesNothing(act: () => Promise<void>): Promise<void> {
  const [files, drafts] = [readdirSync(world.files).length, await draftsOf()];
  await act();
  assert.deepEqual([readdirSync(world.files).length, await draftsOf()], [files, drafts]);
}

test('bad input 20: more than 2 GB is refused by what the request announces, before it is read', () =>
  leavesNothing(async () => {
    const answer = await upload(app, operator, '/api/imports', goodFile, {
      headers: { 'content-length': String(3 * 1024 ** 3) },
    });
    assert.deepEqual([answer.status, answer.body.code], [413, 'E_TOO_LARGE']);
  }));

test('bad input 21: an upload that ends early is refused and leaves no file and no draft', () =>
  leavesNothing(async () => {
    const answer = await upload(app, operator, '/api/imports', goodFile, { cutAt: 0.6 });
    assert.deepEqual([answer.status, answer.body.code], [400, 'E_UPLOAD_INCOMPLETE']);
    assert.match(String(answer.body.message), /もう一度置いてください。$/);
  }));

test('bad input 21: an edited sheet that ends early is refused', () =>
  leavesNothing(async () => {
    const answer = await upload(app, operator, '/api/sheets/accounts/compare', goodFile, { cutAt: 0.6 });
    assert.deepEqual([answer.status, answer.body.code], [400, 'E_UPLOAD_INCOMPLETE']);
  }));

test('bad input 21: a connection that breaks leaves no file and no draft', () =>
  leavesNothing(async () => {
    const address = new URL(await app.listen({ port: 0, host: '127.0.0.1' }));
    const { payload, contentType } = uploadBody(goodFile.repeat(5000), 'cut.csv');
    const socket = connect(Number(address.port), address.hostname);
    await once(socket, 'connect');
    socket.write(
      `POST /api/imports HTTP/1.1\r\nhost: ${address.host}\r\nauthorization: ${operator.headers.authorization}\r\ncontent-type: ${contentType}\r\ncontent-length: ${payload.length}\r\n\r\n`,
    );
    const files = readdirSync(world.files).length;
    socket.write(payload.subarray(0, payload.length * 0.6));
    for (let tries = 0; tries < 200 && readdirSync(world.files).length === files; tries++) await wait(10);
    assert.equal(readdirSync(world.files).length, files + 1, 'the file was being written');
    socket.destroy();
    for (let tries = 0; tries < 200 && readdirSync(world.files).length > files; tries++) await wait(10);
  }));

test('bad input 17: a refused file leaves nothing', () =>
  leavesNothing(async () => {
    const answer = await upload(app, operator, '/api/imports', '%PDF-1.7 …');
    assert.deepEqual([answer.status, answer.body.code], [400, 'E_NOT_A_TABLE']);
  }));

for (const name of ['../../etc/x.csv', `${'長'.repeat(300)}.csv`, '<img src=x onerror=alert(1)>.csv'])
  test(`bad input 23: a file named ${name.slice(0, 40)} is stored under a name of our own`, async () => {
    const { body } = await upload<Draft>(app, operator, '/api/imports', goodFile, { name });
    const shown = name.split('/').at(-1)!.slice(0, 200);
    assert.equal(body.fileName, shown);
    for (const file of readdirSync(world.files)) assert.match(file, /^[0-9a-f-]{36}(?:\.table\.csv)?$/);
  });

test('bad input 24: a CSV sent as an image and named .exe is read by its content', async () => {
  const { status, body } = await upload<Draft>(app, operator, '/api/imports', goodFile, {
    name: 'list.csv.exe',
    type: 'image/png',
  });
  assert.deepEqual([status, body.header[1]], [200, '会社名']);
});

test('bad input 22: a second draft names the import that took the same file', async () => {
  const first = await upload<Draft>(app, operator, '/api/imports', goodFile);
  await runImport(world.database, first.body.batchId);
  const second = await upload<Draft & { sameFileAs: number }>(app, operator, '/api/imports', goodFile);
  assert.equal(second.body.sameFileAs, first.body.batchId);
});

test('bad input 36: a file without a header opens a draft, asks, and loses no row', async () => {
  const { status, body } = await upload<Draft>(
    app,
    operator,
    '/api/imports',
    'S1,青空商店,東京都\r\nS2,北斗商店,大阪府\r\n',
  );
  assert.equal(status, 200);
  assert.ok(body.format.notes.includes('W_HEADER_UNKNOWN'));
  const url = `/api/imports/${body.batchId}`;
  const early = await call(app, operator, 'POST', `${url}/start`);
  assert.deepEqual([early.status, early.body.code], [422, 'import_not_mapped']);
  assert.equal((await call(app, operator, 'PATCH', url, { format: { headerRow: 0 } })).status, 200);
  const columns = { companyKey: '1', companyName: '2' };
  const mapped = await call(app, operator, 'PATCH', url, { mapping: { columns, values: {}, owners: {} } });
  assert.equal(mapped.status, 200);
  const checked = await call<{ check: { new: number } }>(app, operator, 'POST', `${url}/check`);
  assert.equal(checked.body.check.new, 2);
  assert.equal((await call(app, operator, 'POST', `${url}/start`)).status, 202);
  assert.equal((await runImport(world.database, body.batchId)).new, 2);
});

test('bad input 67: another sheet is recognised anew, unless somebody has said what the file is', async () => {
  type Kind = { preset: string; source: string; mapping: { columns: Record<string, string> } };
  const book = await writeXlsx({
    sheets: [
      {
        name: '企業',
        rows: [
          ['会社名', '従業員数'],
          ['青空商事', '30'],
        ],
      },
      {
        name: '担当者',
        rows: [
          ['氏名', '会社名', 'メールアドレス'],
          ['葉山 京子', '青空商事', 'hayama@aozora.co.jp'],
        ],
      },
    ],
  });
  const { body } = await upload<Draft & Kind>(app, operator, '/api/imports', Buffer.from(book));
  const change = async (changes: object) =>
    (await call<Kind>(app, operator, 'PATCH', `/api/imports/${body.batchId}`, changes)).body;
  assert.equal(body.preset, 'companies');
  const people = await change({ format: { sheet: '担当者' } });
  assert.deepEqual(
    [people.preset, people.mapping.columns],
    ['people', { personName: '氏名', companyName: '会社名', email: 'メールアドレス' }],
  );
  assert.equal((await change({ preset: 'seminar' })).preset, 'seminar');
  assert.equal((await change({ format: { sheet: '企業' } })).preset, 'seminar');
});

test('bad input 103: no column can be mapped to what only Mori sets', async () => {
  const { body } = await upload<Draft>(
    app,
    operator,
    '/api/imports',
    '会社名,業種,階層\r\n青空商会,機械,strategic\r\n',
  );
  for (const field of ['tier', 'class', 'isOnHold', 'ownerId', 'role', 'score', 'constructor']) {
    const columns = Object.fromEntries([[field, '階層']]);
    const answer = await call(app, operator, 'PATCH', `/api/imports/${body.batchId}`, {
      mapping: { columns, values: {}, owners: {} },
    });
    assert.deepEqual([field, answer.status], [field, 422]);
  }
});

test('bad input 103: who may not take files in can neither upload nor start', async () => {
  const { body } = await upload<Draft>(app, operator, '/api/imports', goodFile);
  const agency = await addMember(world, 'agency');
  await leavesNothing(async () => {
    assert.equal((await upload(app, agency, '/api/imports', goodFile)).status, 403);
    assert.equal((await call(app, agency, 'POST', `/api/imports/${body.batchId}/start`)).status, 403);
  });
});

test('bad input 96: the sentence of a flagged cell comes with the row', async () => {
  const { body } = await upload<Draft>(
    app,
    operator,
    '/api/imports',
    '氏名,メールアドレス,部署,配信停止\r\n山田 太郎,y@option-x.jp,総務部,Yess\r\n',
  );
  await runImport(world.database, body.batchId);
  const flagged = await call<{ rows: { problems: { ja: string; en: string }[] }[]; total: number }>(
    app,
    operator,
    'GET',
    `/api/imports/${body.batchId}/rows?outcome=flagged`,
  );
  const { ja, en } = flagged.body.rows[0]!.problems[0]!;
  assert.match(ja, /^「配信停止」の「Yess」: 選択肢にない値です。近いもの: yes、/);
  assert.match(en, /^Opted out: “Yess” is none of the choices. Nearest: yes, /);
  assert.equal(flagged.body.total, 1);
});

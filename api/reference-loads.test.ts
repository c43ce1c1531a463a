import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, upload, type TestMember } from '#fixtures/api-client.ts';
import { registerLine } from '#fixtures/register-line.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { loadReference } from '#flows/load-reference.ts';
import { registerTable } from '#flows/load-register.ts';
import { townTable } from '#flows/load-towns.ts';
import { createApp } from './app.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let admin: TestMember;
before(async () => {
  opened = await openTestWorld('reference_loads_api');
  app = await createApp(opened.world);
  admin = await addMember(opened.world, 'admin', { name: '汐見' });
});
after(async () => {
  await app.close();
  await opened.close();
});

const files = {
  register:
    registerLine({ number: '4011001098993', name: '株式会社銛メカトロ', updatedOn: '2021-04-01' }) + '1,2,3\r\n',
  towns:
    '1000005,東京都,千代田区,丸の内,TOKYO TO,CHIYODA KU,MARUNOCHI\r\n1000000,東京都,千代田区,以下に掲載がない場合,TOKYO TO,CHIYODA KU,IKANIKEISAIGANAIBAAI\r\n',
};
const read = async (kind: string) => (await call<{ loads: object[] }>(app, admin, 'GET', `/api/${kind}`)).body;
const load = (kind: 'register' | 'towns', loadId: number) => {
  const { database } = opened.world;
  const options = { removesFile: true };
  return kind === 'register'
    ? loadReference(database, registerTable, loadId, options)
    : loadReference(database, townTable, loadId, options);
};

for (const [kind, waiting, afterwards, held] of [
  ['register', { rejected: 0, companies: null }, { rejected: 1, companies: 1 }, { companies: 1 }],
  [
    'towns',
    { leftOut: 0, towns: null, townsWithReading: null },
    { leftOut: 1, towns: 1, townsWithReading: 1 },
    { towns: 1, townsWithReading: 1 },
  ],
] as const)
  test(`a file of ${kind} is handed in, taken in and told; one that has ended cannot be stopped`, async () => {
    const nothing = Object.fromEntries(Object.keys(held).map((name) => [name, 0]));
    assert.deepEqual(await read(kind), { loads: [], ...nothing, loadedAt: null });
    const { status, body } = await upload<{ loadId: number }>(app, admin, `/api/${kind}/loads`, files[kind]);
    assert.deepEqual([status, opened.started.at(-1)], [202, body.loadId]);
    const queued = (await read(kind)).loads[0] as { createdAt: string };
    const { createdAt } = queued;
    const told = {
      loadId: body.loadId,
      fileName: 'list.csv',
      bytes: Buffer.byteLength(files[kind]),
      memberName: '汐見',
    };
    const none = { rows: 0, new: 0, changed: 0, unchanged: 0 };
    assert.deepEqual(queued, {
      ...told,
      ...none,
      ...waiting,
      state: 'queued',
      problem: null,
      createdAt,
      finishedAt: null,
    });

    await load(kind, body.loadId);
    const { loads, ...figures } = await read(kind);
    const { finishedAt } = loads[0] as { finishedAt: string };
    assert.deepEqual(loads, [
      { ...told, ...none, ...afterwards, rows: 2, new: 1, state: 'done', problem: null, createdAt, finishedAt },
    ]);
    assert.deepEqual(figures, { ...held, loadedAt: finishedAt });

    const refused = await app.inject({
      method: 'POST',
      url: `/api/${kind}/loads/${body.loadId}/cancel`,
      headers: { ...admin.headers, 'accept-language': 'en' },
    });
    assert.equal(refused.statusCode, 409);
    assert.equal(refused.json().message, 'This load has ended already.');
  });

test('a waiting load is stopped by its kind and number, and the audit says so', async () => {
  const { body } = await upload<{ loadId: number }>(app, admin, '/api/towns/loads', files.towns);
  const cancel = (kind: string) => call(app, admin, 'POST', `/api/${kind}/loads/${body.loadId}/cancel`);
  assert.equal((await cancel('register')).status, 409);
  assert.deepEqual(await cancel('towns').then(({ status, body: answer }) => [status, answer]), [200, body]);
  assert.equal((await load('towns', body.loadId)).rows, 0);
  assert.equal(((await read('towns')).loads[0] as { state: string }).state, 'cancelled');
  const { rows } = await opened.world.database.pool.query(
    "select action, subject_kind, subject_id from audit_entry where action ~ '^(register|towns)' order by audit_entry_id",
  );
  const id = String(body.loadId);
  assert.deepEqual(
    rows.map((row) => [row.action, row.subject_kind, row.subject_id]),
    [
      ['register.load', 'register', '1'],
      ['towns.load', 'towns', '2'],
      ['towns.load', 'towns', id],
      ['towns.cancel', 'towns', id],
    ],
  );
});

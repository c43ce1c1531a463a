import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { fillMeasuredWorld } from '#fixtures/measured-world.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';

type Line = { appointmentId: number | null; status: string; meetsOn: string; meetsAt: string | null; setBy: string };
let opened: Awaited<ReturnType<typeof openTestWorld>>;
let app: FastifyInstance;
let seller: TestMember;
let winner: TestMember;
let agency: TestMember;

before(async () => {
  opened = await openTestWorld('api_appointments', '2026-06-24T03:00:00Z');
  await fillMeasuredWorld(opened.world.database);
  app = await createApp(opened.world);
  winner = await addMember(opened.world, 'inside_sales', { name: '早乙女 恵' });
  seller = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  agency = await addMember(opened.world, 'agency', { agencyAccountId: 5 });
});
after(async () => {
  await app?.close();
  await opened?.close();
});

const post = (member: TestMember, url: string, body?: object) =>
  call<{ appointmentId: number; code: string }>(app, member, 'POST', url, body);
const lines = async (member: TestMember, url = '/api/accounts/1/appointments') =>
  (await call<{ rows: Line[] }>(app, member, 'GET', url)).body.rows;

test('S3-17 an appointment is set for a day and time with a person, asked for when its day has passed, and told as a no-show', async () => {
  const { body } = await post(winner, '/api/appointments', {
    accountId: 1,
    personId: 10,
    meetsOn: '2026-06-23',
    meetsAt: '14:30',
    subject: '検査工程の課題',
    hostId: seller.memberId,
  });
  const [waiting] = await lines(seller, '/api/appointments/mine');
  assert.deepEqual(
    [waiting!.appointmentId, waiting!.status, waiting!.meetsAt, waiting!.setBy],
    [body.appointmentId, 'unknown', '14:30', '早乙女 恵'],
  );
  assert.deepEqual(await lines(winner, '/api/appointments/mine'), []);
  assert.equal((await post(seller, `/api/appointments/${body.appointmentId}/tell`, { kind: 'no_show' })).status, 200);
  assert.deepEqual(await lines(seller, '/api/appointments/mine'), []);
  assert.equal((await lines(winner))[0]!.status, 'no_show');
  assert.equal((await post(winner, `/api/appointments/${body.appointmentId}/undo`)).body.code, 'nothing_to_undo');
  const undo = (kind: string) => post(seller, `/api/appointments/${body.appointmentId}/undo?kind=${kind}`);
  assert.equal((await undo('set')).body.code, 'nothing_to_undo', 'what came after it stays');
  assert.equal((await undo('no_show')).status, 200);
  assert.equal((await lines(winner))[0]!.status, 'unknown');
});

test('a move has its new day, a result nothing but words; what is not there is not found', async () => {
  const { appointmentId } = (await post(seller, '/api/appointments', { accountId: 1, meetsOn: '2026-07-01' })).body;
  const tell = (body: object) => post(seller, `/api/appointments/${appointmentId}/tell`, body);
  for (const wrong of [
    { kind: 'move' },
    { kind: 'move', meetsOn: '2026-02-30' },
    { kind: 'move', meetsOn: '2026-07-02', meetsAt: '25:00' },
    { kind: 'hold', meetsOn: '2026-07-02' },
    { kind: 'set', meetsOn: '2026-07-02' },
  ])
    assert.equal((await tell(wrong)).status, 422, JSON.stringify(wrong));
  assert.equal((await tell({ kind: 'hold' })).body.code, 'appointment_not_yet');
  assert.equal((await tell({ kind: 'move', meetsOn: '2026-07-02', meetsAt: '09:00' })).status, 200);
  assert.deepEqual((await lines(seller)).map(({ meetsOn, meetsAt }) => [meetsOn, meetsAt])[0], ['2026-07-02', '09:00']);
  assert.equal((await post(seller, '/api/appointments/999999/undo')).body.code, 'appointment_not_found');
});

test('an agency sees those of its own companies, and sets none', async () => {
  assert.equal((await call(app, agency, 'GET', '/api/accounts/1/appointments')).status, 404);
  assert.equal((await post(agency, '/api/appointments', { accountId: 5, meetsOn: '2026-07-01' })).status, 403);
});

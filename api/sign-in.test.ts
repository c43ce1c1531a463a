import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createMember } from '#flows/create-member.ts';
import { addMember, call, type TestMember } from '#fixtures/api-client.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { createApp } from './app.ts';
import type { World } from './world.ts';

let app: FastifyInstance;
let world: World;
let close: () => Promise<void>;
let admin: TestMember;
const email = 'ito@example.jp';
const password = 'a-long-passphrase';

before(async () => {
  ({ world, close } = await openTestWorld('sign_in'));
  app = await createApp(world);
  admin = await addMember(world, 'admin');
  await createMember(world, { email, name: '伊藤 玲', role: 'account_executive', password });
});
after(async () => {
  await app.close();
  await close();
});

const signIn = (given: { email: string; password: string; cookie?: string; language?: string }, to = app) =>
  to.inject({
    method: 'POST',
    url: '/api/auth/sign-in/email',
    headers: {
      'accept-language': given.language ?? 'ja',
      ...(given.cookie ? { cookie: given.cookie, origin: 'http://localhost' } : {}),
    },
    payload: { email: given.email, password: given.password },
  });
const forget = () => world.database.pool.query('delete from auth."rateLimit"; delete from sign_in_try');

test('the eleventh try within a quarter of an hour is refused, for members and strangers in the same words', async () => {
  const told: string[] = [];
  for (const address of [email, 'nobody@example.jp']) {
    await forget();
    const tries = [];
    for (let count = 0; count < 11; count++) tries.push(await signIn({ email: address, password: 'wrong-password' }));
    assert.deepEqual(
      tries.map((answer) => answer.statusCode),
      [...Array(10).fill(401), 429],
    );
    told.push(tries[0]!.body, tries[10]!.json().message);
  }
  assert.equal(told[0], told[2]);
  assert.equal(told[1], told[3]);
  assert.match(told[1]!, /あと15分ほど受け付けません/);
});

test('tries at the same moment all count, however the address is written', async () => {
  await forget();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, count) =>
      signIn({ email: count % 2 ? email.toUpperCase() : ` ${email}`, password: 'wrong-password' }),
    ),
  );
  assert.equal(answers.filter((answer) => answer.statusCode === 429).length, 10);
});

test('a restart keeps the pause, the right password does not pass it, and an administrator ends it', async () => {
  const restarted = await createApp(world);
  assert.equal((await signIn({ email, password }, restarted)).statusCode, 429);
  const english = await signIn({ email, password, language: 'en' }, restarted);
  assert.match(english.json().message, /^There were too many tries.* 15 minutes/);
  await restarted.close();
  type Members = { members: { memberId: number; email: string; isSignInPaused: boolean }[] };
  const paused = async () =>
    (await call<Members>(app, admin, 'GET', '/api/members')).body.members.find((one) => one.email === email)!;
  assert.equal((await paused()).isSignInPaused, true);
  const { memberId } = await paused();
  assert.equal((await call(app, admin, 'POST', `/api/members/${memberId}/release`)).status, 200);
  assert.equal((await paused()).isSignInPaused, false);
  assert.equal((await signIn({ email, password })).statusCode, 200);
  const { rows } = await world.database.pool.query(
    "select action, subject_id from audit_entry where action like 'sign_in.%' and subject_id is not null order by 1",
  );
  assert.deepEqual(
    rows.map((row) => [row.action, Number(row.subject_id)]),
    [
      ['sign_in.paused', memberId],
      ['sign_in.paused', memberId],
      ['sign_in.released', memberId],
    ],
  );
});

test('guesses from elsewhere do not keep a member out of the browser they use', async () => {
  await forget();
  const welcomed = await signIn({ email, password });
  const mark = [welcomed.headers['set-cookie']].flat().find((one) => one?.startsWith('mori.browser='))!;
  assert.match(mark, /HttpOnly; SameSite=Strict/);
  const cookie = mark.split(';')[0]!;
  for (let count = 0; count < 11; count++) await signIn({ email, password: 'wrong-password' });
  assert.equal((await signIn({ email, password })).statusCode, 429);
  assert.equal((await signIn({ email, password, cookie })).statusCode, 200);
  assert.equal((await signIn({ email: 'other@example.jp', password, cookie })).statusCode, 401);
});

test('the pause ends by itself', async () => {
  await world.database.pool.query("update sign_in_try set since = now() - interval '16 minutes'");
  assert.equal((await signIn({ email, password })).statusCode, 200);
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from '#db/pool.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('named_owners');
});
after(() => database.close());

const list = (owner: string) => ({
  text: `会社コード,会社名,担当営業\r\nA1,株式会社青空商事,${owner}\r\nA2,北斗電子株式会社,高瀬 亮介\r\n`,
});

const owners = async () =>
  (
    await database.pool.query(
      'select a.name, owner_name as told, m.name as member from account a left join member m on m.member_id = a.owner_id order by 1',
    )
  ).rows;

test('whom a later file names looks after the company, with a login or without, as after a rebuild', async () => {
  await database.pool.query(
    "insert into member (email, name, role) values ('takase@example.jp', '高瀬 亮介', 'account_executive')",
  );
  await takeIn(database, list('高瀬 亮介'));
  const [company, other] = [
    { name: '株式会社青空商事' },
    { name: '北斗電子株式会社', told: '高瀬 亮介', member: '高瀬 亮介' },
  ];
  const held = { ...company, told: '高瀬 亮介', member: '高瀬 亮介' };
  const byName = (one: { name: string }, two: { name: string }) => (one.name < two.name ? -1 : 1);
  assert.deepEqual((await owners()).sort(byName), [held, other].sort(byName));
  await takeIn(database, list('岸本 健太'));
  const now = [{ ...company, told: '岸本 健太', member: null }, other].sort(byName);
  assert.deepEqual((await owners()).sort(byName), now);
  await rebuild(database);
  assert.deepEqual((await owners()).sort(byName), now);
});

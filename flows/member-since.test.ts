import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { todayJst } from '#core/period/day.ts';
import type { Database } from '#db/pool.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { membersSince } from './member-since.ts';

let database: Database;
const createdAt = new Date('2026-11-01T00:00:00Z');
const names = ['早乙女 恵', '高瀬 亮介', '白川 奈々', '江藤 結'];
const members = names.map((name, index) => ({ memberId: index + 1, name, createdAt }));
const since = async (from: string) => {
  const found = await membersSince(database.db, members, new Date(from));
  return members.map(({ memberId }) => todayJst(found.get(memberId)!));
};
const leads = (owner: string) =>
  takeIn(
    database,
    {
      text: `リード ID,会社名,姓,名,メール,リード状況,リード 所有者,作成日\nL1,青空商事株式会社,佐藤,一郎,s@aozora.example.jp,新規,${owner},2025/05/10\n`,
    },
    'salesforce-leads',
  );

before(async () => {
  database = await openTestDatabase('member_since');
  await leads('早乙女 恵');
  await leads('白川 奈々');
  await takeIn(
    database,
    {
      text: '会社名,氏名,メール,種別,件名,日付,担当\n青空商事株式会社,佐藤 一郎,s@aozora.example.jp,訪問,初回,2024/09/02,高瀬 亮介\n',
    },
    'activities',
  );
});
after(() => database?.close());

test('a member was there since files first name them; who took a record over later stood in none of them before', async () => {
  assert.deepEqual(await since('2024-01-01'), ['2025-05-10', '2024-09-02', '2026-11-01', '2026-11-01']);
});

test('after the login nobody has to be looked for', async () => {
  assert.deepEqual(new Set(await since('2026-11-02')), new Set(['2026-11-01']));
});

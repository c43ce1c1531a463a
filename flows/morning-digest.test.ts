import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { defaultChoice, saveNoticeChoice } from '#db/notice-choices.ts';
import { writeSetting } from '#db/settings.ts';
import { inTransaction } from '#db/transaction.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { sendMorningDigests } from './morning-digest.ts';
import type { Letter } from './send-notices.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sales: TestMember;
let marketing: TestMember;
let away: TestMember;
let leads: string[];
let letters: Letter[] = [];
let isDown = false;
const at = (time: string) => new Date(`2026-11-${time}:00+09:00`);
const digest = (time: string) =>
  sendMorningDigests(
    opened.world.database,
    {
      ...opened.world,
      post: async (letter) => {
        if (isDown) throw new Error('421 try later');
        letters.push(letter);
      },
    },
    at(time),
  );
const addressOf = async (member: TestMember) =>
  (
    await opened.world.database.db
      .selectFrom('member')
      .select('email')
      .where('member_id', '=', member.memberId)
      .executeTakeFirstOrThrow()
  ).email;

before(async () => {
  opened = await openTestWorld('digest');
  sales = await addMember(opened.world, 'account_executive', { name: '高瀬 亮介' });
  marketing = await addMember(opened.world, 'marketing_manager', { name: '藤代 まりえ' });
  away = await addMember(opened.world, 'account_executive', { name: '三田村 香織' });
  await addMember(opened.world, 'executive', { name: '社長' });
  await takeIn(
    opened.world.database,
    {
      text: '会社コード,会社名,URL,担当営業\nK0,青空精機株式会社,https://www.k0.co.jp,高瀬 亮介\nK1,北斗電子株式会社,https://www.k1.co.jp,高瀬 亮介\nK2,東雲物産株式会社,https://www.k2.co.jp,三田村 香織\n',
    },
    'companies',
  );
  await takeIn(
    opened.world.database,
    {
      text: 'リード ID,会社名,姓,名,メール,リード状況,作成日\nL0,青空精機株式会社,佐藤,一郎,a@k0.co.jp,新規,2026/11/10\nL1,北斗電子株式会社,鈴木,二郎,b@k1.co.jp,新規,2026/11/10\nL2,東雲物産株式会社,高橋,三郎,c@k2.co.jp,新規,2026/11/10\n',
    },
    'salesforce-leads',
  );
  const { rows } = await opened.world.database.pool.query(
    'select cycle_id from lead_cycle join lead using (lead_id) order by external_key',
  );
  leads = rows.map((row) => row.cycle_id);
  await inTransaction(opened.world.database, (transaction) =>
    handOver(transaction, leads, { memberId: marketing.memberId, now: at('18T10:00') }),
  );
  await opened.world.database.db
    .insertInto('absence')
    .values({ member_id: away.memberId, from_on: '2026-11-19', to_on: '2026-11-19', deputy_id: sales.memberId })
    .execute();
});
after(() => opened.close());

test('at 8:30 each member with open items gets one letter; empty ones, absent members and those who chose not to get none', async () => {
  assert.deepEqual(await digest('19T08:25'), { sent: 0, empty: 0, failed: 0 }, 'not before');
  isDown = true;
  assert.deepEqual(await digest('19T08:30'), { sent: 0, empty: 2, failed: 1 });
  isDown = false;
  assert.deepEqual(await digest('19T08:35'), { sent: 1, empty: 0, failed: 0 }, 'tried again');
  assert.deepEqual(await digest('19T08:40'), { sent: 0, empty: 0, failed: 0 }, 'one a day');
  assert.deepEqual(
    letters.map((letter) => letter.to),
    [await addressOf(sales)],
  );
  const { subject, text } = letters[0]!;
  assert.match(subject, /朝のまとめ 11\/19/);
  assert.match(text, /返事を待っているリード/);
  assert.match(text, /青空精機株式会社\(今日 18:00 まで\)/);
  assert.ok(!text.includes('佐藤'), 'a company is enough');
  assert.match(text, /https:\/\/mori\.example\.jp\/notices/);
});

test('what changed since the last letter stands in the next: answers to what one handed over, promises that are due', async () => {
  letters = [];
  const actor = { memberId: sales.memberId, now: at('19T11:00') };
  const accept = { kind: 'accept', nextAction: '電話する', nextOn: '2026-11-20' } as const;
  await inTransaction(opened.world.database, (transaction) => answerHandOver(transaction, [leads[0]!], accept, actor));
  await inTransaction(opened.world.database, (transaction) =>
    answerHandOver(transaction, [leads[1]!], { kind: 'reject', reason: 'no_need' }, actor),
  );
  await digest('20T08:31');
  const textTo = async (member: TestMember) => {
    const address = await addressOf(member);
    return letters.find((letter) => letter.to === address)?.text ?? '';
  };
  assert.match(await textTo(marketing), /返事: 受け入れ 1件[\s\S]*返事: 差し戻し 1件/);
  assert.match(await textTo(sales), /青空精機株式会社 電話する\(11\/20 まで\)/);
  assert.match(await textTo(away), /東雲物産株式会社\(期限を過ぎています\)/, 'back from leave');
});

test('weekends, holidays, company days, choice and own quiet hours are respected', async () => {
  letters = [];
  for (const day of ['21', '22', '23'])
    assert.equal((await digest(`${day}T08:31`)).sent, 0, 'a weekend and 勤労感謝の日');
  await writeSetting(opened.world.database.db, 'handover', { daysOff: ['2026-11-24'] }, null);
  assert.equal((await digest('24T08:31')).sent, 0, 'a day off of the company');
  const { db } = opened.world.database;
  await saveNoticeChoice(db, sales.memberId, { channels: { ...defaultChoice.channels, digest: [] }, quiet: null });
  await saveNoticeChoice(db, away.memberId, { ...defaultChoice, quiet: { from: 18 * 60, to: 10 * 60 } });
  await digest('25T08:31');
  assert.deepEqual(
    letters.map((letter) => letter.to),
    [],
  );
  await digest('25T10:05');
  assert.deepEqual(
    letters.map((letter) => letter.to),
    [await addressOf(away)],
  );
  assert.equal((await digest('25T12:01')).sent, 0, 'a morning letter comes in the morning');
});

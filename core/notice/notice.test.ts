import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cycleSteps } from '#core/demand/cycle-event.ts';
import { chatBody, type Message } from './message.ts';
import { announcementOf, announcements, retryAfterMs } from './notice.ts';

const message: Message = {
  kind: 'rejected',
  to: null,
  accountName: '<!here> [toall] *青空*精機株式会社',
  receiverName: '堂島 剛',
  reason: 'ニーズなし',
  link: 'https://mori.example.jp/handovers?lead=c1',
};

test('names are words in every chat: they call nobody and format nothing', () => {
  const slack = chatBody('slack', message);
  assert.equal(slack.type, 'application/json');
  const { text, blocks } = JSON.parse(slack.body);
  assert.ok(text.includes('&lt;!here&gt;') && !text.includes('<!here>'));
  assert.equal(blocks[1].text.type, 'plain_text');
  assert.equal(blocks[2].elements[0].url, message.link);
  const card = JSON.parse(chatBody('teams', message).body).attachments[0];
  assert.equal(card.contentType, 'application/vnd.microsoft.card.adaptive');
  assert.equal(card.content.body[1].text, '\\<\\!here\\> \\[toall\\] \\*青空\\*精機株式会社');
  assert.equal(card.content.actions[0].url, message.link);
  const form = new URLSearchParams(chatBody('chatwork', { ...message, to: '堂島 剛さんへ' }).body).get('body')!;
  assert.equal(
    form,
    '[info][title]堂島 剛さんへ: 差し戻されたリード[/title]<!here> [toall] *青空*精機株式会社\n担当: 堂島 剛\n理由: ニーズなし\nhttps://mori.example.jp/handovers?lead=c1[/info]'.replace(
      '[toall]',
      '［toall］',
    ),
  );
});

test('a test message says that it is one; a lead without company says so', () => {
  for (const kind of ['teams', 'slack'] as const)
    assert.match(chatBody(kind, { ...message, kind: 'test' }).body, /テスト通知/);
  assert.match(chatBody('slack', { ...message, accountName: null }).body, /企業が分からないリード/);
});

test('attempts are spread over three days and then end', () => {
  const waits = Array.from({ length: 10 }, (_, attempts) => retryAfterMs(attempts)!);
  assert.deepEqual(waits.slice(0, 4), [0, 5_000, 300_000, 1_800_000]);
  const days = waits.reduce((sum, wait) => sum + wait, 0) / 86_400_000;
  assert.ok(days > 3 && days < 3.5, `${days} days`);
  assert.equal(retryAfterMs(10), undefined);
});

test('every announcement but the clock’s own comes from a fact of a cycle', () => {
  const told = new Set(Object.keys(cycleSteps).map((kind) => announcementOf(kind as keyof typeof cycleSteps)));
  for (const one of announcements)
    assert.equal(told.has(one), !['reminded', 'overdue', 'unfollowed', 'asked_again'].includes(one), one);
});

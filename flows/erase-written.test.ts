import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addMember, type TestMember } from '#fixtures/api-client.ts';
import { placesOf } from '#fixtures/places-of.ts';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestWorld } from '#fixtures/test-database.ts';
import { inTransaction } from '#db/transaction.ts';
import { addAgendaItem } from './agenda-items.ts';
import { closeMonth, writeTexts } from './close-month.ts';
import { editPerson } from './edit-person.ts';
import { erasePerson } from './erase-person.ts';
import { giveFeedback } from './give-feedback.ts';
import { answerHandOver, handOver } from './hand-over.ts';
import { planMeetings, tellMeeting } from './plan-meetings.ts';
import { makeSfaReturns } from './sfa-return.ts';
import { addMeetingItem, confirmMinutes, holdMeeting } from './weekly-meeting.ts';

let opened: Awaited<ReturnType<typeof openTestWorld>>;
let sales: TestMember;
const now = new Date('2026-11-17T01:00:00Z');
/** Each way in which people write of one person: name with any space, address in any letters, number with any hyphens. */
const written = ['山田 太郎', '山田\u3000太郎', '山田太郎', 'T.Yamada@AOZORA.co.jp', '090-1111-2222', '090(1111)2222'];
const text = `担当は${written.join('、')}です`;
const canaries = [
  '山田 太郎',
  '山田\u3000太郎',
  '山田太郎',
  't.yamada',
  '090-1111-2222',
  '090(1111)2222',
  '09011112222',
];

before(async () => {
  opened = await openTestWorld('erase_written');
  sales = await addMember(opened.world, 'account_executive', { name: '三田村 香織' });
});
after(() => opened.close());

test('an erased person stands in no text or JSON that people wrote, in whatever table', async () => {
  const { database } = opened.world;
  const { pool } = database;
  await takeIn(
    database,
    {
      name: '山田太郎.csv',
      text: 'リード ID,会社名,姓,名,メール,携帯電話,リード状況,リード 所有者,作成日\n00Q1,青空商事株式会社,山田,太郎,t.yamada@aozora.co.jp,090-1111-2222,Open,三田村 香織,2026/11/10\n00Q2,青空商事株式会社,佐藤,花子,h.sato@aozora.co.jp,,Open,三田村 香織,2026/11/10\n',
    },
    'salesforce-leads',
  );
  const { rows: leads } = await pool.query(
    'select l.lead_id, l.person_id, l.account_id, external_key from lead l order by external_key',
  );
  const [own, other] = leads.map(({ lead_id }) => lead_id as string) as [string, string];
  const { person_id: personId, account_id: accountId } = leads[0];
  const doer = { memberId: sales.memberId, now };
  await inTransaction(database, async (transaction) => {
    await handOver(transaction, [own, other], doer);
    await answerHandOver(
      transaction,
      [own],
      { kind: 'accept', nextAction: text, nextOn: '2026-11-20', why: text },
      doer,
    );
    await answerHandOver(transaction, [other], { kind: 'accept', nextAction: text, nextOn: '2026-11-20' }, doer);
    for (const cycleId of [own, other])
      await giveFeedback(transaction, {
        cycleId,
        memberId: sales.memberId,
        side: 'sales',
        code: 'useful',
        text,
        through: 'screen',
        givenAt: now,
      });
    const { meetingId } = await holdMeeting(transaction, { on: '2026-11-16', attendees: text }, doer);
    await addAgendaItem(transaction, { text, meetingId }, sales.memberId);
    await addMeetingItem(transaction, meetingId, { kind: 'decision', text }, sales.memberId);
    await confirmMinutes(transaction, meetingId, doer);
    const held = { first: '2026-11-24', weeks: 1, whenClosed: 'move' } as const;
    const people = { meetsAt: null, leaderId: null, attendees: text };
    const { meetingIds } = await planMeetings(transaction, held, people, doer);
    await tellMeeting(transaction, meetingIds[0]!, { kind: 'cancel', why: text }, doer);
    await editPerson(transaction, personId, { values: { kana: 'ヤマダ タロウ' }, unpin: [] }, sales.memberId);
    await writeTexts(transaction, '2026-10', { findings: text, requests: text }, sales.memberId, now);
  });
  await closeMonth(database, '2026-10', sales.memberId, now);
  await makeSfaReturns(database, now);
  const json = JSON.stringify({ text });
  await pool.query("insert into note (subject_kind, subject_id, text) values ('account', $1, $2)", [accountId, text]);
  await pool.query('update month_closing set reopen_reason = $1', [text]);
  await pool.query("insert into saved_view (noun, name, definition, member_id) values ('people', $1, $2, $3)", [
    text,
    json,
    sales.memberId,
  ]);
  await pool.query("insert into bulk_edit (noun, description, changes) values ('people', $1, $2)", [text, json]);
  await pool.query(
    "insert into match_decision (arrival, kind, verdict, left_rows, right_rows, note) values (999, 'account', 'unsure', '{}', '{}', $1)",
    [text],
  );
  await pool.query(
    "insert into notice (member_id, cycle_id, kind, send_at, problem) values ($1, $2, 'reminder', now(), $3)",
    [sales.memberId, own, text],
  );
  await pool.query(
    "insert into audit_entry (action, subject_kind, subject_id, before, after) values ('account.edit', 'account', $1, $2, $2)",
    [String(accountId), json],
  );
  const places = new Set((await placesOf(database, canaries)).map((place) => place.split(':')[0]));
  for (const table of [
    'note',
    'feedback',
    'agenda_item',
    'meeting_item',
    'meeting_event',
    'month_text',
    'cycle_event',
    'audit_entry',
    'import_batch',
    'saved_view',
  ])
    assert.ok(places.has(table), `${table} holds what is to be erased`);

  await erasePerson(database, personId, { requestedOn: '2026-11-18', reason: `${written[0]}様の請求` }, null);

  assert.deepEqual(await placesOf(database, canaries), []);
  const { rows: edits } = await pool.query("select changes from bulk_edit where noun = 'person'");
  assert.deepEqual(edits, [{ changes: [] }], 'no edit of the person is there to be taken back');
  const { rows } = await pool.query("select text from note where subject_kind = 'account'");
  assert.equal(
    rows[0].text,
    `担当は${written.map(() => '(消去済み)').join('、')}です`,
    'the rest of what was written stays',
  );
  const { rows: cycles } = await pool.query('select state, next_action from lead_cycle where cycle_id = $1', [other]);
  assert.deepEqual([cycles[0].state, cycles[0].next_action], ['accepted', rows[0].text]);
  assert.deepEqual(await placesOf(database, ['佐藤']).then((found) => found.length > 0), true, 'others stay');
});

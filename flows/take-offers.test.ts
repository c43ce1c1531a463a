import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { addDays, todayJst } from '#core/period/day.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { checkHandovers } from './check-handovers.ts';
import { handOverRows, previewOffer, saveOffer, type OfferDraft } from './edit-offers.ts';
import { answerHandOver, handOver, undoAnswer } from './hand-over.ts';
import { handOverAgain, reopenRecycled } from './next-cycle.ts';
import { followForms } from './follow-forms.ts';
import { rebuild } from './rebuild.ts';
import { takeLeads } from './take-leads.ts';
import { undoImport } from './undo-import.ts';

const today = todayJst(new Date());
const offer = (part: Partial<OfferDraft> = {}): OfferDraft => ({
  name: '見積依頼',
  kind: 'quote',
  words: ['見積依頼'],
  exceptWords: ['書き方'],
  product: null,
  startsOn: addDays(today, -3),
  endsOn: null,
  isActNow: true,
  ...part,
});
const header = 'リードID,会社名,氏名,メール,リード状況,キャンペーン,作成日';
const lead = (key: string, campaign: string, on = today, status = '未対応') =>
  `${key},青空商事株式会社,佐藤 一郎,sato@aozora.example.jp,${status},${campaign},${on}`;
const activities = (...lines: string[]) => `会社名,氏名,メール,種別,件名,日付\n${lines.join('\n')}\n`;
const act = (subject: string, on = today) =>
  `青空商事株式会社,佐藤 一郎,sato@aozora.example.jp,フォーム,${subject},${on}`;

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase('offers');
  await database.pool.query(
    "insert into member (email, name, role) values ('is@example.jp', '内田 薫', 'inside_sales'), ('mk@example.jp', '森 まゆ', 'marketing_manager')",
  );
});
afterEach(() => database.close());

const actor = () => ({ memberId: 1, now: new Date() });
const add = (part: Partial<OfferDraft> = {}) =>
  inTransaction(database, (transaction) => saveOffer(transaction, null, offer(part), actor()));
const leads = (...lines: string[]) => takeIn(database, { text: `${header}\n${lines.join('\n')}\n` }, 'leads');
const form = (...lines: string[]) => takeIn(database, { text: activities(...lines) }, 'activities');
const cycles = async () =>
  (
    await database.pool.query(
      'select c.cycle_id, c.state, c.number, c.clock_class, c.receiver_kind, c.receiver_id from lead_cycle c order by c.number, c.cycle_id',
    )
  ).rows;
const states = async () => (await cycles()).map((cycle) => `${cycle.number}:${cycle.state}`);
const takes = async () =>
  (await database.pool.query('select outcome from offer_take order by on_day, row_key')).rows.map((row) => row.outcome);
const reject = async (reason: 'no_need' | 'competitor') => {
  const [cycle] = (await cycles()).filter(({ state }) => state === 'handed_over');
  await inTransaction(database, (transaction) =>
    answerHandOver(transaction, [cycle.cycle_id], { kind: 'reject', reason }, actor()),
  );
};

test('an imported lead that names an act-now offer is handed over with why; the same file again changes nothing', async () => {
  await add();
  const file = [
    lead('L1', '＜見積依頼＞フォーム'),
    `L2,緑野工業株式会社,林 花子,,未対応,見積依頼の書き方セミナー,${today}`,
  ];
  await leads(...file);
  assert.deepEqual((await states()).sort(), ['1:handed_over', '1:new']);
  const facts = (
    await database.pool.query(
      "select kind, why, explanation -> 'offer' ->> 'rowKey' as row, explanation -> 'because' is not null as routed, member_id from cycle_event order by cycle_event_id",
    )
  ).rows;
  assert.deepEqual(
    facts.map(({ kind, why, routed, member_id }) => [kind, why, routed, member_id]),
    [
      ['qualify', '今すぐ対応の申し込み: 見積依頼', false, null],
      ['hand_over', '今すぐ対応の申し込み: 見積依頼', true, null],
    ],
  );
  const before = await cycles();
  await leads(...file);
  await leads(...file.map((line) => line.replace('未対応', '連絡中')));
  assert.deepEqual(
    (await cycles()).map(({ state, receiver_id }) => [state, receiver_id]),
    before.map(({ state, receiver_id }) => [state, receiver_id]),
  );
  assert.equal((await checkHandovers(database.db, new Date())).isBalanced, true);
});

test('an activity of somebody without a lead becomes one; a second form while sales holds it joins', async () => {
  await add({ name: 'デモ申込', kind: 'demo', words: ['デモ申込'], exceptWords: [] });
  await add();
  await form(act('デモ申込フォーム'));
  assert.deepEqual(await states(), ['1:handed_over']);
  await form(act('デモ申込フォーム'), act('見積依頼フォーム'));
  assert.deepEqual(await states(), ['1:handed_over']);
  assert.deepEqual((await takes()).sort(), ['handed_over', 'joined']);
  const told = async () =>
    (
      await database.pool.query(
        "select m.name from notice n join member m using (member_id) where n.kind = 'asked_again'",
      )
    ).rows;
  assert.deepEqual(await told(), [{ name: '内田 薫' }], 'who holds the lead is told');
  await form(act('デモ申込フォーム'), act('見積依頼フォーム'));
  assert.equal((await told()).length, 1);
  const { rows } = await database.pool.query('select campaign, person_id is not null as known from lead');
  assert.deepEqual(rows, [{ campaign: 'デモ申込フォーム', known: true }]);
});

test('re-MQL: who was sent back opens the next cycle, who was excluded does not', async () => {
  await add();
  await leads(lead('L1', '見積依頼フォーム'));
  await reject('no_need');
  await form(act('見積依頼フォーム'));
  assert.deepEqual(await states(), ['1:recycled', '2:handed_over']);
  await reject('competitor');
  await form(act('見積依頼フォーム'), act('見積依頼フォーム2'));
  assert.deepEqual(await states(), ['1:recycled', '2:disqualified']);
  assert.deepEqual((await takes()).sort(), ['excluded', 'handed_over', 'handed_over']);
  const { isBalanced, total } = await checkHandovers(database.db, new Date());
  assert.deepEqual([isBalanced, total.handed, total.rejected], [true, 2, 2]);
});

test('a rebuild gives the same cycles, and an undo takes back what nobody answered', async () => {
  await add();
  const first = await leads(lead('L1', '展示会2026'));
  const second = await form(act('見積依頼フォーム'));
  assert.deepEqual(await states(), ['1:handed_over']);
  const before = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), before);
  await inTransaction(database, (transaction) => undoImport(transaction, second.batch, 1));
  assert.deepEqual(await states(), ['1:new']);
  assert.deepEqual(await takes(), []);
  await form(act('見積依頼フォーム'));
  assert.deepEqual(await states(), ['1:handed_over'], 'taken in again it is decided anew');
  await inTransaction(database, (transaction) => undoImport(transaction, first.batch, 1));
  assert.deepEqual(
    await states(),
    ['1:handed_over'],
    'the quote request stands for itself when its lead was taken back',
  );
  const { rows } = await database.pool.query('select campaign from lead');
  assert.deepEqual(rows, [{ campaign: '見積依頼フォーム' }]);
});

test('undo of an import keeps the answer of sales, and a further pass disappears with its row', async () => {
  await add();
  await leads(lead('L1', '見積依頼フォーム'));
  await reject('no_need');
  const form2 = await form(act('見積依頼フォーム'));
  assert.deepEqual(await states(), ['1:recycled', '2:handed_over']);
  const before = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), before);
  await inTransaction(database, (transaction) => undoImport(transaction, form2.batch, 1));
  assert.deepEqual(await states(), ['1:recycled']);
  await form(act('見積依頼フォーム'));
  const [, pass] = await cycles();
  await inTransaction(database, (transaction) =>
    answerHandOver(
      transaction,
      [pass.cycle_id],
      { kind: 'accept', nextAction: '電話', nextOn: addDays(today, 1) },
      actor(),
    ),
  );
  const again = (await database.pool.query('select max(import_batch_id)::int as id from import_batch')).rows[0].id;
  await inTransaction(database, (transaction) => undoImport(transaction, again, 1));
  assert.deepEqual(await states(), ['1:recycled', '2:accepted']);
});

test('rows before the offer, or a month old, wait for a choice; a choice hands them over once', async () => {
  const early = await form(act('見積依頼フォーム', addDays(today, -10)));
  const { offerId } = await add();
  assert.deepEqual(await states(), [], 'an offer does not reach back');
  await form(
    `青空商事株式会社,佐藤 一郎,sato@aozora.example.jp,フォーム,見積依頼フォーム2,${addDays(today, -5)}`,
    `緑野工業株式会社,林 花子,hayashi@midorino.example.jp,フォーム,見積依頼フォーム,${addDays(today, -40)}`,
  );
  assert.deepEqual(await states(), []);
  const preview = await previewOffer(database.db, offer(), new Date());
  assert.deepEqual([preview.total, preview.open, preview.rows.every((row) => row.isBeforeStart)], [3, 3, true]);
  assert.deepEqual(preview.names[0], { name: '見積依頼フォーム', rows: 2 });
  const choose = () =>
    inTransaction(database, (transaction) =>
      handOverRows(
        transaction,
        offerId,
        preview.rows.map((row) => row.rowKey),
        actor(),
      ),
    );
  assert.deepEqual(await choose(), { handedOver: 2 });
  assert.deepEqual(await states(), ['1:handed_over', '1:handed_over']);
  await assert.rejects(choose, { code: 'offer_rows_gone' });
  assert.ok(early.rows === 1);
});

test('a lead dated ahead by its seminar is handed over today, and stays so when its file comes again', async () => {
  await add({
    name: '個別相談会',
    kind: 'individual_seminar',
    words: ['個別相談会'],
    exceptWords: [],
    startsOn: today,
  });
  const file = {
    text: `会社名,氏名,メール,セミナー名,参加状況,開催日\n青空商事株式会社,佐藤 一郎,sato@aozora.example.jp,個別相談会,申込,${addDays(today, 12)}\n`,
  };
  await takeIn(database, file, 'seminar');
  assert.deepEqual(await states(), ['1:handed_over']);
  await rebuild(database);
  assert.deepEqual(await states(), ['1:handed_over']);
});

test('a lead that came back is handed over again by hand, once, in a cycle of its own', async () => {
  await leads(lead('L1', '展示会2026'));
  const [first] = await cycles();
  const give = (ids: string[]) => inTransaction(database, (transaction) => handOver(transaction, ids, actor()));
  const again = (id: string) =>
    inTransaction(database, (transaction) => handOverAgain(transaction, [id], '来期に検討', actor(), 'by_hand'));
  await give([first.cycle_id]);
  await assert.rejects(again(first.cycle_id), { code: 'cycle_not_recycled' });
  await reject('no_need');
  await again(first.cycle_id);
  assert.deepEqual(await states(), ['1:recycled', '2:handed_over']);
  await assert.rejects(again(first.cycle_id), { code: 'cycle_has_next' });
  const [, second] = await cycles();
  await inTransaction(database, (transaction) => undoAnswer(transaction, [second.cycle_id], actor()));
  assert.deepEqual(await states(), ['1:recycled', '2:nurturing']);
  await give([second.cycle_id]);
  assert.deepEqual(await states(), ['1:recycled', '2:handed_over']);
});

test('a contact form that comes one by one hands its lead over within the minute, once', async () => {
  await add();
  const told = {
    companyName: '青空商事株式会社',
    personName: '佐藤 一郎',
    email: 'sato@aozora.example.jp',
    campaign: '見積依頼フォーム',
  };
  const from = { kind: 'lead', source: 'website', memberId: null, now: new Date() } as const;
  await takeLeads(database, [told], from);
  await followForms(database, new Date());
  assert.deepEqual(await states(), ['1:handed_over']);
  await takeLeads(database, [told, { ...told, campaign: '展示会', leadKey: 'X1' }], from);
  await followForms(database, new Date());
  assert.deepEqual((await states()).sort(), ['1:handed_over', '1:new']);
});

test('a lead sent back until a day returns on that day as a candidate of its next cycle, once', async () => {
  await leads(lead('L1', '展示会2026'));
  const [first] = await cycles();
  const until = addDays(today, 3);
  await inTransaction(database, (transaction) => handOver(transaction, [first.cycle_id], actor()));
  await inTransaction(database, (transaction) =>
    answerHandOver(transaction, [first.cycle_id], { kind: 'reject', reason: 'too_early', recycleOn: until }, actor()),
  );
  const at = (day: string) => new Date(`${day}T03:00:00Z`);
  assert.deepEqual(await reopenRecycled(database, at(addDays(until, -1))), { reopened: 0 });
  assert.deepEqual(await reopenRecycled(database, at(until)), { reopened: 1 });
  assert.deepEqual(await reopenRecycled(database, at(until)), { reopened: 0 });
  assert.deepEqual(await states(), ['1:recycled', '2:mql_candidate']);
  assert.equal((await checkHandovers(database.db, at(until))).isBalanced, true);
});

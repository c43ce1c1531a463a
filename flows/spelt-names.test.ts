import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { explainEntities } from './explain-pair.ts';
import { explainRow } from './explain-row.ts';
import { followForms } from './follow-forms.ts';
import { rebuild } from './rebuild.ts';
import { reconcileAll } from './reconcile.ts';
import { takeLeads } from './take-leads.ts';
import { undoDecision } from './undo-decision.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('spelt_names');
});
after(() => database.close());

const header = '会社名,氏名,e-mail,部署名,名刺交換日';
const cards = (source: string, ...rows: string[]) =>
  takeIn(database, { text: `${header}\r\n${rows.join('\r\n')}\r\n` }, 'sansan-cards', { source });
const personOf = async (mail: string): Promise<number> =>
  (
    await database.pool.query(
      "select person_id as id from person, json_array_elements_text(profile->'e') mail where mail = $1",
      [mail],
    )
  ).rows[0]?.id;
const personNamed = async (name: string): Promise<number> =>
  (await database.pool.query('select person_id as id from person where name_key = $1', [name])).rows[0]?.id;
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};

/** People elsewhere: a colleague is less of a coincidence the fewer of all people work there. */
const elsewhere = Array.from(
  { length: 300 },
  (_, index) => `株式会社白樺第${index + 1}工業,青山 ${String.fromCodePoint(0x5040 + index)}太,,,2026/04/01`,
);

test('who is known by an address alone is the colleague whose name it spells, as a decision that a rebuild replays', async () => {
  await cards(
    'cards',
    '株式会社蒼穹精機,田中 健一,kenichi.tanaka@sokyu.co.jp,営業部,2026/04/01',
    '株式会社蒼穹精機,鈴木 花子,hanako.suzuki@sokyu.co.jp,営業部,2026/04/01',
    '株式会社蒼穹精機,高橋 直樹,naoki.takahashi@sokyu.co.jp,営業部,2026/04/01',
    '株式会社蒼穹精機,北川 拓也,,総務部,2026/04/01',
    '株式会社蒼穹精機,西村 誠,,総務部,2026/04/01',
    ...elsewhere,
  );
  const known = await personNamed('北川拓也');
  await cards('list', '株式会社蒼穹精機,,takuya.kitagawa@sokyu.co.jp,,2026/05/01');
  assert.equal(await personOf('takuya.kitagawa@sokyu.co.jp'), known);
  await cards('list', '株式会社蒼穹精機,,takeshi.nishimura@sokyu.co.jp,,2026/05/02');
  assert.notEqual(await personOf('takeshi.nishimura@sokyu.co.jp'), await personNamed('西村誠'), 'another given name');
  await isRebuiltAlike();
  const count = await database.pool.query('select count(*)::int as n from match_decision');
  await reconcileAll(database);
  const again = await database.pool.query('select count(*)::int as n from match_decision');
  assert.equal(again.rows[0].n, count.rows[0].n, 'a second look finds nothing more');
});

test('the explanation says so in words, for and against', async () => {
  const person = await personNamed('北川拓也');
  const { rows } = await database.pool.query(
    "select l.row_key as key from row_link l join raw_row r using (row_key) where l.person_id = $1 and r.source = 'list'",
    [person],
  );
  const explained = await inTransaction(database, (transaction) =>
    explainRow(transaction, 'person', person, rows[0].key),
  );
  assert.ok(
    explained.rest?.lines.some(({ words }) => words.ja === '社内のメールアドレスの付け方(名.姓@)と一致'),
    JSON.stringify(explained.rest?.lines),
  );
  const [one, other] = [await personOf('takeshi.nishimura@sokyu.co.jp'), await personNamed('西村誠')];
  const { lines } = await explainEntities(database.db, 'person', one, other);
  assert.ok(lines.some(({ words }) => words.ja === '社内のメールアドレスの付け方(名.姓@)と合わない'));
});

test('what a person took back is not merged again', async () => {
  const { rows } = await database.pool.query(
    "select match_decision_id as id from match_decision where verdict = 'automatic' and kind = 'person'",
  );
  assert.equal(rows.length, 1);
  await inTransaction(database, (transaction) => undoDecision(transaction, rows[0].id, null));
  const apart = async () =>
    assert.notEqual(await personOf('takuya.kitagawa@sokyu.co.jp'), await personNamed('北川拓也'));
  await apart();
  await reconcileAll(database);
  await apart();
  await isRebuiltAlike();
});

test('what cannot be read whole is a question, and one that spells two colleagues is none', async () => {
  await cards('cards', '株式会社蒼穹精機,大野 煌斗,,企画部,2026/05/01');
  await cards('list', '株式会社蒼穹精機,,hiroto.ono@sokyu.co.jp,,2026/05/03');
  const open = async () =>
    (
      await database.pool.query(
        "select left_id, right_id from review where kind = 'person' and state = 'open' and reason = 'mail_name'",
      )
    ).rows;
  assert.equal((await open()).length, 1);
  await isRebuiltAlike();
  await cards('cards', '株式会社蒼穹精機,佐藤 誠,,企画部,2026/05/01', '株式会社蒼穹精機,佐藤 真,,製造部,2026/05/01');
  await cards('list', '株式会社蒼穹精機,,makoto.sato@sokyu.co.jp,,2026/05/04');
  assert.equal((await open()).length, 1);
  await isRebuiltAlike();
});

test('a form with an address alone joins the colleague within the minute, a stranger stays a stranger', async () => {
  const now = new Date('2026-06-01T09:00:00+09:00');
  await cards('cards', '株式会社蒼穹精機,石田 浩二,,企画部,2026/05/01');
  const lead = { companyName: '株式会社蒼穹精機', leadKey: 'w-1', email: 'koji.ishida@sokyu.co.jp' };
  const from = { kind: 'lead', source: 'website', memberId: null, now } as const;
  await takeLeads(database, [lead, { ...lead, leadKey: 'w-2', email: 'eiji.okuda@sokyu.co.jp' }], from);
  assert.notEqual(await personOf('koji.ishida@sokyu.co.jp'), await personNamed('石田浩二'));
  await followForms(database, now);
  assert.equal(await personOf('koji.ishida@sokyu.co.jp'), await personNamed('石田浩二'));
  assert.ok(await personOf('eiji.okuda@sokyu.co.jp'));
  await isRebuiltAlike();
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { Refusal } from '#core/refusal.ts';
import { historyOf } from '#db/account-page.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { editPerson, type PersonChanges } from './edit-person.ts';
import { rebuild } from './rebuild.ts';
import { undoBulkEdit } from './undo-bulk-edit.ts';

let database: Database;
let id: number;
before(async () => {
  database = await openTestDatabase('edit_person');
});
after(() => database.close());

const header = '名刺ID,会社名,部署名,役職,氏名,e-mail,携帯電話,名刺交換日\r\n';
const card = (title: string, on: string) =>
  `${header}C1,㈱青空商事,情報システム部,${title},山田 太郎,t.yamada@aozora.co.jp,090-3333-4444,${on}\r\n`;
const person = async () =>
  (await database.pool.query('select * from person where person_id = $1', [id])).rows[0] as Record<string, unknown>;
const edit = (changes: Partial<PersonChanges>) =>
  inTransaction(database, (transaction) => editPerson(transaction, id, { values: {}, unpin: [], ...changes }, null));

test('a decided value beats what files say later, and search finds it', async () => {
  await takeIn(database, { text: card('課長', '2025/04/01') });
  id = (await database.pool.query('select person_id from person')).rows[0].person_id;
  await edit({ values: { title: '取締役', name: '山多 太郎', phone: '03-1234-5679', mobile: ' ' } });
  await takeIn(database, { text: card('次長', '2026/04/01') });
  const held = await person();
  assert.deepEqual(
    [held.title, held.band, held.name, held.family, held.name_key, held.mobile, held.phone],
    ['取締役', 'vp', '山多 太郎', '山多', '山多太郎', null, '03-1234-5679'],
  );
  const { rows } = await database.pool.query("select 1 from person_search where grams @> array['山多']");
  assert.equal(rows.length, 1);
});

test('a rebuild keeps what was decided and gives the identical state', async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('a value that is no longer decided follows the files', async () => {
  await edit({ unpin: ['title', 'mobile'] });
  const held = await person();
  assert.deepEqual([held.title, held.band, held.mobile, held.name], ['次長', 'manager', '09033334444', '山多 太郎']);
  const { rows } = await database.pool.query(
    "select action, before, after from audit_entry where subject_kind = 'person' order by audit_entry_id",
  );
  assert.deepEqual(
    rows.map((row) => [row.action, row.before.title, row.after.title]),
    [
      ['person.edit', '課長', '取締役'],
      ['person.unpin', '取締役', '次長'],
    ],
  );
});

test('an edit is taken back as one: what was decided before holds again, and the history tells it', async () => {
  const before = await person();
  const { bulkEditId } = await edit({ values: { name: '山本 太郎', title: '社長', kana: 'ヤマモト タロウ' } });
  assert.deepEqual([(await person()).name, (await person()).title], ['山本 太郎', '社長']);
  await inTransaction(database, (transaction) => undoBulkEdit(transaction, bulkEditId, null));
  assert.deepEqual(await person(), before);
  const [last] = await historyOf(database.db, 'person', id);
  assert.deepEqual(
    [last!.action, (last!.before as PersonChanges['values']).title, (last!.after as PersonChanges['values']).title],
    ['person.undo_edit', '社長', '次長'],
  );
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('no change, an address that is none and a name that is none are refused', async () => {
  for (const [changes, code] of [
    [{}, 'nothing_changed'],
    [{ values: { email: 'yamada' } }, 'email_invalid'],
    [{ values: { name: null } }, 'person_name_invalid'],
  ] as const)
    await assert.rejects(edit(changes), (error) => error instanceof Refusal && error.code === code);
});

test('a name in one piece that may be cut elsewhere is found, until somebody decides where', async () => {
  await takeIn(database, {
    text: `${header}C8,㈱青空商事,,,藤浦明美,fujiura@aozora.co.jp,,2026/04/01\r\nC9,㈱青空商事,,,山田花子,hanako@aozora.co.jp,,2026/04/01\r\n`,
  });
  const guessed = async () =>
    (await database.pool.query('select person_id, name from person where is_name_guess')).rows as {
      person_id: number;
      name: string;
    }[];
  const [one, ...others] = await guessed();
  assert.deepEqual([one?.name, others], ['藤浦 明美', []]);
  const decide = (change: Partial<PersonChanges>) =>
    inTransaction(database, (transaction) =>
      editPerson(transaction, one!.person_id, { values: {}, unpin: [], ...change }, null),
    );
  await decide({ values: { name: '藤 浦明美' } });
  assert.deepEqual(await guessed(), []);
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
  await decide({ unpin: ['name'] });
  assert.deepEqual((await guessed()).length, 1);
});

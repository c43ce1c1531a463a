import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accountModel } from '#core/match/account-model.ts';
import { personModel } from '#core/match/person-model.ts';
import { listChanges, listChangedRows } from '#db/re-decisions.ts';
import { rowsOfEntity } from '#db/move-rows.ts';
import type { Database } from '#db/pool.ts';
import { lockIdentity, nextArrival } from '#db/raw-rows.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { carryOut, decideMatch } from './decide-match.ts';
import { requireEntity } from './require-entity.ts';
import { splitRows } from './split-rows.ts';
import { undoDecision } from './undo-decision.ts';
import { reDecisionCsv } from './export-re-decision.ts';
import { applyReDecision, beginReDecision, proposeReDecision } from './re-decide.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
const now = new Date('2026-04-13T00:00:00Z');
before(async () => {
  database = await openTestDatabase('re_decide');
});
after(() => database.close());

const take = (source: string, ...rows: string[]) =>
  takeIn(database, { text: `会社名,URL,住所,電話\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
const idOf = async (name: string, source: string): Promise<number> =>
  (
    await database.pool.query(
      "select l.account_id as id from raw_row r join row_link l on l.row_key = r.row_key and l.version = r.version and l.role = 'main' where r.source = $2 and r.cells->>0 = $1 order by r.row_number limit 1",
      [name, source],
    )
  ).rows[0].id;
const decide = async (verdict: 'same' | 'different', left: Promise<number>, right: Promise<number>) => {
  const [leftId, rightId] = [await left, await right];
  return inTransaction(database, (transaction) =>
    decideMatch(transaction, { kind: 'account', verdict, leftId, rightId }, null),
  );
};
const propose = async () => {
  const id = await beginReDecision(database, null, now);
  return { id, summary: await proposeReDecision(database, id) };
};
const isRebuiltAlike = async () => {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
};
type LinkRow = { row_key: string; role: string; account_id: number | null; person_id: number | null };
const none = { merged: 0, split: 0, moved: 0, rows: 0 };

/** What an earlier model once put together wrongly, as it records it. */
async function mergeAsBefore(keptId: number, goneId: number): Promise<void> {
  await inTransaction(database, async (transaction) => {
    await lockIdentity(transaction);
    const leftRows = (await rowsOfEntity(transaction, 'account', keptId)).slice(0, 1);
    const rightRows = await rowsOfEntity(transaction, 'account', goneId);
    await transaction.db
      .insertInto('match_decision')
      .values({
        arrival: await nextArrival(transaction.db),
        kind: 'account',
        verdict: 'automatic',
        left_rows: leftRows,
        right_rows: rightRows,
        member_id: null,
      })
      .execute();
    await carryOut(transaction, { kind: 'account', verdict: 'automatic', leftRows, rightRows });
  });
}

test('where nothing speaks for it, today’s model changes nothing', async () => {
  await take(
    'crm',
    '株式会社青空商事,https://aozora-a.co.jp,東京都千代田区丸の内1-2-3,',
    '株式会社桐谷工業,https://kiritani.co.jp,大阪府大阪市北区梅田3-1-1,06-6123-4567',
    '株式会社海野製作所,https://umino.co.jp,愛知県名古屋市中区栄2-3-4,052-123-4567',
    '株式会社星川電機,https://hoshikawa.co.jp,福岡県福岡市博多区博多駅前4-5-6,092-123-4567',
    '株式会社峰岸化学,https://minegishi.co.jp,宮城県仙台市青葉区一番町1-1-1,022-123-4567',
  );
  await take('seminar', '㈱桐谷工業,https://kiritani.co.jp,,', '㈱峰岸化学,https://minegishi.co.jp,,');
  await take('card', '桐谷工業,https://kiritani.co.jp,,06-6123-4567', '海野製作所,https://umino.co.jp,,052-123-4567');
  assert.deepEqual((await propose()).summary, { account: none, person: none });
});

test('a difference is shown before it is carried out, with every row of it, and readers see none of it', async () => {
  const namesake = await take('old', '株式会社青空商事,https://kumo-shoji.co.jp,東京都千代田区丸の内1-9-9,');
  await take('forms', '青空商事,,東京都千代田区丸の内,');
  // Settled by no second look yet: the namesake that made it a question is gone.
  await inTransaction(database, (transaction) => undoImport(transaction, namesake.batch, null));
  // An earlier model's mistake: 桐谷工業 and 星川電機 are one.
  await mergeAsBefore(await idOf('株式会社桐谷工業', 'crm'), await idOf('株式会社星川電機', 'crm'));
  // What people said: 海野製作所 and 峰岸化学 are one company, and the card of 海野製作所 is another.
  await decide('same', idOf('株式会社海野製作所', 'crm'), idOf('株式会社峰岸化学', 'crm'));
  const umino = await idOf('株式会社海野製作所', 'crm');
  await inTransaction(database, async (transaction) => {
    const { rows } = await database.pool.query(
      "select row_key from raw_row where source = 'card' and cells->>0 = '海野製作所'",
    );
    await splitRows(transaction, 'account', umino, [rows[0].row_key], null);
  });
  const state = await dumpDerived(database);
  const { id, summary } = await propose();
  assert.deepEqual(summary, { account: { merged: 1, split: 1, moved: 0, rows: 2 }, person: none });
  assert.deepEqual(await dumpDerived(database), state, 'a proposal changes nothing');
  const changes = await listChanges(database.db, id, 20);
  assert.deepEqual(changes.map(({ change, fromName, rows }) => [change, fromName, rows]).sort(), [
    ['merged', '青空商事', 1],
    ['split', '株式会社桐谷工業', 1],
  ]);
  const rows = await listChangedRows(database.db, id);
  assert.deepEqual(rows.map(({ source }) => source).sort(), ['crm', 'forms']);
});

test('carried out: ids follow the most rows, gone ones redirect, what people decided stands, a rebuild gives the same', async () => {
  const [kiritani, aozora, umino] = [
    await idOf('株式会社桐谷工業', 'crm'),
    await idOf('株式会社青空商事', 'crm'),
    await idOf('株式会社海野製作所', 'crm'),
  ];
  const alone = await idOf('青空商事', 'forms');
  const { id } = await propose();
  await applyReDecision(database, id, null, now);
  assert.equal(await idOf('株式会社桐谷工業', 'crm'), kiritani, 'three rows against one');
  assert.notEqual(await idOf('株式会社星川電機', 'crm'), kiritani);
  assert.equal(await idOf('青空商事', 'forms'), aozora);
  assert.equal(await requireEntity({ db: database.db }, 'account', alone), aozora, 'redirected');
  assert.equal(
    await requireEntity({ db: database.db }, 'account', await idOf('株式会社星川電機', 'crm')),
    await idOf('株式会社星川電機', 'crm'),
    'an id that lives again leads to itself',
  );
  assert.equal(await idOf('株式会社峰岸化学', 'crm'), umino, 'must-link');
  assert.notEqual(await idOf('海野製作所', 'card'), umino, 'cannot-link');
  await assert.rejects(applyReDecision(database, id, null, now), /すでに終わって/);
  await isRebuiltAlike();
  await isRebuiltAlike();
});

test('the second time there is nothing to change', async () => {
  const state = await dumpDerived(database);
  const { id, summary } = await propose();
  assert.deepEqual(summary, { account: none, person: none });
  await applyReDecision(database, id, null, now);
  assert.deepEqual(await dumpDerived(database), state);
  await isRebuiltAlike();
});

test('what was looked at is what is carried out: rows that came since make it stale', async () => {
  await mergeAsBefore(await idOf('株式会社桐谷工業', 'crm'), await idOf('株式会社星川電機', 'crm'));
  const { id } = await propose();
  await mergeAsBefore(await idOf('株式会社青空商事', 'crm'), await idOf('株式会社海野製作所', 'crm'));
  await assert.rejects(applyReDecision(database, id, null, now), /もう一度/);
});

test('another model: everything is regrouped, and a rebuild gives it back whatever model it runs under', async () => {
  await takeIn(
    database,
    {
      text: `氏名,会社名,メールアドレス,電話番号\r\n${['佐藤 誠', '鈴木 花子', '高橋 健'].map((name, place) => `${name},株式会社桐谷工業,p${place}@kiritani.co.jp,`).join('\r\n')}\r\n`,
    },
    'people',
    { source: 'list' },
  );
  await takeIn(
    database,
    { text: '氏名,会社名,メールアドレス,電話番号\r\n佐藤誠,㈱桐谷工業,p0@kiritani.co.jp,\r\n' },
    'people',
    { source: 'desk' },
  );
  await applyReDecision(database, (await propose()).id, null, now);
  await isRebuiltAlike();
  const usual = await dumpDerived(database);
  const thresholds = [accountModel, personModel].map(({ settings }) => settings.thresholds as { auto: number });
  const autos = thresholds.map(({ auto }) => auto);
  try {
    for (const threshold of thresholds) threshold.auto = 100;
    const { id, summary } = await propose();
    assert.ok(summary.account.split >= 3, 'a model that is never sure');
    assert.ok(summary.person.split >= 1);
    const [moved, company] = (['person', 'account'] as const).map(async (kind) =>
      (await listChanges(database.db, id, 50)).find((one) => one.kind === kind),
    );
    assert.equal((await moved)?.fromCompany, '株式会社桐谷工業', 'people stand with their company');
    assert.equal((await company)?.fromCompany, null);
    assert.ok(
      (await reDecisionCsv(database.db, id))
        .replaceAll('"', '')
        .includes(`${(await moved)?.fromName},株式会社桐谷工業,`),
    );
    await applyReDecision(database, id, null, now);
    const changed = await dumpDerived(database);
    assert.deepEqual((await propose()).summary, { account: none, person: none }, 'the second time');
    await isRebuiltAlike();
    for (const [place, threshold] of thresholds.entries()) threshold.auto = autos[place]!;
    await rebuild(database);
    assert.deepEqual(await dumpDerived(database), changed, 'decided is decided');
    const back = await propose();
    assert.ok(back.summary.account.merged >= 3 && back.summary.person.merged >= 1);
    await applyReDecision(database, back.id, null, now);
    await isRebuiltAlike();
    // Of parts of one size the older id stays, so that the groups are as before, and not every id.
    const groups = (dump: Record<string, unknown[]>) =>
      (['account_id', 'person_id'] as const).map((id) =>
        [...Map.groupBy(dump.row_link as LinkRow[], (link) => link[id])]
          .filter(([held]) => held !== null)
          .map(([, links]) => links.map(({ row_key, role }) => `${row_key}/${role}`).join(' '))
          .sort(),
      );
    assert.deepEqual(groups(await dumpDerived(database)), groups(usual), 'and the old groups are back');
  } finally {
    for (const [place, threshold] of thresholds.entries()) threshold.auto = autos[place]!;
  }
});

test('rows that a person took out stay out until the person puts them back', async () => {
  await take('late', '株式会社空野物産,https://sorano.co.jp,東京都港区芝1-1-1,03-5555-1234');
  await take('later', '空野物産,https://sorano.co.jp,東京都港区芝1-1-1,03-5555-1234');
  assert.equal(await idOf('空野物産', 'later'), await idOf('株式会社空野物産', 'late'));
  const { rows } = await database.pool.query("select row_key from raw_row where source = 'later'");
  const company = await idOf('空野物産', 'later');
  const { decisionId } = await inTransaction(database, (transaction) =>
    splitRows(transaction, 'account', company, [rows[0].row_key], null),
  );
  const { id } = await propose();
  await applyReDecision(database, id, null, now);
  assert.notEqual(await idOf('空野物産', 'later'), await idOf('株式会社空野物産', 'late'));
  await inTransaction(database, (transaction) => undoDecision(transaction, decisionId, null));
  assert.equal(await idOf('空野物産', 'later'), await idOf('株式会社空野物産', 'late'));
  await isRebuiltAlike();
});

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { DeclaredSources } from '#core/account/declared.ts';
import { findDeclaredChange, listUnfinishedDeclarations } from '#db/declared-sources.ts';
import { withIdentitySession } from '#db/identity-session.ts';
import type { Database } from '#db/pool.ts';
import { inTransaction } from '#db/transaction.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { carryOutDeclaration, declareSources, listSourcesTelling, previewDeclaration } from './declare-sources.ts';
import { editAccounts } from './edit-accounts.ts';
import { readToldValues } from './read-told-values.ts';
import { rebuild } from './rebuild.ts';
import { undoImport } from './undo-import.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('declare_sources');
});
after(() => database.close());

const header = '会社コード,会社名,住所,業種,従業員数,資本金(円),更新日';
const file = (source: string, ...lines: string[]) =>
  takeIn(database, { text: [header, ...lines, ''].join('\r\n') }, 'companies', { source });
const aozora = (facts: string) => `A1,株式会社青空商事,東京都千代田区丸の内1-2-3,${facts}`;
const midori = (facts: string) => `A2,緑川工業株式会社,大阪府大阪市北区梅田1-1,${facts}`;
const valuesOf = async (name: string) => {
  const { rows } = await database.pool.query(
    'select industry, employees, capital_yen::int as capital from account where name = $1',
    [name],
  );
  assert.equal(rows.length, 1, name);
  return [rows[0].industry, rows[0].employees, rows[0].capital] as unknown[];
};
const idOf = async (name: string) =>
  Number((await database.pool.query('select account_id from account where name = $1', [name])).rows[0].account_id);

async function declare(wanted: DeclaredSources) {
  const id = await declareSources(database, wanted, null, new Date('2026-05-01T00:00:00Z'));
  if (id === undefined) return undefined;
  await carryOutDeclaration(database, id);
  const { state, done, total, changed } = (await findDeclaredChange(database.db, id))!;
  assert.deepEqual([state, done], ['done', total]);
  return { looked: done, changed };
}

async function isRebuiltAlike() {
  const state = await dumpDerived(database);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
}

test('values of the declared source stand before newer ones, what it does not tell stays, and taking it back gives what was there', async () => {
  await file('list', aozora('卸売業,120,,2024-01-01'), midori('機械,80,1000000,2024-01-01'));
  await file(
    'crm',
    aozora('化学,300,5000000,2026-01-01'),
    midori('金属,90,2000000,2026-01-01'),
    'A3,海野製薬株式会社,京都府京都市下京区1-1,医薬,50,,2026-01-01',
  );
  const before = await dumpDerived(database);
  assert.deepEqual(await valuesOf('株式会社青空商事'), ['化学', 300, 5_000_000]);
  const wanted = { industry: 'list', employees: 'list' };
  assert.deepEqual(await previewDeclaration(database, wanted), { companies: 2, looked: 2, changing: 2 });
  assert.deepEqual(await dumpDerived(database), before, 'a preview writes nothing');
  assert.deepEqual(await declare(wanted), { looked: 2, changed: 2 });
  assert.deepEqual(await valuesOf('株式会社青空商事'), ['卸売業', 120, 5_000_000]);
  assert.deepEqual(await valuesOf('海野製薬株式会社'), ['医薬', 50, null]);
  const told = await inTransaction(database, async (transaction) =>
    readToldValues(transaction, 'account', await idOf('株式会社青空商事')),
  );
  assert.deepEqual(
    told.get('industry')!.map(({ value }) => value),
    ['卸売業', '化学'],
  );
  await isRebuiltAlike();
  assert.deepEqual(await declare({}), { looked: 2, changed: 2 });
  assert.deepEqual(await dumpDerived(database), before);
  const { rows } = await database.pool.query(
    "select before, after from audit_entry where action = 'declared_sources.change' order by audit_entry_id",
  );
  assert.deepEqual(rows, [
    { before: {}, after: wanted },
    { before: wanted, after: {} },
  ]);
});

test('imports follow what is declared, in either order of arrival; the same file again changes nothing', async () => {
  await declare({ industry: 'list' });
  const line = 'B1,朝日精機株式会社,愛知県名古屋市中区栄1-1,';
  await file('list', `${line}精密機械,10,,2023-01-01`);
  await file('crm', `${line}電機,20,,2026-01-01`);
  const other = 'B2,夕日精機株式会社,福岡県福岡市博多区1-1,';
  await file('crm', `${other}電機,20,,2026-01-01`);
  await file('list', `${other}精密機械,10,,2023-01-01`);
  assert.deepEqual(await valuesOf('朝日精機株式会社'), ['精密機械', 20, null]);
  assert.deepEqual(await valuesOf('夕日精機株式会社'), ['精密機械', 20, null]);
  const state = await dumpDerived(database);
  assert.equal((await file('list', `${other}精密機械,10,,2023-01-01`)).unchanged, 1);
  assert.deepEqual(await dumpDerived(database), state);
  const newer = await file('list', `${other}検査機器,10,,2023-06-01`);
  assert.deepEqual(await valuesOf('夕日精機株式会社'), ['検査機器', 20, null], 'the newest of the declared source');
  await isRebuiltAlike();
  await inTransaction(database, (transaction) => undoImport(transaction, newer.batch, null));
  assert.deepEqual(await valuesOf('夕日精機株式会社'), ['精密機械', 20, null]);
  await isRebuiltAlike();
});

test('what somebody pinned stands before the declared source, which stands again when it is unpinned', async () => {
  const name = '株式会社青空商事';
  const id = await idOf(name);
  const edit = (change: Parameters<typeof editAccounts>[2]) =>
    inTransaction(database, (transaction) => editAccounts(transaction, [id], change, null, 'test'));
  await edit({ values: { employees: 7 } });
  const { changing } = await previewDeclaration(database, { industry: 'list', employees: 'list' });
  assert.deepEqual(await declare({ industry: 'list', employees: 'list' }), { looked: 4, changed: changing });
  assert.equal(changing, 3, 'what is pinned does not change');
  assert.deepEqual(await valuesOf(name), ['卸売業', 7, 5_000_000]);
  await isRebuiltAlike();
  await edit({ values: {}, unpin: ['employees'] });
  assert.deepEqual(await valuesOf(name), ['卸売業', 120, 5_000_000]);
  await isRebuiltAlike();
});

test('only a source that tells the attribute can be declared, and declaring the same again is no change', async () => {
  await takeIn(database, { text: '会社名,住所,URL\r\n白浜機械株式会社,兵庫県神戸市中央区1-1,\r\n' }, 'companies', {
    source: 'names',
  });
  assert.deepEqual((await listSourcesTelling(database.db)).industry, ['crm', 'list']);
  for (const source of ['names', 'nobody'])
    await assert.rejects(declareSources(database, { industry: source }, null, new Date()), {
      code: 'source_tells_nothing',
    });
  assert.equal(await declare({ industry: 'list', employees: 'list' }), undefined);
});

test('an import that is under way gives way to a change; a change that was interrupted goes on and ends in the same', async () => {
  let id: number | undefined;
  await withIdentitySession(database, async ({ giveWay }) => {
    const declaring = declareSources(database, {}, null, new Date());
    await setTimeout(300);
    assert.deepEqual(await listUnfinishedDeclarations(database.db), [], 'not in the middle of a batch');
    await giveWay();
    id = await declaring;
  });
  assert.deepEqual(await listUnfinishedDeclarations(database.db), [id]);
  // Between the change and its carrying out a row comes, and one of the companies was worked out already.
  await file('crm', midori('鋳造,95,2000000,2026-02-01'));
  await database.pool.query(
    'update declared_source_change set state = $1, cursor_account = $2 where declared_source_change_id = $3',
    ['running', await idOf('株式会社青空商事'), id],
  );
  await carryOutDeclaration(database, id!);
  assert.deepEqual(
    await valuesOf('株式会社青空商事'),
    ['卸売業', 120, 5_000_000],
    'behind the cursor nothing is done again',
  );
  assert.deepEqual(await valuesOf('緑川工業株式会社'), ['鋳造', 95, 2_000_000]);
  await database.pool.query(
    "update declared_source_change set state = 'running', cursor_account = 0 where declared_source_change_id = $1",
    [id],
  );
  await carryOutDeclaration(database, id!);
  assert.deepEqual(await valuesOf('株式会社青空商事'), ['化学', 300, 5_000_000]);
  await isRebuiltAlike();
});

test('a change in the middle of an import of many rows: rows before and behind it come out as if it had always been declared', async () => {
  const count = 3_000;
  const lines = (told: string) =>
    Array.from({ length: count }, (_, n) => `M${n},第${n}樹脂株式会社,長野県松本市中央${n + 1}-1-1,${told}`);
  await file('crm', ...lines('化学,,,2026-01-01'));
  assert.deepEqual(
    (await previewDeclaration(database, { industry: 'list' })).companies,
    4,
    'without a row of the list',
  );
  const importing = file('list', ...lines('卸売業,,,2024-01-01'));
  const rowsOfList = async () =>
    (
      await database.pool.query(
        "select count(*)::int as n from raw_row where source = 'list' and external_key like 'M%'",
      )
    ).rows[0].n as number;
  while ((await rowsOfList()) === 0) await setTimeout(10);
  const id = await declareSources(database, { industry: 'list' }, null, new Date());
  const taken = await rowsOfList();
  assert.ok(taken > 0 && taken < count, `${taken} rows had come`);
  await Promise.all([importing, carryOutDeclaration(database, id!)]);
  const industries = async () =>
    (
      await database.pool.query(
        "select industry, count(*)::int as companies from account where name like '第%樹脂株式会社' group by 1",
      )
    ).rows as unknown[];
  assert.deepEqual(await industries(), [{ industry: '卸売業', companies: count }]);
  await file('fair', ...lines('食品,,,2026-03-01'));
  assert.deepEqual(await industries(), [{ industry: '卸売業', companies: count }], 'in every batch of an import');
  await isRebuiltAlike();
  const preview = await previewDeclaration(database, {});
  assert.deepEqual(preview, { companies: count + 4, looked: 500, changing: preview.changing });
  assert.ok(preview.changing > 490);
});

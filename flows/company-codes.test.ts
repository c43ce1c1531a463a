import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Database } from '#db/pool.ts';
import { dumpDerived, takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { rebuild } from './rebuild.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('company_codes');
});
after(() => database.close());

const take = (source: string, header: string, ...rows: string[]) =>
  takeIn(database, { text: `${header}\r\n${rows.join('\r\n')}\r\n` }, 'companies', { source });
const accounts = async () =>
  (
    await database.pool.query(
      'select name, tdb_code, tsr_code, duns_number, lei, edinet_code from account order by account_id',
    )
  ).rows;

test('codes of files that have no 法人番号 find a company, hold two of one name apart, and stand on its page', async () => {
  const header = '会社名,電話番号,TDB企業コード,D-U-N-S Number';
  await take('bought', header, '株式会社青空精密,,985012345,69-055-1234', '株式会社青空精密,,290555551,');
  const leads = '企業名,TDBコード,LEI,EDINETコード';
  const given = await take(
    'crm',
    leads,
    'Aozora Precision,85012345,,',
    '青空精密,985012345,5493006W3QUS5LMH6R84,E01234',
  );
  assert.equal(given.new, 1, '085012345 is another company’s');
  const found = [
    {
      name: '株式会社青空精密',
      tdb_code: '985012345',
      tsr_code: null,
      duns_number: '690551234',
      lei: '5493006W3QUS5LMH6R84',
      edinet_code: 'E01234',
    },
    { name: '株式会社青空精密', tdb_code: '290555551' },
    { name: 'Aozora Precision', tdb_code: '085012345' },
  ];
  assert.partialDeepStrictEqual(await accounts(), found);
  const state = await dumpDerived(database);
  await take('bought', header, '株式会社青空精密,,985012345,69-055-1234', '株式会社青空精密,,290555551,');
  assert.deepEqual(await dumpDerived(database), state);
  await rebuild(database);
  assert.deepEqual(await dumpDerived(database), state);
});

test('a code that cannot be one is left out with a reason, and the row stays', async () => {
  await take('list', '会社名,電話番号,TSR企業コード', '株式会社白川製作所,03-1234-5678,29-01');
  const { rows } = await database.pool.query(
    "select flags from raw_row r join import_batch b using (import_batch_id) where b.source = 'list'",
  );
  assert.match(JSON.stringify(rows[0].flags), /E_COMPANY_CODE/);
  const mended = await database.pool.query("select flags from raw_row where flags::text like '%I_LEADING_ZERO%'");
  assert.deepEqual(mended.rows[0].flags, [{ field: 'TDB企業コード', code: 'I_LEADING_ZERO', given: '85012345' }]);
  assert.equal((await accounts()).at(-1).tsr_code, null);
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { takeIn } from '#fixtures/take-in.ts';
import { openTestDatabase } from '#fixtures/test-database.ts';
import type { Database } from './pool.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('owner_chosen');
  await takeIn(database, {
    text: '会社コード,会社名,担当営業\r\nA1,株式会社青空商事,高瀬 亮介\r\nA2,北斗電子株式会社,高瀬 亮介\r\nA3,黒田物流株式会社,高瀬 亮介\r\n',
  });
});
after(() => database.close());

test('owners that were chosen before names could be are told by name, and nobody where nobody was chosen', async () => {
  const { pool } = database;
  const { rows } = await pool.query(
    "insert into member (email, name, role) values ('a@example.jp', '白川 恵', 'account_executive') returning member_id",
  );
  await pool.query(
    "insert into account_override (account_id, attribute, value) select account_id, 'owner_id', case name_safe when '青空商事' then to_jsonb($1::bigint) else 'null' end from account where name_safe <> '黒田物流'",
    [rows[0].member_id],
  );
  await pool.query(readFileSync(join(import.meta.dirname, 'migrations', '0057_owner_chosen.sql'), 'utf8'));
  const { rows: owners } = await pool.query('select name_safe as name, owner_name as owner from account order by 1');
  assert.deepEqual(owners, [
    { name: '北斗電子', owner: null },
    { name: '青空商事', owner: '白川 恵' },
    { name: '黒田物流', owner: '高瀬 亮介' },
  ]);
});

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { openTestDatabase } from '#fixtures/test-database.ts';
import { describeSchema } from './describe.ts';
import { migrate } from './migrate.ts';
import type { Database } from './pool.ts';
import { openDatabase } from './pool.ts';
import { copyLine, inTransaction } from './transaction.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase('schema');
});
after(() => database.close());

/** Tables that a cluster spreads over machines, with the column that says where a row lives (architecture.md §6). */
const distribution: Record<string, string> = {
  raw_row: 'row_key',
  row_link: 'row_key',
  department: 'account_id',
  identity_key: 'key',
  entity_registry: 'row_key',
  account: 'account_id',
  account_search: 'account_id',
  account_rollup: 'account_id',
  customer: 'account_id',
  person: 'person_id',
  person_search: 'person_id',
  affiliation: 'person_id',
  acquaintance: 'person_id',
  activity: 'account_id',
  deal: 'deal_id',
  deal_event: 'deal_id',
  deal_stage: 'deal_id',
  order_line: 'order_line_id',
  lead: 'lead_id',
  lead_event: 'cycle_id',
  lead_cycle: 'cycle_id',
  cycle_event: 'cycle_id',
  feedback: 'cycle_id',
  sfa_seen: 'lead_id',
  site: 'account_id',
  account_domain: 'domain',
  review: 'left_id',
  rejected_row: 'import_batch_id',
  check_row: 'import_batch_id',
};

test('schema.sql is what the migrations make', {
  skip: process.env.MORI_UPDATE_SCHEMA ? 'updating' : false,
}, async () => {
  assert.equal(await describeSchema(database.pool), readFileSync(join(import.meta.dirname, 'schema.sql'), 'utf8'));
});

test('every unique key of a distributed table holds its distribution column', async () => {
  if (process.env.MORI_UPDATE_SCHEMA)
    writeFileSync(join(import.meta.dirname, 'schema.sql'), await describeSchema(database.pool));
  const { rows } = await database.pool.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text) as columns from pg_index i
      join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
      join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
     where i.indisunique and not c.relispartition group by c.relname, i.indexrelid`);
  for (const [table, column] of Object.entries(distribution)) {
    const keys = rows.filter((row) => row.name === table);
    assert.ok(keys.length > 0, `${table} has a unique key`);
    for (const key of keys) assert.ok(key.columns.includes(column), `${table} (${key.columns})`);
  }
});

test('tables.ts has every table with its columns, and none that are not there', async () => {
  const { rows } = await database.pool.query<{ name: string; isView: boolean; columns: string[] }>(`
    select c.table_name::text as name, t.table_type = 'VIEW' as "isView", array_agg(c.column_name::text) as columns
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and table_name not like 'activity\\_%' and table_name <> 'migration' group by 1, 2`);
  const stored = new Map(rows.map((row) => [row.name, row]));
  const text = readFileSync(join(import.meta.dirname, 'tables.ts'), 'utf8');
  const shapes = new Map(
    [...text.matchAll(/^type (\w+Table) = (\{[\s\S]*?\});\n(?=\n|type |export |\/\*\*)/gm)].map(([, type, shape]) => [
      type!,
      [...shape!.matchAll(/[{;]\s*(\w+)\??: /g)].map(([, column]) => column!),
    ]),
  );
  const tables = new Map(
    [...text.slice(text.indexOf('export type Tables')).matchAll(/^ {2}(\w+): (\w+);/gm)].map(([, name, type]) => [
      name!,
      shapes.get(type!),
    ]),
  );
  assert.deepEqual(
    [...stored.values()].filter(({ name, isView }) => !isView && !tables.has(name)),
    [],
    'tables without a shape',
  );
  const composed = [...tables].filter(([, columns]) => !columns).map(([name]) => name);
  assert.deepEqual(composed, ['re_decision_link', 're_decision_redirect'], 'shapes made of other shapes');
  for (const [name, columns] of tables)
    if (columns) assert.deepEqual([...columns].sort(), stored.get(name)?.columns.sort(), name);
});

test('migrating again, and from two processes at once, changes nothing', async () => {
  const other = openDatabase(database.url, { connectionsMax: 2 });
  await Promise.all([migrate(database.pool), migrate(other.pool)]);
  await other.close();
  assert.equal(
    (await database.pool.query('select count(*)::int as n from migration')).rows[0].n,
    readdirSync(join(import.meta.dirname, 'migrations')).length,
  );
});

test('COPY keeps every text and every list of texts as it is', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', '青', '"', '\\', '\t', '\n', '\r', ',', '{', '}', ' ', 'NULL') });
  const lines = fc.sample(fc.tuple(text, fc.array(text)), 300);
  const stored = await inTransaction(database, async (transaction) => {
    await transaction.run('create temp table told (place int, word text, list text[]) on commit drop');
    const copied = lines.map(([word, list], place) => copyLine([place, word, list]));
    await transaction.copy('told', ['place', 'word', 'list'], copied);
    return sql<{ word: string; list: string[] }>`select word, list from told order by place`.execute(transaction.db);
  });
  assert.deepEqual(
    stored.rows.map(({ word, list }) => [word, list]),
    lines,
  );
});

test('COPY, queries and rollback share one transaction', async () => {
  await assert.rejects(
    inTransaction(database, async (transaction) => {
      await transaction.copy('account_domain', ['domain', 'account_id'], ['a\\tb.jp\t1\n']);
      assert.equal(
        (await transaction.db.selectFrom('account_domain').select('domain').execute())[0]?.domain,
        'a\tb.jp',
      );
      throw new Error('stop');
    }),
    /stop/,
  );
  assert.equal((await database.pool.query('select count(*)::int as n from account_domain')).rows[0].n, 0);
});

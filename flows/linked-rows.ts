import { sql, type RawBuilder } from 'kysely';
import type { Mapping } from '#core/observation/preset.ts';
import type { LinkedFact } from '#db/facts.ts';
import { formerPosts } from '#db/former-posts.ts';
import type { Transaction } from '#db/transaction.ts';
import { recallRegister } from './register-aliases.ts';
import { recallTowns } from './ask-towns.ts';
import { findPreset } from '#sources/recognise.ts';
import { rowReader, type RowReader } from '#sources/to-observation.ts';

type Row = {
  row_key: string;
  version: number;
  source: string;
  hash: string;
  row_number: number;
  cells: string[];
  import_batch_id: number;
  account_id: number | null;
  person_id: number | null;
  roles: Record<string, number>;
};

/** The rows in force that are linked to these entities, read as Observations with the mapping of their import. */
export async function readLinkedRows(
  transaction: Transaction,
  accountIds: readonly number[],
  personIds: readonly number[],
): Promise<LinkedFact[]> {
  return readRows(
    transaction,
    sql`select distinct row_key from row_link where account_id = any(${accountIds}::bigint[]) or person_id = any(${personIds}::bigint[])`,
  );
}

/** Earlier versions of records of these people, at the company that they named then. */
export async function readFormerFacts(
  { db }: Pick<Transaction, 'db'>,
  personIds: readonly number[],
): Promise<LinkedFact[]> {
  const { rows } = await sql<
    KeptCells & {
      told_on: string;
      account_id: number;
      person_id: number;
    }
  >`
    select r.row_key, r.version, r.row_number, r.cells, r.import_batch_id, f.told_on, f.account_id, f.person_id
      from ${formerPosts} f join raw_row r using (row_key, version)
     where f.person_id = any(${personIds}::bigint[]) order by r.arrival, r.row_number`.execute(db);
  return (await readAgain({ db }, rows)).map(({ row, observation }) => ({
    observation,
    accountId: row.account_id,
    personId: row.person_id,
    parties: {},
    replacedOn: row.told_on,
  }));
}

/** The rows in force of these keys, with what they are linked to. */
export async function readRowsOf(
  transaction: Pick<Transaction, 'db'>,
  rowKeys: readonly string[],
): Promise<LinkedFact[]> {
  return readRows(transaction, sql`select unnest(${rowKeys}::uuid[]) as row_key`);
}

/** Every version of these rows that arrived before and was not withdrawn by then, as facts without what they were linked to. */
export async function readVersionsBefore(
  { db }: Pick<Transaction, 'db'>,
  rowKeys: readonly string[],
  arrival: number,
): Promise<LinkedFact[]> {
  const { rows } = await sql<KeptCells>`
    select row_key, version, row_number, cells, import_batch_id from raw_row
     where row_key = any(${rowKeys}::uuid[]) and arrival < ${arrival} and (withdrawn_by is null or withdrawn_by > ${arrival})
     order by arrival, row_number`.execute(db);
  return (await readAgain({ db }, rows)).map(({ observation }) => ({
    observation,
    accountId: undefined,
    personId: undefined,
    parties: {},
  }));
}

type KeptCells = Pick<Row, 'row_key' | 'version' | 'row_number' | 'cells' | 'import_batch_id'>;

/** Rows as their files are read today, under the keys that they were taken in with; without those that are refused today. */
async function readAgain<Kept extends KeptCells>(
  transaction: Pick<Transaction, 'db'>,
  rows: readonly Kept[],
): Promise<readonly { readonly row: Kept; readonly observation: LinkedFact['observation'] }[]> {
  const readers = await readersOf(transaction, [...new Set(rows.map((row) => row.import_batch_id))]);
  const read = rows.flatMap((row) => {
    const observation = readers.get(row.import_batch_id)!.read(row.cells, row.row_number, () => 0);
    if ('rejected' in observation) return [];
    return [
      { row, version: row.version, observation: { ...observation, row: { ...observation.row, key: row.row_key } } },
    ];
  });
  return recallTowns(transaction.db, read);
}

async function readRows(transaction: Pick<Transaction, 'db'>, keys: RawBuilder<unknown>): Promise<LinkedFact[]> {
  const { rows } = await sql<Row>`
    with touched as (${keys})
    select r.row_key, r.version, r.source, r.hash::text as hash, r.row_number, r.cells, r.import_batch_id, main.account_id, main.person_id,
           (select coalesce(json_object_agg(l.role, l.account_id), '{}') from row_link l where l.row_key = r.row_key and l.role <> 'main') as roles
      from touched t
      join row_link main on main.row_key = t.row_key and main.role = 'main'
      join raw_row r on r.row_key = main.row_key and r.version = main.version
     order by r.arrival, r.row_number`.execute(transaction.db);
  const readers = await readersOf(transaction, [...new Set(rows.map((row) => row.import_batch_id))]);
  const facts = rows.flatMap((row) => {
    const observation = readers.get(row.import_batch_id)!.read(row.cells, row.row_number, () => 0);
    if ('rejected' in observation) return [];
    const stored = { ...observation, row: { ...observation.row, key: row.row_key } };
    const { bill_to, ship_to, end_user, agency } = row.roles;
    const parties = {
      ...(bill_to ? { billTo: bill_to } : {}),
      ...(ship_to ? { shipTo: ship_to } : {}),
      ...(end_user ? { endUser: end_user } : {}),
      ...(agency ? { agency } : {}),
    };
    return [
      {
        observation: stored,
        version: row.version,
        accountId: row.account_id ?? undefined,
        personId: row.person_id ?? undefined,
        parties,
      },
    ];
  });
  return recallRegister(transaction.db, await recallTowns(transaction.db, facts));
}

/** Row readers of past imports: their preset, mapping and header as recorded. */
export async function readersOf(
  transaction: Pick<Transaction, 'db'>,
  batchIds: readonly number[],
): Promise<Map<number, RowReader>> {
  const batches = await transaction.db
    .selectFrom('import_batch')
    .select(['import_batch_id', 'preset', 'source', 'mapping', 'format'])
    .where('import_batch_id', 'in', batchIds.length > 0 ? [...batchIds] : [-1])
    .execute();
  return new Map(
    batches.map((batch) => [
      batch.import_batch_id,
      rowReader(
        findPreset(batch.preset)!,
        batch.mapping as Mapping,
        (batch.format as { header: string[] }).header,
        batch.source,
      ),
    ]),
  );
}

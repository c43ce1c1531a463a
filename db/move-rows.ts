import { sql } from 'kysely';
import { movedActivity } from './activities.ts';
import { markPeople } from './stale-cycles.ts';
import type { Transaction } from './transaction.ts';

export type EntityKind = 'account' | 'person';

/**
 * Moves rows, and what they told, from one account to another. An activity is moved by delete and insert because its
 * account is part of its key. `isDecided` pins the rows where a person put them.
 */
export async function moveRowsToAccount(
  transaction: Transaction,
  rowKeys: readonly string[],
  from: number,
  to: number,
  isDecided: boolean,
): Promise<void> {
  const { db } = transaction;
  const keys = sql`${rowKeys}::uuid[]`;
  await sql`update row_link set account_id = ${to}, method = case when ${isDecided} then 'decided' else method end, account_method = case when ${isDecided} then 'decided' else account_method end where row_key = any(${keys}) and account_id = ${from}`.execute(
    db,
  );
  await sql`update deal set account_id = ${to} where deal_id = any(${keys}) and account_id = ${from}`.execute(db);
  await sql`update lead set account_id = ${to} where lead_id = any(${keys}) and account_id = ${from}`.execute(db);
  await sql`update lead_event set account_id = ${to} where source_row = any(${keys}) and account_id = ${from}`.execute(
    db,
  );
  await sql`update lead_cycle set account_id = ${to} where lead_id = any(${keys}) and account_id = ${from}`.execute(db);
  for (const column of ['account_id', 'bill_to_id', 'ship_to_id', 'end_user_id', 'agency_id'] as const) {
    await sql`update order_line set ${sql.ref(column)} = ${to} where order_line_id = any(${keys}) and ${sql.ref(column)} = ${from}`.execute(
      db,
    );
  }
  await sql`with gone as (delete from activity where event_id = any(${keys}) and account_id = ${from} returning *)
    insert into activity (account_id, ${movedActivity}) select ${to}, ${movedActivity} from gone`.execute(db);
}

export async function moveRowsToPerson(
  transaction: Transaction,
  rowKeys: readonly string[],
  from: number,
  to: number,
  isDecided: boolean,
): Promise<void> {
  const { db } = transaction;
  const keys = sql`${rowKeys}::uuid[]`;
  await sql`update row_link set person_id = ${to}, method = case when ${isDecided} then 'decided' else method end where row_key = any(${keys}) and person_id = ${from}`.execute(
    db,
  );
  await sql`update deal set person_id = ${to} where deal_id = any(${keys}) and person_id = ${from}`.execute(db);
  await sql`update lead set person_id = ${to} where lead_id = any(${keys}) and person_id = ${from}`.execute(db);
  await sql`update lead_event set person_id = ${to} where source_row = any(${keys}) and person_id = ${from}`.execute(
    db,
  );
  await sql`update lead_cycle set person_id = ${to} where lead_id = any(${keys}) and person_id = ${from}`.execute(db);
  await markPeople(transaction, [from, to]);
  await sql`update activity set person_id = ${to} where event_id = any(${keys}) and person_id = ${from}`.execute(db);
}

/** Rows linked to an entity, oldest first: the first one can stand for it in a decision. */
export async function rowsOfEntity(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  id: number,
): Promise<string[]> {
  return (await rowsOfEntities(transaction, kind, [id])).get(id) ?? [];
}

/** The same for many. */
export async function rowsOfEntities(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  const column = sql.ref(`l.${kind}_id`);
  const { rows } = await sql<{ id: number; row_key: string }>`
    select ${column} as id, l.row_key from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
     where ${column} = any(${ids}::bigint[]) group by ${column}, l.row_key, r.arrival, r.row_number
     order by ${column}, bool_or(l.role = 'main') desc, r.arrival, r.row_number, l.row_key`.execute(transaction.db);
  const found = new Map<number, string[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.id)!.push(row.row_key);
  return found;
}

/** At most so many rows of each entity, spread over the order of their arrival. */
export async function someRowsOf(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
  rowsMax: number,
): Promise<Map<number, string[]>> {
  const column = sql.ref(`l.${kind}_id`);
  const { rows } = await sql<{ id: number; row_key: string }>`
    select id, row_key from (
      select ${column} as id, l.row_key, r.arrival, r.row_number, row_number() over of_one - 1 as place, count(*) over (partition by ${column}) as n
        from row_link l join raw_row r on r.row_key = l.row_key and r.version = l.version
       where ${column} = any(${ids}::bigint[])
      window of_one as (partition by ${column} order by r.arrival, r.row_number, l.row_key, l.role)) q
     where n <= ${rowsMax} or place * ${rowsMax} / n <> (place - 1) * ${rowsMax} / n or place = 0
     order by id, arrival, row_number, row_key`.execute(db);
  const found = new Map<number, string[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.id)!.push(row.row_key);
  return found;
}

/** The entity a row belongs to now; the main link speaks before the parties of an order. */
export async function entityOfRow(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  rowKey: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select ${sql.ref(`${kind}_id`)} as id from row_link where row_key = ${rowKey} and ${sql.ref(`${kind}_id`)} is not null
     order by role <> 'main', role limit 1`.execute(transaction.db);
  return rows[0]?.id;
}

/** Those of these entities that hold three rows or more. */
export async function largeEntities(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<ReadonlySet<number>> {
  const { rows } = await sql<{ id: number }>`
    select q.id from unnest(${ids}::bigint[]) q(id)
     where (select count(*) from (select 1 from row_link where ${sql.ref(`${kind}_id`)} = q.id limit ${largeRows}) l) = ${largeRows}`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
const largeRows = 3;

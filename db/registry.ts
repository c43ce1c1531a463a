import { sql } from 'kysely';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

type Founded = { readonly id: number /** A company or person of this id is there. */; readonly isTaken: boolean };

/**
 * Mints ids. Every id is registered under the row that founded it and is found again there by a rebuild. A row that founded
 * one company and in a later version tells of another, while the first lives on by other rows, founds that one too: the
 * second under `account#2`.
 */
export class Registry {
  readonly #known: Map<string, Founded>;
  /** Ids minted by this batch, as lines to be written. */
  readonly minted: string[] = [];
  #next: number;
  #end: number;

  private constructor(known: Map<string, Founded>, first: number, count: number) {
    this.#known = known;
    this.#next = first;
    this.#end = first + count;
  }

  /** Reserves ids for a batch: at most `count` new entities. `rowKeys` are rows that may have founded something before. */
  static async open(db: Db, rowKeys: readonly string[], count: number): Promise<Registry> {
    const known = await readFounded(db, rowKeys);
    const free = new Set([...known].flatMap(([name, { isTaken }]) => (isTaken ? [] : [name.replace(/#\d+$/, '')])));
    const needed = Math.max(0, count - free.size);
    const reserved = await sql<{
      last: number;
    }>`select setval('entity', nextval('entity') + ${needed}) as last`.execute(db);
    return new Registry(known, reserved.rows[0]!.last - needed, needed + 1);
  }

  /** The id of the entity that this row founds. */
  mint(rowKey: string, kind: string): number {
    for (let times = 1; ; times++) {
      const numbered = times === 1 ? kind : `${kind}#${times}`;
      const name = `${rowKey}/${numbered}`;
      const known = this.#known.get(name);
      if (known && !known.isTaken) return known.id;
      if (known) continue;
      if (this.#next >= this.#end) throw new Error('More entities were founded than the batch reserved ids for.');
      const id = this.#next++;
      this.#known.set(name, { id, isTaken: false });
      this.minted.push(copyLine([rowKey, numbered, id]));
      return id;
    }
  }
}

/** Keeps the ids that were minted. */
export async function writeRegistry(transaction: Transaction, minted: readonly string[]): Promise<void> {
  await transaction.copy('entity_registry', ['row_key', 'kind', 'entity_id'], minted);
}

async function readFounded(db: Db, rowKeys: readonly string[]): Promise<Map<string, Founded>> {
  if (rowKeys.length === 0) return new Map();
  const { rows } = await sql<{ row_key: string; kind: string; entity_id: number; is_taken: boolean }>`
    select r.row_key, r.kind, r.entity_id,
           exists (select 1 from account a where a.account_id = r.entity_id) or exists (select 1 from person p where p.person_id = r.entity_id) as is_taken
      from entity_registry r where r.row_key = any(${rowKeys}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [`${row.row_key}/${row.kind}`, { id: row.entity_id, isTaken: row.is_taken }]));
}

/** Of the entities that these rows founded, the oldest that is now another name for this one. */
export async function idThatWent(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  rowKeys: readonly string[],
  into: number,
): Promise<number | undefined> {
  const { rows } = await sql<{ entity_id: number }>`
    select g.entity_id from entity_registry g join entity_redirect d on d.from_id = g.entity_id and d.kind = ${kind} and d.to_id = ${into}
     where g.row_key = any(${rowKeys}::uuid[]) and g.kind like ${`${kind}%`} order by g.entity_id limit 1`.execute(db);
  return rows[0]?.entity_id;
}

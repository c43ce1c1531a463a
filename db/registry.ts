import { sql } from 'kysely';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

/** Mints ids. Every id is registered under the row that founded it and is found again there by a rebuild. */
export class Registry {
  readonly #known: Map<string, number>;
  /** Ids minted by this batch, as lines to be written. */
  readonly minted: string[] = [];
  #next: number;
  #end: number;

  private constructor(known: Map<string, number>, first: number, count: number) {
    this.#known = known;
    this.#next = first;
    this.#end = first + count;
  }

  /** Reserves ids for a batch: at most `count` new entities. `rowKeys` are rows that may have founded something before. */
  static async open(db: Db, rowKeys: readonly string[], count: number): Promise<Registry> {
    const known = await readFounded(db, rowKeys);
    const needed = Math.max(0, count - known.size);
    const reserved = await sql<{
      last: number;
    }>`select setval('entity', nextval('entity') + ${needed}) as last`.execute(db);
    return new Registry(known, reserved.rows[0]!.last - needed, needed + 1);
  }

  /** The id of the entity that this row founds. */
  mint(rowKey: string, kind: string): number {
    const name = `${rowKey}/${kind}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#next >= this.#end) throw new Error('More entities were founded than the batch reserved ids for.');
    const id = this.#next++;
    this.#known.set(name, id);
    this.minted.push(copyLine([rowKey, kind, id]));
    return id;
  }
}

/** Keeps the ids that were minted. */
export async function writeRegistry(transaction: Transaction, minted: readonly string[]): Promise<void> {
  await transaction.copy('entity_registry', ['row_key', 'kind', 'entity_id'], minted);
}

async function readFounded(db: Db, rowKeys: readonly string[]): Promise<Map<string, number>> {
  if (rowKeys.length === 0) return new Map();
  const { rows } = await sql<{ row_key: string; kind: string; entity_id: number }>`
    select row_key, kind, entity_id from entity_registry where row_key = any(${rowKeys}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [`${row.row_key}/${row.kind}`, row.entity_id]));
}

import { sql } from 'kysely';
import { rejectionWords } from '#core/observation/rejection-words.ts';
import type { Words } from '#core/words.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

export type StoredVersion = {
  readonly version: number;
  readonly hash: bigint;
  readonly batchId: number;
  readonly rowNumber: number;
  readonly isWithdrawn: boolean;
};

/** The latest version of each row that was taken in before. */
export async function readLatestVersions(db: Db, rowKeys: readonly string[]): Promise<Map<string, StoredVersion>> {
  const { rows } = await sql<{
    row_key: string;
    version: number;
    hash: string;
    import_batch_id: number;
    row_number: number;
    withdrawn_by: number | null;
  }>`
    select r.* from unnest(${`{${rowKeys.join(',')}}`}::uuid[]) q(key)
      cross join lateral (
        select row_key, version, hash::text as hash, import_batch_id, row_number, withdrawn_by
          from raw_row where row_key = q.key order by version desc limit 1
      ) r`.execute(db);
  return new Map(
    rows.map((row) => [
      row.row_key,
      {
        version: row.version,
        hash: BigInt(row.hash),
        batchId: row.import_batch_id,
        rowNumber: row.row_number,
        isWithdrawn: row.withdrawn_by !== null,
      },
    ]),
  );
}

export type RawRowLine = {
  rowKey: string;
  version: number;
  source: string;
  externalKey: string | undefined;
  batchId: number;
  rowNumber: number;
  arrival: number;
  hash: bigint;
  cells: readonly string[];
  flags: readonly object[];
  outcome: string;
};

export async function writeRawRows(transaction: Transaction, rows: readonly RawRowLine[]): Promise<void> {
  await transaction.copy(
    'raw_row',
    [
      'row_key',
      'version',
      'source',
      'external_key',
      'import_batch_id',
      'row_number',
      'arrival',
      'hash',
      'cells',
      'flags',
      'outcome',
    ],
    rows.map((row) =>
      copyLine([
        row.rowKey,
        row.version,
        row.source,
        row.externalKey,
        row.batchId,
        row.rowNumber,
        row.arrival,
        String(row.hash),
        JSON.stringify(row.cells),
        row.flags.length > 0 ? JSON.stringify(row.flags) : null,
        row.outcome,
      ]),
    ),
  );
}

/** Why a row was not taken in; what was kept before English was gives the meaning of its code. */
export function rejectionOf({
  code,
  detail,
  detail_en,
}: {
  code: string;
  detail: string;
  detail_en: string | null;
}): Words {
  return { ja: detail, en: detail_en ?? (rejectionWords as Readonly<Record<string, Words>>)[code]?.en ?? detail };
}

export async function writeRejectedRows(
  transaction: Transaction,
  batchId: number,
  rows: readonly { number: number; code: string; detail: Words; cells: readonly string[] }[],
): Promise<void> {
  await transaction.copy(
    'rejected_row',
    ['import_batch_id', 'row_number', 'code', 'detail', 'detail_en', 'cells'],
    rows.map((row) =>
      copyLine([
        batchId,
        row.number,
        row.code,
        row.detail.ja,
        row.detail.en,
        JSON.stringify(row.cells.map((cell) => cell.replace(/\u0000/g, '�').toWellFormed())),
      ]),
    ),
  );
}

export async function nextArrival(db: Db): Promise<number> {
  const { rows } = await sql<{ arrival: number }>`select nextval('arrival') as arrival`.execute(db);
  return rows[0]!.arrival;
}

export const identityLock = 7_264_002;

/** One transaction at a time decides identity; its arrival number is therefore the order of commits. */
export async function lockIdentity(transaction: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${identityLock})`.execute(transaction.db);
}

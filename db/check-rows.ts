import { sql } from 'kysely';
import type { EvidenceWord, ProposalReason } from '#core/identify/evidence.ts';
import type { Words } from '#core/words.ts';
import type { EntityKind } from './move-rows.ts';
import type { Db } from './pool.ts';
import { copyLine, type Transaction } from './transaction.ts';

export const checkOutcomes = ['new', 'matched', 'review', 'rejected', 'unchanged'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];
/** A company or person as a check names it. */
export type CheckedName = {
  /** Null for one that the file itself would found. */
  readonly id: number | null;
  /** The row of the file that would found it. */
  readonly foundedBy: number | null;
  readonly name: string;
};
type Why = { readonly matched: readonly EvidenceWord[]; readonly differs: readonly EvidenceWord[] };
/** Where a row would belong, and by what. */
export type CheckedEntity = CheckedName & Why & { readonly method: string };
/** Whom somebody would be asked about, and why. */
export type CheckedDoubt = CheckedName & Why & { readonly kind: EntityKind; readonly reason: ProposalReason };
export type CheckedRow = {
  readonly rowNumber: number;
  readonly outcome: CheckOutcome;
  readonly cells: readonly string[];
  /** Why it would be rejected. */
  readonly rejection: { readonly code: string; readonly detail: Words } | null;
  readonly account: CheckedEntity | null;
  readonly person: CheckedEntity | null;
  readonly doubts: readonly CheckedDoubt[];
};

/** Names of companies or people as stored, and inside a transaction as it sees them. */
export async function readEntityNames(
  db: Db,
  kind: EntityKind,
  ids: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; name: string | null }>`
    select ${sql.ref(`${kind}_id`)} as id, name from ${sql.table(kind)}
     where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[])`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name ?? '']));
}

/** Keeps the rows that a check found, in the place of what an earlier one had. */
export async function writeCheckRows(
  transaction: Transaction,
  batchId: number,
  rows: readonly CheckedRow[],
): Promise<void> {
  await deleteCheckRows(transaction.db, batchId);
  await transaction.copy(
    'check_row',
    ['import_batch_id', 'row_number', 'outcome', 'cells', 'told'],
    rows.map(({ rowNumber, outcome, cells, ...told }) =>
      copyLine([batchId, rowNumber, outcome, storable(cells), storable(told)]),
    ),
  );
}

export async function deleteCheckRows(db: Db, batchId: number): Promise<void> {
  await db.deleteFrom('check_row').where('import_batch_id', '=', batchId).execute();
}

/** Rows of a check from the first on, and how many of them are kept. */
export async function readCheckRows(
  db: Db,
  batchId: number,
  { outcome, offset, limit }: { outcome?: CheckOutcome | undefined; offset: number; limit: number },
): Promise<{ rows: CheckedRow[]; kept: number }> {
  const of = db
    .selectFrom('check_row')
    .where('import_batch_id', '=', batchId)
    .$if(outcome !== undefined, (chosen) => chosen.where('outcome', '=', outcome!));
  const rows = await of
    .select(['row_number', 'outcome', 'cells', 'told'])
    .orderBy('row_number')
    .offset(offset)
    .limit(limit)
    .execute();
  const { kept } = await of.select(({ fn }) => fn.countAll<number>().as('kept')).executeTakeFirstOrThrow();
  return {
    rows: rows.map(({ row_number: rowNumber, outcome, cells, told }) => ({
      ...(told as Omit<CheckedRow, 'rowNumber' | 'outcome' | 'cells'>),
      ...{ rowNumber, outcome, cells: cells as readonly string[] },
    })),
    kept: Number(kept),
  };
}

/** JSON without what PostgreSQL does not store. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'string' ? one.replaceAll('\u0000', '\ufffd').toWellFormed() : one,
  );
}

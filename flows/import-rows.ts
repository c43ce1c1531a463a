import type { Observation, Rejected } from '#core/observation/observation.ts';
import type { Preset } from '#core/observation/preset.ts';
import { lockIdentity, nextArrival, readLatestVersions, writeRawRows, writeRejectedRows } from '#db/raw-rows.ts';
import type { Transaction } from '#db/transaction.ts';
import { ingest, type IncomingRow, type RowOutcome } from './ingest.ts';

/** One data row of a file as it was and as it was read. */
export type FileRow = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly read: Observation | Rejected;
};
export type OutcomeCounts = Record<RowOutcome | 'rejected' | 'unchanged', number>;
export type RejectedRow = { number: number; code: string; detail: string; cells: readonly string[] };

export const noOutcomes = (): OutcomeCounts => ({ new: 0, matched: 0, review: 0, rejected: 0, unchanged: 0 });

/**
 * One batch of file rows inside one transaction: leaves out what did not change, takes the rest in, and keeps every row
 * with its outcome.
 */
export async function importRows(
  transaction: Transaction,
  batchId: number,
  preset: Preset,
  rows: readonly FileRow[],
): Promise<{ counts: OutcomeCounts; rejected: RejectedRow[] }> {
  const counts = noOutcomes();
  const rejected: RejectedRow[] = [];
  const cellsOf = new Map<number, readonly string[]>(rows.map((row) => [row.number, row.cells]));
  const observations: Observation[] = [];
  for (const { number, cells, read } of rows) {
    if ('rejected' in read) rejected.push({ number, code: read.code, detail: read.detail, cells });
    else observations.push(read);
  }
  await lockIdentity(transaction);
  const stored = await readLatestVersions(
    transaction,
    observations.map((observation) => observation.row.key),
  );
  const incoming = new Map<string, IncomingRow>();
  const superseded: IncomingRow[] = [];
  for (const observation of observations) {
    const { key, hash, number } = observation.row;
    const earlier = incoming.get(key);
    const held = stored.get(key);
    const firstNumber =
      earlier?.observation.row.number ?? (held?.batchId === batchId && !held.isWithdrawn ? held.rowNumber : undefined);
    const isSame = earlier
      ? earlier.observation.row.hash === hash
      : held !== undefined && !held.isWithdrawn && held.hash === hash;
    if (isSame) counts.unchanged++;
    else if (firstNumber !== undefined && preset.noun !== 'registry') {
      rejected.push({
        number,
        code: 'E_DUPLICATE_IN_FILE',
        detail: `${firstNumber}行目と同じキー「${observation.row.externalKey ?? ''}」で内容が違います。どちらかを直してください。`,
        cells: cellsOf.get(number)!,
      });
    } else {
      if (earlier) superseded.push(earlier);
      incoming.set(key, {
        observation,
        version: (earlier?.version ?? held?.version ?? 0) + 1,
        isRecordOfCompany: isRecordOfCompany(preset),
      });
    }
  }
  await ingest(transaction, [...incoming.values()], async (outcomes) => {
    for (const outcome of outcomes.values()) counts[outcome]++;
    const arrival = await nextArrival(transaction);
    await writeRawRows(
      transaction,
      [...superseded, ...incoming.values()].map(({ observation, version }) => ({
        rowKey: observation.row.key,
        version,
        source: observation.row.source,
        externalKey: observation.row.externalKey,
        batchId,
        rowNumber: observation.row.number,
        arrival,
        hash: observation.row.hash,
        cells: cellsOf.get(observation.row.number)!,
        flags: observation.flags,
        outcome: outcomes.get(observation.row.key)!,
      })),
    );
  });
  counts.matched += superseded.length;
  counts.rejected = rejected.length;
  await writeRejectedRows(transaction, batchId, rejected);
  return { counts, rejected };
}

export function isRecordOfCompany(preset: Preset): boolean {
  return preset.noun === 'company' || preset.noun === 'registry';
}

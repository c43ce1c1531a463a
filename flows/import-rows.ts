import type { Observation, Rejected } from '#core/observation/observation.ts';
import type { Preset } from '#core/observation/preset.ts';
import { nextArrival, readLatestVersions, writeRawRows, writeRejectedRows, type StoredVersion } from '#db/raw-rows.ts';
import { companiesByRole } from '#core/observation/mark-companies.ts';
import type { Words } from '#core/words.ts';
import { writeRowAliases, type RowAlias } from '#db/row-aliases.ts';
import { writeRowTowns } from '#db/row-towns.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { writePlan } from './ingest.ts';
import type { InFlight } from './in-flight.ts';
import type { IncomingRow, RowOutcome } from './ingest-step.ts';
import { planIngest, type IngestPlan } from './plan-ingest.ts';
import { townsOf } from './ask-towns.ts';

/** One data row of a file as it was and as it was read. */
export type FileRow = {
  readonly number: number;
  readonly cells: readonly string[];
  readonly read: Observation | Rejected;
};
export type OutcomeCounts = Record<RowOutcome | 'rejected' | 'unchanged', number>;
export type RejectedRow = { number: number; code: string; detail: Words; cells: readonly string[] };

/** The rows of a batch by what has to happen with them. */
export type SortedRows = {
  readonly incoming: readonly IncomingRow[];
  /** Earlier versions of rows that come twice in one batch of a registry file; kept, never in force. */
  readonly superseded: readonly IncomingRow[];
  readonly rejected: readonly RejectedRow[];
  /** Rows that say what is stored, or what an earlier row of the file said. */
  readonly unchanged: readonly FileRow[];
  /** Keys of incoming rows of which something is stored. */
  readonly known: readonly string[];
};

/** Counts of nothing, to add to. */
export const noOutcomes = (): OutcomeCounts => ({ new: 0, matched: 0, review: 0, rejected: 0, unchanged: 0 });

/** What is stored of these rows, by row key. */
export async function readStored(db: Db, rows: readonly FileRow[]): Promise<Map<string, StoredVersion>> {
  return readLatestVersions(
    db,
    rows.flatMap(({ read }) => ('rejected' in read ? [] : [read.row.key])),
  );
}

/** Leaves out what did not change and refuses what contradicts an earlier row of the file. */
export function sortRows(
  stored: ReadonlyMap<string, StoredVersion>,
  onTheirWay: InFlight | undefined,
  batchId: number,
  preset: Preset,
  rows: readonly FileRow[],
): SortedRows {
  const rejected: RejectedRow[] = [];
  const incoming = new Map<string, IncomingRow>();
  const superseded: IncomingRow[] = [];
  const unchanged: FileRow[] = [];
  for (const row of rows) {
    const { number, cells, read } = row;
    if ('rejected' in read) {
      rejected.push({ number, code: read.code, detail: read.detail, cells });
      continue;
    }
    const { key, hash, externalKey } = read.row;
    const inBatch = incoming.get(key);
    const onItsWay = onTheirWay?.rows.get(key);
    const version = stored.get(key);
    const inForce = version && !version.isWithdrawn ? version : undefined;
    const earlierHash = inBatch?.observation.row.hash ?? onItsWay?.hash ?? inForce?.hash;
    const earlierNumber =
      inBatch?.observation.row.number ??
      onItsWay?.number ??
      (inForce?.batchId === batchId ? inForce.rowNumber : undefined);
    if (earlierHash === hash) unchanged.push(row);
    else if (earlierNumber !== undefined && preset.noun !== 'registry' && !preset.isForm) {
      rejected.push({
        number,
        code: 'E_DUPLICATE_IN_FILE',
        detail: {
          ja: `${earlierNumber}行目と同じキー「${externalKey ?? ''}」で内容が違います。どちらかを直してください。`,
          en: `Has the key “${externalKey ?? ''}” of row ${earlierNumber} but says something else. Mend one of them.`,
        },
        cells,
      });
    } else {
      if (inBatch) superseded.push(inBatch);
      incoming.set(key, {
        observation: read,
        version: (inBatch?.version ?? version?.version ?? 0) + 1,
        ...kindOfRow(preset),
      });
    }
  }
  return {
    incoming: [...incoming.values()],
    superseded,
    rejected,
    unchanged,
    known: [...incoming.keys()].filter((key) => stored.has(key) || onTheirWay?.rows.has(key)),
  };
}

/** A batch that was decided and waits to be written. */
export type RowsPlan = { readonly sorted: SortedRows; readonly ingest: IngestPlan; readonly arrival: number };

/**
 * Decides a sorted batch beside the one on its way (`held`), which remembers the rows that this one brings. Takes its number in the order
 * of arrival and writes nothing.
 */
export async function planRows(db: Db, held: InFlight, sorted: SortedRows): Promise<RowsPlan> {
  const [arrival, ingest] = await Promise.all([nextArrival(db), planIngest(db, held, sorted.incoming, sorted.known)]);
  for (const { observation } of sorted.incoming) {
    const { key, hash, number } = observation.row;
    held.rows.set(key, { hash, number });
  }
  return { sorted, ingest, arrival };
}

/** Writes one batch: what it means, its raw rows and those it refused. Returns what became of the rows. */
export async function writeRows(
  transaction: Transaction,
  batchId: number,
  { sorted, ingest, arrival }: RowsPlan,
  rows: readonly FileRow[],
): Promise<OutcomeCounts> {
  const cellsOf = new Map<number, readonly string[]>(rows.map((row) => [row.number, row.cells]));
  await writePlan(transaction, ingest, async () => {
    await writeRawRows(
      transaction,
      [...sorted.superseded, ...sorted.incoming].map(({ observation, version }) => ({
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
        outcome: ingest.outcomes.get(observation.row.key)!,
      })),
    );
    const versions = [...sorted.superseded, ...sorted.incoming];
    await writeRowAliases(transaction, versions.flatMap(aliasesOf));
    await writeRowTowns(transaction, versions.flatMap(townsOf));
  });
  await writeRejectedRows(transaction, batchId, sorted.rejected);
  const counts = noOutcomes();
  for (const outcome of ingest.outcomes.values()) counts[outcome]++;
  counts.matched += sorted.superseded.length;
  counts.unchanged = sorted.unchanged.length;
  counts.rejected = sorted.rejected.length;
  return counts;
}

function aliasesOf({ observation, version }: Pick<IncomingRow, 'observation' | 'version'>): RowAlias[] {
  const rowKey = observation.row.key;
  return companiesByRole(observation).flatMap(([role, told]) =>
    told.registeredAs === undefined && told.carriers === undefined ? [] : [{ rowKey, version, role, told }],
  );
}

/** What a row of this kind of file stands for. A card that was exchanged stays what it was; a record of a person follows them. */
export function kindOfRow(preset: Preset): Pick<IncomingRow, 'isRecordOfCompany' | 'isRecordOfPerson' | 'mayStayOpen'> {
  return {
    isRecordOfCompany: preset.noun === 'company' || preset.noun === 'registry',
    isRecordOfPerson: preset.rowKey === 'personKey' && !preset.isCard && !preset.isForm,
    mayStayOpen: preset.isForm === true,
  };
}

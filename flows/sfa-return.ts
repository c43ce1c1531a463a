import type { Mapping } from '#core/observation/preset.ts';
import {
  returnFields,
  returnHeader,
  returnValues,
  statusWords,
  type ReturnField,
  type ReturnValues,
} from '#core/demand/sfa-return.ts';
import { Refusal } from '#core/refusal.ts';
import type { Database, Db } from '#db/pool.ts';
import { readSetting, writeSetting } from '#db/settings.ts';
import {
  listLeadSources,
  listReturnedRecords,
  readLastReturned,
  readLatestLeadMapping,
  readReturn,
  readReturnedSince,
  readReturnMark,
  saveReturn,
} from '#db/sfa-returns.ts';
import { inTransaction } from '#db/transaction.ts';
import { csvRow, safeCell } from '#sources/file/csv-row.ts';
import { shiftJis } from '#sources/file/shift-jis.ts';
import { readStageTable } from './derive-lead-events.ts';

export type ReturnEncoding = 'utf8' | 'cp932';
/** How files for one SFA are written, as stored under `sfa_return/SOURCE`. */
export type ReturnLayout = {
  readonly encoding: ReturnEncoding;
  /** Column names chosen by hand. */
  readonly columns: Readonly<Partial<Record<ReturnField, string>>>;
};
export type ReturnFile = { readonly source: string; readonly records: number; readonly bytes: Buffer };
type Line = { readonly recordKey: string; readonly values: ReturnValues };

/** How files for this SFA are written; UTF-8 and the names of its own export until somebody chose. */
export async function readReturnLayout(db: Db, source: string): Promise<ReturnLayout> {
  return (await readSetting<ReturnLayout>(db, `sfa_return/${source}`)) ?? { encoding: 'utf8', columns: {} };
}

/** The header of a source's file: the names its own export used, those chosen by hand above them. */
export async function readReturnHeader(db: Db, source: string): Promise<Record<ReturnField, string>> {
  const told = ((await readLatestLeadMapping(db, source)) as Mapping | undefined)?.columns ?? {};
  const { columns } = await readReturnLayout(db, source);
  const named = {
    recordId: told.leadKey,
    status: told.leadStatus,
    owner: told.owner,
    reason: told.rejectReason,
    handedOn: told.handoverOn,
    acceptedOn: told.salOn,
    dealId: told.convertedDealKey,
  };
  return returnHeader(Object.fromEntries(Object.entries(named).filter(([, name]) => name !== undefined)), columns);
}

/**
 * Makes a return for each SFA in which something changed since its last one (issue §14). Without any change nothing is written;
 * `madeBy` null is the run after the hand-overs, which looks only where something happened at all.
 */
export async function makeSfaReturns(
  database: Database,
  now: Date,
  madeBy: number | null = null,
): Promise<{ id: number; source: string; records: number }[]> {
  return inTransaction(database, async ({ db }) => {
    const mark = await readReturnMark(db);
    if (madeBy === null && (await readSetting<{ mark: string }>(db, 'sfa_return_mark'))?.mark === mark) return [];
    const last = await readLastReturned(db);
    const made = [];
    for (const [source, lines] of await currentLines(db, undefined, last)) {
      const changed = lines.filter(({ recordKey, values }) => !isSame(values, last.get(`${source}/${recordKey}`)));
      if (changed.length === 0) continue;
      const id = await saveReturn(db, { source, madeAt: now, madeBy }, changed);
      made.push({ id, source, records: changed.length });
    }
    await writeSetting(db, 'sfa_return_mark', { mark }, null);
    return made;
  });
}

/** The file of one return, as often as it is asked for. Refuses `sfa_return_not_found`. */
export async function writeReturn(db: Db, id: number, encoding?: ReturnEncoding): Promise<ReturnFile> {
  const found = await readReturn(db, id);
  if (!found) throw new Refusal('sfa_return_not_found', 'この返却ファイルはありません。', { status: 404 });
  return fileOf(db, found.source, found.lines, encoding);
}

/** Everything that changed since somebody last fetched it this way, however many returns that took; then nothing until the next change. */
export async function fetchReturn(
  database: Database,
  source: string,
  now: Date,
  encoding?: ReturnEncoding,
): Promise<ReturnFile> {
  await makeSfaReturns(database, now);
  return inTransaction(database, async ({ db }) => {
    const name = `sfa_return_fetched/${source}`;
    const after = (await readSetting<{ id: number }>(db, name))?.id ?? 0;
    const { latest, lines } = await readReturnedSince(db, source, after);
    await writeSetting(db, name, { id: latest }, null);
    return fileOf(db, source, lines, encoding);
  });
}

/** The file with every record of a source that was handed over or answered here, changed or not. */
export async function writeFullReturn(db: Db, source: string, encoding?: ReturnEncoding): Promise<ReturnFile> {
  const lines = await currentLines(db, source, await readLastReturned(db));
  return fileOf(db, source, lines.get(source) ?? [], encoding);
}

async function currentLines(
  db: Db,
  source: string | undefined,
  last: ReadonlyMap<string, ReturnValues>,
): Promise<Map<string, Line[]>> {
  const found = new Map<string, Line[]>();
  const seen = new Map((await listLeadSources(db)).map((one) => [one.source, one.statuses]));
  for (const [name, records] of Map.groupBy(await listReturnedRecords(db, source), (record) => record.source)) {
    const words = statusWords(await readStageTable({ db }, name), seen.get(name) ?? []);
    const mapping = (await readLatestLeadMapping(db, name)) as Mapping | undefined;
    const owners = new Map(Object.entries(mapping?.owners ?? {}).map(([theirs, ours]) => [ours, theirs]));
    const lines = records
      // What was taken back before it ever went out is nobody's business.
      .filter((record) => record.handedOn !== null || last.has(`${name}/${record.recordKey}`))
      .map((record) => ({ recordKey: record.recordKey, values: returnValues(record, words, owners) }));
    found.set(name, lines);
  }
  return found;
}

async function fileOf(
  db: Db,
  source: string,
  lines: readonly Line[],
  encoding: ReturnEncoding | undefined,
): Promise<ReturnFile> {
  const header = await readReturnHeader(db, source);
  const rows = lines.map(({ recordKey, values }) =>
    csvRow(returnFields.map((field) => safeCell(field === 'recordId' ? recordKey : (values[field] ?? '')))),
  );
  const text = `${csvRow(returnFields.map((field) => safeCell(header[field])))}${rows.join('')}`;
  const chosen = encoding ?? (await readReturnLayout(db, source)).encoding;
  const bytes = chosen === 'cp932' ? shiftJis(text) : Buffer.from(`\ufeff${text}`, 'utf8');
  return { source, records: lines.length, bytes };
}

/** jsonb does not keep the order of keys. */
const isSame = (one: ReturnValues, other: ReturnValues | undefined) =>
  other !== undefined &&
  returnFields.every((field) => field === 'recordId' || (one[field] ?? '') === (other[field] ?? ''));

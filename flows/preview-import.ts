import { sql } from 'kysely';
import type { Field } from '#core/observation/fields.ts';
import type { Mapping, Noun, Preset } from '#core/observation/preset.ts';
import type { Db } from '#db/pool.ts';
import { inspectTable } from '#sources/file/inspect.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { findPreset } from '#sources/recognise.ts';
import type { StoredFormat } from './change-draft.ts';
import type { CheckResult } from './check-import.ts';
import { requireImport } from './require-import.ts';
import { findSharedSystemName } from './shared-system-name.ts';

/** Everything the wizard shows of one import: draft, first rows, distinct values to map, progress and result. Refuses `import_not_found`. */
export async function previewOf(db: Db, batchId: number) {
  const batch = await requireImport(db, batchId);
  const format = batch.format as StoredFormat;
  const mapping = batch.mapping as Mapping;
  const isDraft = ['draft', 'checking', 'checked'].includes(batch.state);
  const sample = isDraft ? (await inspectTable(format.tablePath, format)).sample : [];
  const same = await sql<{
    import_batch_id: number;
  }>`select import_batch_id from import_batch where file_hash = ${batch.file_hash} and import_batch_id <> ${batchId} and state = 'done' order by 1 desc limit 1`.execute(
    db,
  );
  const shared = isDraft
    ? await findSharedSystemName(db, {
        ...{ batchId, source: batch.source, preset: batch.preset, fileName: batch.file_name },
        ...{ header: format.header, mapping, sample },
      })
    : undefined;
  const elapsedSeconds = batch.started_at
    ? ((batch.finished_at ?? new Date()).getTime() - batch.started_at.getTime()) / 1000
    : 0;
  return {
    batchId,
    state: batch.state,
    fileName: batch.file_name,
    bytes: batch.bytes,
    source: batch.source,
    preset: batch.preset,
    presetTitle: findPreset(batch.preset)?.title ?? { ja: batch.preset, en: batch.preset },
    format: {
      encoding: format.encoding,
      delimiter: format.delimiter,
      headerRow: format.headerRow,
      sheet: format.sheet ?? null,
      sheets: format.sheets ?? [],
      quoteEscape: format.quoteEscape ?? '"',
      skipsHidden: format.skipsHidden ?? false,
      fillsMerged: format.fillsMerged ?? false,
      notes: format.notes,
    },
    header: format.header,
    mapping,
    sample,
    distinct: isDraft ? await distinctValues(format, mapping) : {},
    purpose: batch.purpose,
    lawfulBasis: batch.lawful_basis,
    collectedOn: batch.collected_on,
    unitCostYen: batch.unit_cost_yen,
    listSource: batch.list_source,
    sameFileAs: same.rows[0]?.import_batch_id ?? null,
    sharedSystemName: shared ?? null,
    countsEditsTwice: countsEditsTwice(findPreset(batch.preset), mapping),
    check: batch.check_result as CheckResult | null,
    progress: {
      rows: batch.cursor_row,
      bytes: batch.bytes,
      elapsedSeconds,
      rowsPerSecond: elapsedSeconds > 0 ? Math.round((batch.cursor_row - batch.started_row) / elapsedSeconds) : 0,
      rowsTotal: batch.rows_total,
      rowsChecked: batch.checked_rows,
    },
    counts: {
      new: batch.count_new,
      matched: batch.count_matched,
      review: batch.count_review,
      rejected: batch.count_rejected,
      unchanged: batch.count_unchanged,
    },
    problem: batch.problem,
  };
}

const counted: readonly Noun[] = ['deal', 'order', 'activity', 'lead'];

/** Without a number of their own system rows are known by their content: an edited order, deal or activity is one more. */
function countsEditsTwice(preset: Preset | undefined, { columns }: Mapping): boolean {
  if (!preset || !counted.includes(preset.noun)) return false;
  const key = preset.noun === 'order' ? (['orderKey', 'orderLine'] as const) : preset.rowKey ? [preset.rowKey] : [];
  return key.length === 0 || key.some((field) => columns[field] === undefined);
}

const rowsReadForWords = 20_000;
const wordsMax = 200;

const wordFields = [
  'dealStage',
  'leadStatus',
  'product',
  'activityType',
  'appointmentStatus',
  'owner',
  'agencyRole',
] as const;
/** Columns whose words are told together with another's: whoever won an appointment is one of our people like an owner. */
const toldWith: Partial<Record<Field, readonly Field[]>> = { owner: ['setBy'] };

/** Words that may need a counterpart of ours: stages, statuses, products and owners, as the first 20,000 rows have them. */
async function distinctValues(format: StoredFormat, mapping: Mapping): Promise<Partial<Record<Field, string[]>>> {
  const wanted = wordFields
    .map((field) => ({
      field,
      indexes: [field, ...(toldWith[field] ?? [])]
        .map((one) => format.header.indexOf(mapping.columns[one] ?? '\u0000'))
        .filter((index) => index >= 0),
      words: new Set<string>(),
    }))
    .filter(({ indexes }) => indexes.length > 0);
  if (wanted.length === 0) return {};
  for await (const { cells, number } of readRecords(format.tablePath, format)) {
    if (number <= format.headerRow) continue;
    for (const { indexes, words } of wanted)
      for (const index of indexes) {
        const word = (cells[index] ?? '').trim();
        if (word !== '' && words.size < wordsMax) words.add(word);
      }
    if (number > rowsReadForWords) break;
  }
  return Object.fromEntries(wanted.map(({ field, words }) => [field, [...words]]));
}

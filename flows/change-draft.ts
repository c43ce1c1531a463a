import { sql } from 'kysely';
import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping, Noun, Preset } from '#core/observation/preset.ts';
import { Refusal } from '#core/refusal.ts';
import { deleteCheckRows } from '#db/check-rows.ts';
import type { Db } from '#db/pool.ts';
import { inspectTable } from '#sources/file/inspect.ts';
import { readRecords } from '#sources/file/read-records.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import type { FileFormat } from '#sources/file/format.ts';
import { withDateOrder } from '#sources/date-order.ts';
import { findPreset, mapHeader } from '#sources/recognise.ts';
import { choosePreset } from './begin-import.ts';
import type { CheckResult } from './check-import.ts';
import { findSharedSystemName } from './shared-system-name.ts';

export type DraftChanges = {
  preset?: string;
  source?: string;
  format?: Partial<
    Pick<FileFormat, 'encoding' | 'delimiter' | 'headerRow' | 'sheet' | 'quoteEscape' | 'skipsHidden' | 'fillsMerged'>
  >;
  mapping?: Mapping;
  purpose?: string;
  lawfulBasis?: string;
  collectedOn?: string | null;
  unitCostYen?: number | null;
  listSource?: string;
};

type StoredFormat = FileFormat & { header: string[]; tablePath: string };

/**
 * Forgets a draft; returns the path of its file, which is the caller's to remove. Refuses with `import_not_found`, or
 * `import_started` where rows may have been taken in: those are taken back by an undo.
 */
export async function discardDraft(db: Db, batchId: number): Promise<string> {
  const gone = await db
    .deleteFrom('import_batch')
    .where('import_batch_id', '=', batchId)
    .where('state', 'in', ['draft', 'checked'])
    .returning('file_path')
    .executeTakeFirst();
  if (gone) return gone.file_path;
  const batch = await db
    .selectFrom('import_batch')
    .select('state')
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  throw batch ? started() : notFound(batchId);
}

function notFound(batchId: number): Refusal {
  return new Refusal('import_not_found', `取込 ${batchId} は見つかりません。`, { status: 404 });
}

function started(): Refusal {
  return new Refusal('import_started', '始まった取込の設定は変えられません。取り消してからやり直してください。', {
    status: 409,
  });
}

/** Changes a draft: how its file is read, what its columns mean, and the record of purpose and origin (domain.md §12.1). */
export async function changeDraft(db: Db, batchId: number, changes: DraftChanges): Promise<void> {
  const batch = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  if (!batch) throw notFound(batchId);
  if (!['draft', 'checked'].includes(batch.state)) throw started();
  let format = batch.format as StoredFormat;
  let mapping = batch.mapping as Mapping;
  let preset = batch.preset;
  if (changes.format) {
    const prepared = await prepareFile(batch.file_path, {
      ...(format.sheets
        ? { sheet: format.sheet, skipsHidden: format.skipsHidden, fillsMerged: format.fillsMerged }
        : { encoding: format.encoding, delimiter: format.delimiter, quoteEscape: format.quoteEscape }),
      ...changes.format,
    });
    const isAsRecognised = choosePreset(format, 'ask').preset.name === preset;
    format = { ...prepared.format, header: [...prepared.header], tablePath: prepared.path };
    const recognised = choosePreset(format, 'ask');
    // Another sheet or header row may be another kind of list; what somebody chose stays.
    if (isAsRecognised) preset = recognised.preset.name;
    mapping = isAsRecognised ? recognised.mapping : mapHeader(findPreset(preset)!, format.header);
  }
  if (changes.preset && changes.preset !== preset) {
    const chosen = findPreset(changes.preset);
    if (!chosen) throw new Refusal('preset_unknown', `取込の種類「${changes.preset}」はありません。`);
    preset = chosen.name;
    mapping = mapHeader(chosen, format.header);
  }
  if (changes.mapping) mapping = checkMapping(changes.mapping, format.header);
  else if (changes.format || preset !== batch.preset)
    mapping = withDateOrder(mapping, format.header, (await inspectTable(format.tablePath, format)).sample);
  await deleteCheckRows(db, batchId);
  const presetSource = preset === batch.preset ? batch.source : findPreset(preset)!.source;
  await db
    .updateTable('import_batch')
    .set({
      preset,
      source: changes.source ?? presetSource,
      format: JSON.stringify(format),
      mapping: JSON.stringify(mapping),
      state: 'draft',
      check_result: null,
      ...(changes.purpose === undefined ? {} : { purpose: changes.purpose }),
      ...(changes.lawfulBasis === undefined ? {} : { lawful_basis: changes.lawfulBasis }),
      ...(changes.collectedOn === undefined ? {} : { collected_on: changes.collectedOn }),
      ...(changes.unitCostYen === undefined ? {} : { unit_cost_yen: changes.unitCostYen }),
      ...(changes.listSource === undefined ? {} : { list_source: changes.listSource }),
    })
    .where('import_batch_id', '=', batchId)
    .execute();
}

/** A column may mean one thing only, and it must be in the file. A saved mapping keeps what this file has. */
function checkMapping(mapping: Mapping, header: readonly string[]): Mapping {
  const columns: Partial<Record<Field, string>> = {};
  const taken = new Map<string, string>();
  for (const [field, name] of Object.entries(mapping.columns) as [Field, string][]) {
    if (!header.includes(name)) continue;
    const other = taken.get(name);
    if (other)
      throw new Refusal(
        'column_mapped_twice',
        `列「${name}」が2つの項目に対応付けられています。どちらか一方にしてください。`,
        { status: 422, details: { name, fields: [other, field] } },
      );
    taken.set(name, field);
    columns[field] = name;
  }
  return { ...mapping, columns };
}

/** An import whose columns mean nothing yet would only reject rows: a person says first what they mean. */
export async function refuseUnmapped(db: Db, batchId: number): Promise<void> {
  const batch = await db
    .selectFrom('import_batch')
    .select(['preset', 'mapping'])
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  if (!batch) throw notFound(batchId);
  const preset = findPreset(batch.preset)!;
  const { columns } = batch.mapping as Mapping;
  if (preset.positions || preset.needsOneOf.some((field) => columns[field] !== undefined)) return;
  const needed = preset.needsOneOf.map((field) => `「${fields[field].ja}」`).join('、');
  throw new Refusal(
    'import_not_mapped',
    `「${preset.title.ja}」には ${needed} のどれかの列が要ります。列の対応付けで選んでください。`,
    { status: 422, details: { needs: preset.needsOneOf } },
  );
}

/** Everything the wizard shows of one import: draft, first rows, distinct values to map, progress and result. */
export async function previewOf(db: Db, batchId: number) {
  const batch = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('import_batch_id', '=', batchId)
    .executeTakeFirst();
  if (!batch) throw notFound(batchId);
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

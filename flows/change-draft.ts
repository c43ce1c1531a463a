import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping } from '#core/observation/preset.ts';
import { Refusal } from '#core/refusal.ts';
import { deleteCheckRows } from '#db/check-rows.ts';
import type { Db } from '#db/pool.ts';
import { inspectTable } from '#sources/file/inspect.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import type { FileFormat } from '#sources/file/format.ts';
import { withDateOrder } from '#sources/date-order.ts';
import { findPreset, mapHeader } from '#sources/recognise.ts';
import { choosePreset } from './begin-import.ts';
import { requireImport } from './require-import.ts';

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

/** How a file is read, as kept with its import: where its table lies and what stands in its header. */
export type StoredFormat = FileFormat & { header: string[]; tablePath: string };

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
  await requireImport(db, batchId);
  throw started();
}

function started(): Refusal {
  return new Refusal('import_started', '始まった取込の設定は変えられません。取り消してからやり直してください。', {
    status: 409,
  });
}

/**
 * Changes a draft: how its file is read, what its columns mean, and the record of purpose and origin (domain.md §12.1). Refuses
 * `import_not_found`, `import_started`, `preset_unknown`, `column_mapped_twice` and what the file itself is refused for.
 */
export async function changeDraft(db: Db, batchId: number, changes: DraftChanges): Promise<void> {
  const batch = await requireImport(db, batchId);
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

/** An import whose columns mean nothing yet would only reject rows: a person says first what they mean. Refuses `import_not_mapped`. */
export async function refuseUnmapped(db: Db, batchId: number): Promise<void> {
  const batch = await requireImport(db, batchId);
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

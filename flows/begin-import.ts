import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Refusal } from '#core/refusal.ts';
import type { Mapping, Preset } from '#core/observation/preset.ts';
import type { Db } from '#db/pool.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import type { FileFormat } from '#sources/file/format.ts';
import { withDateOrder } from '#sources/date-order.ts';
import { findPreset, mapHeader, presets, recogniseHeader } from '#sources/recognise.ts';

/** What a file told of itself: its preset, how it is read, what its columns mean, and its first rows. */
export type ImportPreview = {
  readonly batchId: number;
  readonly preset: Preset;
  readonly format: FileFormat;
  readonly header: readonly string[];
  readonly mapping: Mapping;
  readonly sample: readonly (readonly string[])[];
  readonly sameFileAs: number | undefined;
};

export type ImportOrigin = {
  purpose?: string;
  lawfulBasis?: string;
  collectedOn?: string;
  unitCostYen?: number;
  listSource?: string;
  source?: string;
};

/** Looks at a stored file and opens a draft import for it. Nothing is taken in yet. `presetName` 'auto' recognises the export; 'ask' leaves what is not recognised to the person who sees the draft. */
export async function beginImport(
  db: Db,
  file: { path: string; name: string },
  presetName: string,
  memberId: number | null,
  origin: ImportOrigin = {},
): Promise<ImportPreview> {
  const prepared = await prepareFile(file.path);
  const chosen = choosePreset({ ...prepared.format, header: prepared.header }, presetName);
  const { preset } = chosen;
  const mapping = withDateOrder(chosen.mapping, prepared.header, prepared.sample);
  const bytes = (await stat(file.path)).size;
  const hash = await hashFile(file.path);
  const source = origin.source ?? preset.source;
  const same = await db
    .selectFrom('import_batch')
    .select('import_batch_id')
    .where('file_hash', '=', hash)
    .where('state', 'in', ['done', 'running', 'queued'])
    .orderBy('import_batch_id', 'desc')
    .executeTakeFirst();
  const batch = await db
    .insertInto('import_batch')
    .values({
      source,
      preset: preset.name,
      file_name: file.name.slice(0, 200),
      file_hash: hash,
      file_path: file.path,
      bytes,
      format: JSON.stringify({ ...prepared.format, header: prepared.header, tablePath: prepared.path }),
      mapping: JSON.stringify(mapping),
      purpose: origin.purpose ?? null,
      lawful_basis: origin.lawfulBasis ?? null,
      collected_on: origin.collectedOn ?? null,
      unit_cost_yen: origin.unitCostYen ?? null,
      list_source: origin.listSource ?? null,
      state: 'draft',
      created_by: memberId,
    })
    .returning('import_batch_id')
    .executeTakeFirstOrThrow();
  return {
    batchId: batch.import_batch_id,
    preset,
    format: prepared.format,
    header: prepared.header,
    mapping,
    sample: prepared.sample,
    sameFileAs: same?.import_batch_id,
  };
}

/** The preset asked for by name, or the one that the header tells ('auto' refuses where it tells none, 'ask' takes companies). */
export function choosePreset(
  prepared: { readonly header: readonly string[]; readonly headerRow: number },
  name: string,
): { preset: Preset; mapping: Mapping } {
  if (name === 'auto' || name === 'ask') {
    const isRegistry = prepared.headerRow === 0 && prepared.header.length === 30;
    const recognised = isRegistry
      ? { preset: findPreset('nta')!, mapping: { columns: {}, values: {}, owners: {} } }
      : recogniseHeader(prepared.header);
    if (recognised) return recognised;
    if (name === 'ask') {
      const preset = findPreset('companies')!;
      return { preset, mapping: mapHeader(preset, prepared.header) };
    }
    throw new Refusal(
      'preset_not_recognised',
      `このファイルの見出し(${prepared.header.slice(0, 6).join('、')} …)からは種類が分かりません。取込の種類を選んでください。`,
      { details: { header: prepared.header } },
    );
  }
  const preset = presets.find((one) => one.name === name);
  if (!preset)
    throw new Refusal(
      'preset_unknown',
      `取込の種類「${name}」はありません。使えるもの: auto、${presets.map((one) => one.name).join('、')}`,
    );
  const mapping = mapHeader(preset, prepared.header);
  if (!preset.positions && !preset.needsOneOf.some((field) => mapping.columns[field] !== undefined)) {
    throw new Refusal(
      'preset_does_not_fit',
      `このファイルの見出し(${prepared.header.slice(0, 6).join('、')} …)には「${preset.title.ja}」に要る列がありません。`,
      { details: { needs: preset.needsOneOf } },
    );
  }
  return { preset, mapping };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping, Preset } from '#core/observation/preset.ts';
import { Refusal } from '#core/refusal.ts';
import { withDateOrder } from '#sources/date-order.ts';
import type { Words } from '#core/words.ts';
import type { FileFormat } from '#sources/file/format.ts';
import { prepareFile } from '#sources/file/prepare.ts';
import { findPreset, mapHeader, recogniseHeader } from '#sources/recognise.ts';

/** A list that is ready to be cleaned: where its table is, and what its columns mean. Data, so that a thread can take it. */
export type OpenList = {
  readonly path: string;
  readonly format: FileFormat;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  readonly preset: string;
  readonly mapping: Mapping;
};

/**
 * Looks at a list (CSV, XLSX, vCard). `presetName` 'auto' recognises the export and takes a plain list of people or companies
 * where none is recognised. Throws a Refusal for what is no table and for a kind that does not exist or does not fit.
 */
export async function openList(path: string, presetName: string): Promise<OpenList> {
  const { format, header, sample, path: table } = await prepareFile(path);
  const { preset, mapping } = choosePreset(header, presetName);
  if (!preset.positions && !preset.needsOneOf.some((field) => mapping.columns[field] !== undefined))
    throw new Refusal(
      'preset_does_not_fit',
      `このファイルの見出し(${header.slice(0, 6).join('、')} …)には「${preset.title.ja}」に要る列がありません。`,
      { details: { needs: preset.needsOneOf } },
    );
  const told = withDateOrder(mapping, header, sample);
  return { path: table, format, header, sample, preset: preset.name, mapping: told };
}

function choosePreset(header: readonly string[], name: string): { preset: Preset; mapping: Mapping } {
  const recognised = name === 'auto' ? recogniseHeader(header) : undefined;
  if (recognised) return recognised;
  const preset = findPreset(name === 'auto' ? 'people' : name);
  if (!preset) throw new Refusal('preset_unknown', `「${name}」という種類はありません。--as で種類を選んでください。`);
  return { preset, mapping: mapHeader(preset, header) };
}

/** Which column is read as what, in the order of the file. */
export function columnsOf({ header, preset: name, mapping }: OpenList): {
  readonly header: string;
  readonly field: Field | null;
  readonly words: Words | null;
}[] {
  const preset = findPreset(name)!;
  const byHeader = new Map(Object.entries(mapping.columns).map(([field, column]) => [column, field as Field]));
  return header.map((column, index) => {
    const field = preset.positions ? preset.positions[index] : byHeader.get(column);
    const words = field ? { ja: fields[field].ja, en: fields[field].en } : null;
    return { header: column, field: field ?? null, words };
  });
}

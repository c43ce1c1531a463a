import { fields, type Field } from '#core/observation/fields.ts';
import type { Mapping, Preset } from '#core/observation/preset.ts';
import { clean } from '#core/text/clean.ts';
import { unitOfHeader, type MoneyUnit } from '#core/value/money.ts';
import { eightPresets } from './eight/presets.ts';
import { formPresets } from './form/presets.ts';
import { genericPresets } from './generic/presets.ts';
import { hubspotPresets } from './hubspot/presets.ts';
import { marketoPresets } from './marketo/presets.ts';
import { ntaPresets } from './nta/presets.ts';
import { salesforcePresets } from './salesforce/presets.ts';
import { sansanPresets } from './sansan/presets.ts';
import { seminarPresets } from './seminar/presets.ts';
import { vcardPresets } from './vcard/presets.ts';

/** Every export Mori knows. Earlier ones win a tie. */
export const presets: readonly Preset[] = [
  ...ntaPresets,
  ...salesforcePresets,
  ...hubspotPresets,
  ...sansanPresets,
  ...eightPresets,
  ...marketoPresets,
  ...vcardPresets,
  ...seminarPresets,
  ...genericPresets,
];

export function findPreset(name: string): Preset | undefined {
  return [...presets, ...formPresets].find((preset) => preset.name === name);
}

export type Recognition = { readonly preset: Preset; readonly mapping: Mapping; readonly score: number };

/** The preset that explains most of a header row: share of known columns; a header that only one system has speaks louder than any usual word. */
export function recogniseHeader(header: readonly string[]): Recognition | undefined {
  const best = presets
    .map((preset) => ({ preset, mapping: mapHeader(preset, header), score: scoreOf(preset, header) }))
    .filter(
      ({ preset, mapping, score }) =>
        score > 0 && preset.needsOneOf.some((field) => mapping.columns[field] !== undefined),
    )
    .sort((one, other) => other.score - one.score)[0];
  return best;
}

function scoreOf(preset: Preset, header: readonly string[]): number {
  if (preset.positions) return 0;
  const keys = new Set(header.map(headerKey));
  const known = Object.keys(mapHeader(preset, header).columns).length;
  const own = preset.signature.filter((name) => keys.has(headerKey(name))).length;
  const isNamedSystem = preset.source !== 'csv';
  return known === 0
    ? 0
    : known / Math.max(3, header.length) + (own === 0 ? 0 : isNamedSystem ? 2 + own * 0.1 : Math.min(1, own * 0.25));
}

/**
 * Columns by header text: each field takes the first of its names that the file has and no other field took. A header written in
 * full goes before one that fits only without its brackets, so that `取引先名(フリガナ)` is not taken for `取引先名`.
 */
export function mapHeader(preset: Preset, header: readonly string[]): Mapping {
  const columns: Partial<Record<Field, string>> = {};
  const taken = new Set<string>();
  for (const keyOf of [wholeHeaderKey, headerKey]) {
    const byKey = new Map<string, string>();
    for (const name of header) if (!taken.has(name) && !byKey.has(keyOf(name))) byKey.set(keyOf(name), name);
    for (const [field, names] of Object.entries(preset.headers) as [Field, readonly string[]][]) {
      if (columns[field] !== undefined) continue;
      const found = names.map((name) => byKey.get(keyOf(name))).find((name) => name !== undefined && !taken.has(name));
      if (found === undefined) continue;
      columns[field] = found;
      taken.add(found);
    }
  }
  return {
    columns,
    values: {},
    owners: {},
    ...(preset.moneyUnit ? { moneyUnit: preset.moneyUnit } : {}),
    ...unitsOfHeaders(columns),
  };
}

function unitsOfHeaders(columns: Mapping['columns']): Pick<Mapping, 'moneyUnits'> {
  const units: Partial<Record<Field, MoneyUnit>> = {};
  for (const [field, column] of Object.entries(columns) as [Field, string][]) {
    const unit = fields[field].kind === 'money' ? unitOfHeader(column) : undefined;
    if (unit !== undefined) units[field] = unit;
  }
  return Object.keys(units).length > 0 ? { moneyUnits: units } : {};
}

/** Headers are compared without case, spaces, marks and brackets: `売上高（千円）` = `売上高`, `※貴社名【必須】` = `貴社名`, `作成日時` = `作成日`. A bracket that says it is a reading stays. */
export function headerKey(header: string): string {
  const named = clean(header).replace(/[([【](?!フリガナ|ふりがな|カナ|かな|ヨミ|よみ|kana).*?[)\]】]/g, '');
  return wholeHeaderKey(named).replace(/日時$/, '日');
}

function wholeHeaderKey(header: string): string {
  return clean(header).replace(/[\s_・:/.*"'()[\]【】※★☆■□●○◆◇-]/g, '');
}

/** Names of headers of every known export, for finding the header row of a file. */
const knownHeaders = new Set(presets.flatMap((preset) => Object.values(preset.headers).flat().map(headerKey)));

/** How many cells of a row are header names that some export uses. */
export function countKnownHeaders(cells: readonly string[]): number {
  return new Set(cells.map(headerKey).filter((key) => key !== '' && knownHeaders.has(key))).size;
}

/** National Tax Agency rows have no header: 30 columns, the second is a 法人番号. */
export function isRegistryRow(cells: readonly string[]): boolean {
  return cells.length === 30 && /^\d{13}$/.test(cells[1] ?? '') && /^\d+$/.test(cells[0] ?? '');
}

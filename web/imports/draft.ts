import type { Mapping } from '#core/observation/preset.ts';
import { unitOfHeader } from '#core/value/money.ts';
import type { Words } from '#core/words.ts';
import type { paths } from '../api/schema.ts';

/** One import as the API tells it: draft, progress and result. */
export type ImportDraft = {
  batchId: number;
  state: string;
  fileName: string;
  bytes: number;
  source: string;
  preset: string;
  presetTitle: Words;
  format: {
    encoding: string;
    delimiter: string;
    headerRow: number;
    sheet: string | null;
    sheets: string[];
    quoteEscape: '"' | '\\';
    skipsHidden: boolean;
    fillsMerged: boolean;
    notes: string[];
  };
  header: string[];
  mapping: Mapping;
  sample: string[][];
  distinct: Record<string, string[]>;
  purpose: string | null;
  lawfulBasis: string | null;
  collectedOn: string | null;
  unitCostYen: number | null;
  listSource: string | null;
  sameFileAs: number | null;
  /** An earlier file of visibly another system bears the same system name. */
  sharedSystemName: { batchId: number; fileName: string; by: 'columns' | 'keys'; proposal: string } | null;
  /** Its rows have no number of their own: an edited one is taken for another, and counts beside what it was. */
  countsEditsTwice: boolean;
  check: CheckResult | null;
  progress: {
    rows: number;
    elapsedSeconds: number;
    rowsPerSecond: number;
    rowsTotal: number | null;
    rowsChecked: number;
  };
  counts: Record<'new' | 'matched' | 'review' | 'rejected' | 'unchanged', number>;
  problem: string | null;
};
export type CheckResult = {
  rows: number;
  /** Of these it is known what an import would do; of the others, whether they can be read. */
  tried: number;
  new: number;
  matched: number;
  review: number;
  rejected: number;
  unchanged: number;
  reasons: { code: string; count: number; example: Words }[];
};
/** Rows behind one number of a check, from the first that was kept. */
export type CheckedRows = paths['/api/imports/{id}/check-rows']['get']['responses'][200]['content']['application/json'];
export type PresetList = {
  presets: {
    name: string;
    source: string;
    noun: string;
    title: Words;
    /** Its columns mean what their place says. */
    isPositional: boolean;
  }[];
  fields: { name: string; kind: string; ja: string; en: string }[];
};
export type DraftPatch = Partial<{
  preset: string;
  source: string;
  format: Record<string, string | number | boolean>;
  mapping: Mapping;
  purpose: string;
  lawfulBasis: string;
  collectedOn: string | null;
  unitCostYen: number | null;
  listSource: string;
}>;

/** The first value that a column holds among the first rows; empty where it holds none. */
export function exampleOf(draft: ImportDraft, column: string): string {
  const index = draft.header.indexOf(column);
  return (draft.sample.find((cells) => (cells[index] ?? '').trim() !== '')?.[index] ?? '').trim().slice(0, 40);
}

/** A column as people recognise it: a file without a header row has only numbers, so the first value stands beside them. */
export function columnWords(draft: ImportDraft, column: string): string {
  const example = draft.format.headerRow === 0 ? exampleOf(draft, column) : '';
  return example === '' ? column : `${column}: ${example}`;
}

/** The mapping with another column for a field; an amount takes the unit that the header of its column tells. */
export function withColumn(
  mapping: Mapping,
  fields: PresetList['fields'],
  field: string,
  column: string | null,
): Mapping {
  const kept = Object.entries(mapping.columns).filter(([key, value]) => key !== field && value !== column);
  const columns = Object.fromEntries(column ? [...kept, [field, column]] : kept);
  const units = Object.entries(mapping.moneyUnits ?? {}).filter(([key]) => key !== field && key in columns);
  const isAmount = fields.find(({ name }) => name === field)?.kind === 'money';
  const told = isAmount && column ? unitOfHeader(column) : undefined;
  const { moneyUnits: _, ...others } = mapping;
  const moneyUnits = Object.fromEntries(told === undefined ? units : [...units, [field, told]]);
  return { ...others, columns, ...(Object.keys(moneyUnits).length > 0 ? { moneyUnits } : {}) };
}

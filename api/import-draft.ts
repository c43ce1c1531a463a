import { z } from 'zod';
import { fields, type Field } from '#core/observation/fields.ts';
import { dateOrders } from '#core/value/date.ts';
import { moneyUnits } from '#core/value/money.ts';

const fieldNames = Object.keys(fields) as [Field, ...Field[]];
const moneyUnit = z.literal(moneyUnits);
export const mapping = z
  .object({
    columns: z.partialRecord(z.enum(fieldNames), z.string().max(300)),
    values: z.partialRecord(z.enum(fieldNames), z.record(z.string().max(200), z.string().max(200))),
    owners: z.record(z.string().max(200), z.string().max(200)),
    moneyUnit: moneyUnit.optional(),
    moneyUnits: z.partialRecord(z.enum(fieldNames), moneyUnit).optional(),
    dateOrder: z.enum(dateOrders).optional(),
  })
  .strict();
export const words = z.object({ ja: z.string(), en: z.string() });
export const outcomes = z.object({
  new: z.number(),
  matched: z.number(),
  review: z.number(),
  rejected: z.number(),
  unchanged: z.number(),
});

export const checkResult = outcomes.extend({
  rows: z.number(),
  tried: z.number(),
  reasons: z.array(z.object({ code: z.string(), count: z.number(), example: words })).readonly(),
});

/** What the wizard may change of a draft: how the file is read, what its columns mean, purpose and origin. */
export const draftChanges = z
  .object({
    preset: z.string().max(60).optional(),
    source: z
      .string()
      .regex(/^[a-z0-9_-]{1,40}$/)
      .optional(),
    format: z
      .object({
        encoding: z.enum(['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'utf-16le', 'utf-16be']).optional(),
        delimiter: z.enum([',', '\t', ';', '|']).optional(),
        headerRow: z.number().int().min(0).max(80).optional(),
        sheet: z.string().max(100).optional(),
        quoteEscape: z.enum(['"', '\\']).optional(),
        skipsHidden: z.boolean().optional(),
        fillsMerged: z.boolean().optional(),
      })
      .strict()
      .optional(),
    mapping: mapping.optional(),
    purpose: z.string().max(200).optional(),
    lawfulBasis: z.string().max(100).optional(),
    collectedOn: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .nullable()
      .optional(),
    unitCostYen: z.number().int().min(0).max(1_000_000_000).nullable().optional(),
    listSource: z.string().max(200).optional(),
  })
  .strict();

/** Everything the wizard shows of one import: draft, first rows, words to map, progress and result. */
export const importDraft = z.object({
  batchId: z.number(),
  state: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  source: z.string(),
  preset: z.string(),
  presetTitle: words,
  format: z.object({
    encoding: z.string(),
    delimiter: z.string(),
    headerRow: z.number(),
    sheet: z.string().nullable(),
    sheets: z.array(z.string()).readonly(),
    quoteEscape: z.string(),
    skipsHidden: z.boolean(),
    fillsMerged: z.boolean(),
    notes: z.array(z.string()).readonly(),
  }),
  header: z.array(z.string()),
  mapping,
  sample: z.array(z.array(z.string()).readonly()).readonly(),
  distinct: z.record(z.string(), z.array(z.string())),
  purpose: z.string().nullable(),
  lawfulBasis: z.string().nullable(),
  collectedOn: z.string().nullable(),
  unitCostYen: z.number().nullable(),
  listSource: z.string().nullable(),
  sameFileAs: z.number().nullable(),
  /** An earlier file of visibly another system bears the same system name; `proposal` is a free one. */
  sharedSystemName: z
    .object({ batchId: z.number(), fileName: z.string(), by: z.enum(['columns', 'keys']), proposal: z.string() })
    .nullable(),
  /** Its rows have no number of their own: an edited one is taken for another, and counts beside what it was. */
  countsEditsTwice: z.boolean(),
  check: checkResult.nullable(),
  progress: z.object({
    rows: z.number(),
    bytes: z.number(),
    elapsedSeconds: z.number(),
    rowsPerSecond: z.number(),
    rowsTotal: z.number().nullable(),
    rowsChecked: z.number(),
  }),
  counts: outcomes,
  problem: z.string().nullable(),
});

import { z } from 'zod';

/** A number with what has to stand beside it, as `core/measure` makes it. */
export const figure = z.object({
  value: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  n: z.number(),
  note: z
    .enum(['empty', 'small', 'immature', 'period_ratio', 'median_not_reached', 'list_instead', 'unmeasured'])
    .nullable(),
});

export const sentence = z.object({ ja: z.string(), en: z.string() });

/** Two figures side by side, with what may be said about their difference. */
export const comparison = z.object({
  before: figure,
  after: figure,
  difference: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  isClear: z.boolean(),
  sentence,
});

export const stageCounts = z.object({
  mql: z.number(),
  sal: z.number(),
  sql: z.number(),
  deal: z.number(),
  won: z.number(),
  rejected: z.number(),
  inferred: z.number(),
});

/** H and its four parts. */
export const handedParts = z.object({
  handed: z.number(),
  sal: z.number(),
  rejected: z.number(),
  ignored: z.number(),
  pending: z.number(),
});

/** With all that hand-overs came to: accepted + returned + lapsed + waiting. */
export const handedCounts = stageCounts.extend({ lapsed: z.number(), waiting: z.number() });

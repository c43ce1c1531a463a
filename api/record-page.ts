import { z } from 'zod';

/** Shapes that the pages of companies and people share. */

export const timelineEntry = z.object({
  id: z.string(),
  day: z.string(),
  kind: z.string(),
  type: z.string(),
  subject: z.string().nullable(),
  memberName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  source: z.string(),
  amountYen: z.number().nullable(),
  /** What became of an appointment. */
  appointment: z.string().nullable(),
});

const mergedRow = z.object({
  rowKey: z.string(),
  role: z.string(),
  source: z.string(),
  preset: z.string(),
  fileName: z.string(),
  batchId: z.number(),
  rowNumber: z.number(),
  externalKey: z.string().nullable(),
  method: z.string(),
  score: z.number(),
  evidence: z.object({ matched: z.array(z.string()), differs: z.array(z.string()) }),
  cells: z.array(z.string()),
  header: z.array(z.string()),
  at: z.date(),
});
export const mergedRows = z.object({ rows: z.array(mergedRow), total: z.number() });

export const noteLine = z.object({
  noteId: z.number(),
  text: z.string(),
  at: z.date(),
  memberId: z.number().nullable(),
  memberName: z.string().nullable(),
});

/** A value that a person decided, and who and when. */
export const overrideLine = z.object({ attribute: z.string(), at: z.date(), memberName: z.string().nullable() });

/** Which source row gave a value. */
export const provenance = z.record(
  z.string(),
  z.object({ row: z.string(), source: z.string(), rank: z.number(), on: z.string() }).optional(),
);

export const history = z.object({
  entries: z.array(
    z.object({
      id: z.number(),
      at: z.date(),
      action: z.string(),
      before: z.unknown(),
      after: z.unknown(),
      memberName: z.string().nullable(),
    }),
  ),
});

export const splitAnswer = z.object({ decisionId: z.number(), newId: z.number() });

import { z } from 'zod';

/** Why somebody seems to be at a company no more, with what says so. */
export const leaving = z.object({
  why: z.enum(['told', 'changed', 'elsewhere', 'undated']),
  on: z.string().nullable(),
  by: z.string().nullable(),
  nextAccountId: z.number().nullable(),
  nextAccountName: z.string().nullable(),
  confirmedBy: z.string().nullable(),
  source: z.string(),
  rowKey: z.string(),
});

/** One company that a person works at, or worked at. */
export const employment = z.object({
  accountId: z.number(),
  accountName: z.string(),
  isListed: z.boolean(),
  firstOn: z.string().nullable(),
  lastOn: z.string().nullable(),
  hasSecondPost: z.boolean(),
  left: leaving.nullable(),
  stays: z.array(
    z.object({
      department: z.string().nullable(),
      departmentNow: z.string().nullable(),
      title: z.string().nullable(),
      firstOn: z.string().nullable(),
      lastOn: z.string().nullable(),
      source: z.string(),
      isCurrent: z.boolean(),
    }),
  ),
});

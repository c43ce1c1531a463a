import { z } from 'zod';
import { employment } from './leaving.ts';
import { mergedRows, noteLine, overrideLine, provenance, timelineEntry } from './record-page.ts';

/** A person as stored: the value of every attribute, and where each comes from. */
const person = z.object({
  person_id: z.number(),
  name: z.string(),
  family: z.string(),
  given: z.string(),
  name_key: z.string(),
  /** Written in one piece, and where the family name ends is a guess. */
  is_name_guess: z.boolean(),
  kana: z.string().nullable(),
  email: z.string().nullable(),
  emails: z.array(z.string()),
  bounced_emails: z.array(z.string()),
  tags: z.array(z.string()),
  memos: z.array(z.string()),
  phone: z.string().nullable(),
  mobile: z.string().nullable(),
  account_id: z.number().nullable(),
  department: z.string().nullable(),
  department_function: z.string().nullable(),
  title: z.string().nullable(),
  title_rank: z.number().nullable(),
  band: z.string().nullable(),
  is_role_address: z.boolean(),
  may_mail: z.boolean().nullable(),
  provenance,
});

/** One person as their page shows them. */
export const personPage = z.object({
  person,
  employments: z.array(employment),
  /** Direct lines and mail addresses that only rows of a former employer tell. */
  formerReach: z.array(z.object({ accountId: z.number(), values: z.array(z.string()) })),
  acquaintances: z.array(z.object({ memberName: z.string(), source: z.string(), lastOn: z.string().nullable() })),
  timeline: z.array(timelineEntry),
  rows: mergedRows,
  notes: z.array(noteLine),
  overrides: z.array(overrideLine),
  redirectedFrom: z.number().nullable(),
  mayEdit: z.boolean(),
});

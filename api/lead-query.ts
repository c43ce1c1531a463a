import { z } from 'zod';
import { todayJst } from '#core/period/day.ts';
import { addMonths, periodOf } from '#core/period/fiscal.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { groupings, type LeadSelection } from '#db/lead-selection.ts';
import { handoverSpan } from '#db/waterfall.ts';
import type { World } from './world.ts';

export const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** Whom a page counts, beside the period: inside or outside the target list, and one group of leads. */
export const narrowing = z.object({
  scope: z.enum(['all', 'inside', 'outside']).default('all'),
  by: z.enum(groupings).optional(),
  key: z.string().max(200).default(''),
});

/** Months of hand-over, both included. */
export const leadQuery = narrowing.extend({ from: month.optional(), to: month.optional() });

/** Default period: the latest fiscal year in which leads were handed over that there was time to answer, else that of today. */
export async function selectionOf(given: z.output<typeof leadQuery>, world: World): Promise<LeadSelection> {
  const today = todayJst(world.now());
  const latest = given.from && given.to ? today : ((await handoverSpan(world.database.db, today))?.lastRipe ?? today);
  const year = periodOf('year', latest, await readFiscalStart(world.database.db));
  return { ...spanOf(given.from, given.to, year), ...narrowed(given) };
}

/** From the first day of one month to the first day after another. */
export function monthsOf(first: string, last: string): { from: string; to: string } {
  return { from: `${first}-01`, to: addMonths(`${last}-01`, 1) };
}

/** The months given, both included, and for one that is not given the end of the period. */
export function spanOf(first: string | undefined, last: string | undefined, period: { from: string; to: string }) {
  return monthsOf(first ?? period.from.slice(0, 7), last ?? addMonths(period.to, -1).slice(0, 7));
}

export function narrowed({ scope, by, key }: z.output<typeof narrowing>): Pick<LeadSelection, 'scope' | 'groups'> {
  return { scope, groups: by ? [{ by, key }] : [] };
}

export const spanQuery = z.object({ from: month.optional(), to: month.optional() });

const spanMonths = 12;

/** Months of hand-over, both included; the last twelve until now where nobody says otherwise. */
export function monthSpan(given: z.output<typeof spanQuery>, now: Date): { from: string; to: string } {
  const last = given.to ?? todayJst(now).slice(0, 7);
  return monthsOf(given.from ?? addMonths(`${last}-01`, 1 - spanMonths).slice(0, 7), last);
}

/** A lead as lists of hand-overs show it. */
export const leadLine = z.object({
  cycleId: z.string(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personName: z.string().nullable(),
  handedOn: z.string().nullable(),
  state: z.string(),
  receiverName: z.string().nullable(),
  reason: z.string().nullable(),
  why: z.string().nullable(),
});

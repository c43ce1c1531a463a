import { z } from 'zod';
import type { Kpi } from '#core/kpi/kpi.ts';
import { todayJst } from '#core/period/day.ts';
import { periodOf } from '#core/period/fiscal.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import type { MeasureScope } from '#db/measures/window.ts';
import { handoverSpan } from '#db/waterfall.ts';
import type { Actor } from './policy.ts';
import type { World } from './world.ts';

/** Which period and which companies a KPI is asked for. */
export const kpiQuery = z.object({
  period: z.enum(['month', 'quarter', 'half', 'year']).default('quarter'),
  /** A day inside the period; the latest hand-over that there was time to answer where none is given. */
  at: z.iso.date().optional(),
  scope: z.enum(['all', 'inside', 'owner']).default('all'),
  /** Owner of the companies, for the scope `owner`; whoever asks where none is given. */
  owner: z.coerce.number().int().optional(),
});
export type KpiQuery = z.output<typeof kpiQuery>;
export const phasedQuery = kpiQuery.extend({
  /** One of the four phases; every KPI where none is given. */
  phase: z.coerce.number().int().min(1).max(4).optional(),
});

export const ofPhase = (phase: number | undefined) => (kpi: Kpi) => phase === undefined || kpi.phase === phase;

/** The companies asked for; an agency's are always its own, whatever it asks for. */
function scopeFor({ scope, owner }: KpiQuery, { role, agencyAccountId, memberId }: Actor): MeasureScope {
  if (role === 'agency') return { kind: 'agency', agencyAccountId };
  return scope === 'owner' ? { kind: 'owner', memberId: owner ?? memberId } : { kind: scope };
}

/** The period and scope of a query, and today. */
export async function placeOf(given: KpiQuery, actor: Actor, world: World) {
  const today = todayJst(world.now());
  const at = given.at ?? (await handoverSpan(world.database.db, today))?.lastRipe ?? today;
  const startMonth = await readFiscalStart(world.database.db);
  return { period: periodOf(given.period, at, startMonth), scope: scopeFor(given, actor), today };
}

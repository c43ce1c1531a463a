import { sql } from 'kysely';
import { advance, isPossible } from '#core/demand/advance.ts';
import { isBefore, openCycle, type Cycle } from '#core/demand/cycle.ts';
import { importedClock, replayHistory } from '#core/demand/import-history.ts';
import type { StageEvent } from '#core/demand/lead-stages.ts';
import { readCycleEvents, type StoredCycleEvent } from '#db/cycle-events.ts';
import { saveCycles, type CycleSubject } from '#db/lead-cycles.ts';
import type { Db } from '#db/pool.ts';
import { listTouchedDecided } from '#db/stale-cycles.ts';
import type { Transaction } from '#db/transaction.ts';
import { readHandoverSettings } from './handover-settings.ts';

/** A cycle with what it hangs on. */
export type LeadCycle = CycleSubject & { readonly cycle: Cycle };

type Line = {
  cycle_id: string;
  source: string;
  account_id: number | null;
  person_id: number | null;
  owner_name: string | null;
  created_on: string | null;
  deal_id: string | null;
  stages: StageEvent[] | null;
};

/**
 * Cycles as they stand: what files tell of them, replayed, and then what people and the clock decided here. A fact that no
 * longer fits, because a later file told more, changes nothing.
 */
export async function readCycles(db: Db, cycleIds: readonly string[], now: Date): Promise<Map<string, LeadCycle>> {
  const settings = await readHandoverSettings(db);
  const clock = importedClock(settings.rule.answer, settings.calendar, now);
  const events = await readCycleEvents(db, cycleIds);
  const { rows } = await sql<Line>`
    select l.lead_id as cycle_id, l.source, l.account_id, l.person_id, l.owner_name, l.created_on, d.deal_id,
           (select json_agg(json_build_object('stage', e.stage, 'at', e.at, 'isInferred', e.is_inferred, 'reason', e.reason)
                            order by e.at, array_position(array['lead','mql','sal','sql','deal','won','rejected','lost'], e.stage))
              from lead_event e where e.cycle_id = l.lead_id) as stages
      from lead l left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
     where l.lead_id = any(${cycleIds}::uuid[])`.execute(db);
  const found = new Map<string, LeadCycle>();
  for (const row of rows) {
    const seed = { cycleId: row.cycle_id, leadId: row.cycle_id, number: 1, sourcedBy: 'marketing' } as const;
    const decided = events.get(row.cycle_id) ?? [];
    const told =
      replayHistory(
        {
          seed,
          stages: (row.stages ?? []).map((stage) => ({ ...stage, reason: stage.reason ?? undefined })),
          ownerName: row.owner_name,
          dealId: row.deal_id,
          contactOn: null,
        },
        { ...clock, now: decided.length > 0 ? new Date(decided[0]!.at) : now },
      ) ?? openCycle(seed, row.created_on ?? decided[0]?.at ?? now.toISOString(), null, true);
    found.set(row.cycle_id, {
      cycle: decided.reduce(continued, told),
      source: row.source,
      accountId: row.account_id,
      personId: row.person_id,
    });
  }
  return found;
}

function continued(cycle: Cycle, event: StoredCycleEvent): Cycle {
  const last = cycle.events.at(-1)?.at ?? cycle.openedAt;
  if (!isPossible(cycle, event.kind) || isBefore(event.at, last)) return cycle;
  return advance(cycle, event);
}

/** Folds what was decided here into the lines that a derivation from files has just made. */
export async function foldDecidedCycles(transaction: Transaction, now: Date): Promise<void> {
  const cycles = await readCycles(transaction.db, await listTouchedDecided(transaction), now);
  await saveCycles(transaction.db, [...cycles.values()]);
}

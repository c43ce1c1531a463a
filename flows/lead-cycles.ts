import { sql } from 'kysely';
import { advance, isPossible } from '#core/demand/advance.ts';
import { commonQueue, type Receiver } from '#core/demand/cycle-event.ts';
import { dayOf, isBefore, openCycle, openPass, type Cycle } from '#core/demand/cycle.ts';
import { importedClock, replayHistory, type ImportedClock } from '#core/demand/import-history.ts';
import type { StageEvent } from '#core/demand/lead-stages.ts';
import type { DateText } from '#core/value/date.ts';
import { readCycleEvents, type StoredCycleEvent } from '#db/cycle-events.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { saveCycles, type CycleSubject } from '#db/lead-cycles.ts';
import type { Db } from '#db/pool.ts';
import { listTouchedDecided } from '#db/stale-cycles.ts';
import type { Transaction } from '#db/transaction.ts';
import { readHandoverSettings, ruleFor } from './handover-settings.ts';

/** A cycle with what it hangs on. */
export type LeadCycle = CycleSubject & { readonly cycle: Cycle };

type Line = {
  cycle_id: string;
  lead_id: string;
  /** The further pass that the cycle is; null for the first, which is the lead itself. */
  number: number | null;
  opened_at: Date | null;
  opened_by: number | null;
  why: string | null;
  source: string;
  account_id: number | null;
  person_id: number | null;
  owner_name: string | null;
  /** The member whom the file names as owner. */
  owner_id: number | null;
  is_sales_made: boolean;
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
  const clock = importedClock(ruleFor(settings, 'normal').answer, settings.calendar, await readFiscalStart(db), now);
  const events = await readCycleEvents(db, cycleIds);
  const { rows } = await sql<Line>`
    select c.cycle_id, l.lead_id, p.number, p.opened_at, p.opened_by, p.why, l.source, l.account_id, l.person_id, l.owner_name, m.member_id as owner_id, coalesce(k.is_sales_made, false) as is_sales_made, l.created_on, d.deal_id,
           (select json_agg(json_build_object('stage', e.stage, 'at', e.at, 'isInferred', e.is_inferred, 'reason', e.reason)
                            order by e.at, array_position(array['lead','mql','sal','sql','deal','won','rejected','lost'], e.stage))
              from lead_event e where e.cycle_id = l.lead_id and p.cycle_id is null) as stages
      from unnest(${cycleIds}::uuid[]) c (cycle_id) left join lead_pass p using (cycle_id) join lead l on l.lead_id = coalesce(p.lead_id, c.cycle_id)
      left join lead_cycle k on k.cycle_id = c.cycle_id left join member m on m.name = l.owner_name and m.is_active
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source`.execute(db);
  const found = new Map<string, LeadCycle>();
  for (const row of rows) {
    const decided = events.get(row.cycle_id) ?? [];
    found.set(row.cycle_id, {
      cycle: decided.reduce(continued, row.opened_at ? passOf(row, row.opened_at) : toldBy(row, decided, clock)),
      source: row.source,
      accountId: row.account_id,
      personId: row.person_id,
    });
  }
  return found;
}

function passOf({ cycle_id, lead_id, number, opened_by, why }: Line, openedAt: Date): Cycle {
  const seed = { cycleId: cycle_id, leadId: lead_id, number: number!, sourcedBy: 'marketing' } as const;
  return openPass(seed, openedAt.toISOString(), opened_by === null ? null : String(opened_by), why ?? undefined);
}

/** The first pass as files tell it, up to the first thing that was decided here. */
function toldBy(row: Line, decided: readonly StoredCycleEvent[], clock: ImportedClock): Cycle {
  const sourcedBy = row.is_sales_made ? 'sales' : 'marketing';
  const seed = { cycleId: row.cycle_id, leadId: row.lead_id, number: 1, sourcedBy } as const;
  const holder: Receiver = row.owner_id === null ? commonQueue : { kind: 'member', id: String(row.owner_id) };
  const until = decided.length > 0 ? new Date(decided[0]!.at) : clock.now;
  const history = { seed, ownerName: row.owner_name, holder, dealId: row.deal_id, contactOn: null };
  const stages = stagesBefore(row.stages ?? [], decided, dayOf(until.toISOString()));
  return (
    replayHistory({ ...history, stages }, { ...clock, now: until }) ??
    openCycle(seed, row.created_on ?? until.toISOString(), null, true)
  );
}

/** Once a lead was handed over here, files tell nothing beyond its beginning by themselves: `flows/follow-sfa.ts` follows them.
 * A lead dated ahead, such as by the day of the seminar it applied for, is there all the same. */
function stagesBefore(
  stages: readonly StageEvent[],
  decided: readonly StoredCycleEvent[],
  until: DateText,
): StageEvent[] {
  const isOwn = decided.some((event) => event.kind === 'hand_over');
  return stages
    .filter((stage) => !isOwn || stage.stage === 'lead')
    .map((stage) => ({
      ...stage,
      at: stage.stage === 'lead' && stage.at > until ? until : stage.at,
      reason: stage.reason ?? undefined,
    }));
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

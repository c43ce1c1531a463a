import { sql } from 'kysely';
import { advance, isPossible } from '#core/demand/advance.ts';
import type { Cycle } from '#core/demand/cycle.ts';
import type { CycleEvent, CycleStep } from '#core/demand/cycle-event.ts';
import { reasonRules, recycleDay } from '#core/demand/reasons.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudits } from '#db/audit.ts';
import {
  addCycleEvents,
  readCycleEvents,
  undoCycleEvents,
  type NewCycleEvent,
  type StoredCycleEvent,
} from '#db/cycle-events.ts';
import { readFiscalStart } from '#db/fiscal-start.ts';
import { saveCycles } from '#db/lead-cycles.ts';
import { rememberSfaWord } from '#db/sfa-seen.ts';
import type { Transaction } from '#db/transaction.ts';
import { readCycles, type LeadCycle } from './lead-cycles.ts';
import { LeadRouter } from './route-lead.ts';

export type Actor = { readonly memberId: number | null; readonly now: Date };

/** What a receiver answers: one of the six buttons (users.md §4), or the steps after an acceptance. */
export type Answer = Extract<
  CycleStep,
  {
    kind:
      | 'accept'
      | 'join_deal'
      | 'reroute'
      | 'give_to_agency'
      | 'postpone'
      | 'reject'
      | 'return'
      | 'follow_up'
      | 'confirm'
      | 'recycle'
      | 'disqualify'
      | 'merge';
  }
> & { readonly why?: string };

/** Why a lead is handed over without anybody having chosen it: in words, and as what is kept beside the facts. */
export type Cause = { readonly why: string; readonly explanation: object };

/**
 * Hands leads over to sales: each goes to whom the routing names, with the reasons kept beside it. `causes` says of leads that came by
 * themselves what brought them.
 */
export async function handOver(
  transaction: Transaction,
  cycleIds: readonly string[],
  actor: Actor,
  ruleVersion = 'by_hand',
  causes: ReadonlyMap<string, Cause> = new Map(),
): Promise<{ handedOver: number }> {
  const cycles = await requireCycles(transaction, cycleIds, actor.now);
  const router = await LeadRouter.open(transaction.db, cycleIds, actor.now);
  const taken: Taken = { events: [], cycles: [] };
  for (const held of cycles) {
    let { cycle } = held;
    const cause = causes.get(cycle.cycleId);
    const step = (event: CycleStep, explanation?: object) => {
      const why = cause ? { why: cause.why } : {};
      const kept = cause || explanation ? { ...cause?.explanation, ...explanation } : undefined;
      cycle = take(taken, cycle, { ...event, ...stamp(actor), ...why }, kept);
    };
    if (cycle.state !== 'mql_candidate') step({ kind: 'qualify', ruleVersion });
    const { receiver, urgency, because, warnings, ruleVersion: routedBy } = router.route(cycle.cycleId);
    step({ kind: 'hand_over', to: receiver, urgency }, { because, warnings, ruleVersion: routedBy });
    taken.cycles.push({ ...held, cycle });
  }
  await router.saveTurns();
  await save(transaction, taken);
  await rememberSfaWord(
    transaction.db,
    cycles.map(({ cycle }) => cycle.leadId),
  );
  const byItself = new Map([...causes].map(([cycleId, { why }]) => [cycleId, { why }]));
  await audit(transaction, actor, 'handover.hand_over', cycleIds, {}, byItself);
  return { handedOver: cycles.length };
}

/** Records what the receiver answers, with what follows from it by itself (domain.md §9.4). */
export async function answerHandOver(
  transaction: Transaction,
  cycleIds: readonly string[],
  answer: Answer,
  actor: Actor,
): Promise<{ answered: number }> {
  const cycles = await requireCycles(transaction, cycleIds, actor.now);
  if (answer.kind === 'merge') await requireStaying(transaction, answer.intoCycleId, cycleIds, actor.now);
  const startMonth = await readFiscalStart(transaction.db);
  const taken: Taken = { events: [], cycles: [] };
  for (const held of cycles) {
    let cycle = take(taken, held.cycle, { ...answer, ...stamp(actor) });
    for (const step of consequences(answer, todayJst(actor.now), startMonth))
      cycle = take(taken, cycle, { ...step, at: actor.now.toISOString(), by: null });
    taken.cycles.push({ ...held, cycle });
  }
  await save(transaction, taken);
  const { why: _, ...said } = answer;
  await audit(transaction, actor, `handover.${answer.kind}`, cycleIds, said);
  return { answered: cycles.length };
}

/** What may be done with a lead that came back besides handing it over again. */
export type Ending = Extract<Answer, { kind: 'recycle' | 'disqualify' }>;

/** Ends a lead that came back from sales. Refuses `cycle_not_back` what sales still holds. */
export async function endReturned(
  transaction: Transaction,
  cycleIds: readonly string[],
  ending: Ending,
  actor: Actor,
): Promise<{ answered: number }> {
  const cycles = await requireCycles(transaction, cycleIds, actor.now);
  const held = cycles.find(({ cycle }) => !isBack(cycle));
  if (held)
    throw new Refusal('cycle_not_back', '営業から戻ってきたリードだけ、育成に戻す・対象外にすることができます。', {
      status: 409,
      details: { cycleId: held.cycle.cycleId, state: held.cycle.state },
    });
  return answerHandOver(transaction, cycleIds, ending, actor);
}

/** Whether a lead is with marketing again: sent back, or never answered. */
export const isBack = ({ state }: Cycle) => state === 'rejected' || state === 'returned' || state === 'ignored';

/** Takes the last answer back, with what followed from it. */
export async function undoAnswer(
  transaction: Transaction,
  cycleIds: readonly string[],
  actor: Actor,
): Promise<{ undone: number }> {
  const events = await readCycleEvents(transaction.db, cycleIds);
  const taken = cycleIds.flatMap((cycleId) => lastAnswer(events.get(cycleId) ?? [], actor));
  await undoCycleEvents(transaction.db, cycleIds, taken, actor);
  await saveCycles(transaction.db, await requireCycles(transaction, cycleIds, actor.now));
  await audit(transaction, actor, 'handover.undo', cycleIds, {});
  return { undone: cycleIds.length };
}

/** Notes a follow-up on a lead that can have one, and nothing on any other. */
export async function followUpLead(
  transaction: Transaction,
  cycleId: string,
  why: string,
  actor: Actor,
): Promise<void> {
  const [held] = await requireCycles(transaction, [cycleId], actor.now);
  if (isPossible(held!.cycle, 'follow_up'))
    await answerHandOver(transaction, [cycleId], { kind: 'follow_up', why }, actor);
}

/** Takes back the follow-up that this member noted at this moment, unless something came after it. */
export async function takeBackFollowUp(
  transaction: Transaction,
  cycleId: string,
  at: Date,
  actor: Actor,
): Promise<void> {
  const events = await readCycleEvents(transaction.db, [cycleId]);
  const last = events.get(cycleId)?.at(-1);
  if (last?.kind === 'follow_up' && last.at === at.toISOString() && Number(last.by) === actor.memberId)
    await undoAnswer(transaction, [cycleId], actor);
}

/** What this member did last, in one press of a button, with all that followed from it by itself. */
function lastAnswer(events: readonly StoredCycleEvent[], { memberId }: Actor): number[] {
  let first = events.findLastIndex((event) => event.by !== null);
  const last = events[first];
  if (last === undefined || Number(last.by) !== memberId)
    throw new Refusal('nothing_to_undo', '取り消せるのは、自分が最後にした操作だけです。', { status: 409 });
  while (events[first - 1]?.by === last.by && events[first - 1]?.at === last.at) first--;
  return events.slice(first).map((event) => event.eventId);
}

/** Reasons have their consequences by themselves: back to nurturing with its date (`startMonth` is that of the fiscal year), or out for good. */
export function consequences(answer: Answer, today: string, startMonth: number): CycleStep[] {
  if (answer.kind !== 'reject' && answer.kind !== 'return') return [];
  switch (reasonRules[answer.reason].consequence) {
    case 'recycle':
      return [{ kind: 'recycle', until: recycleDay(answer.reason, today, answer.recycleOn, startMonth) }];
    case 'nurture':
      return [{ kind: 'recycle', until: undefined }];
    case 'exclude':
      return [{ kind: 'disqualify' }];
    default:
      return [];
  }
}

/** What was decided about some cycles, until it is written in one go. */
type Taken = { readonly events: NewCycleEvent[]; readonly cycles: LeadCycle[] };

function take(taken: Taken, cycle: Cycle, event: CycleEvent, explanation?: object): Cycle {
  const next = advance(cycle, event);
  taken.events.push({ cycleId: cycle.cycleId, event, explanation });
  return next;
}

async function save({ db }: Transaction, { events, cycles }: Taken): Promise<void> {
  await addCycleEvents(db, events);
  await saveCycles(db, cycles);
}

const stamp = ({ memberId, now }: Actor) => ({
  at: now.toISOString(),
  by: memberId === null ? null : String(memberId),
});

/** The cycles, held until the end of the transaction: of two people who answer at once the second sees what the first said. */
async function requireCycles(transaction: Transaction, cycleIds: readonly string[], now: Date): Promise<LeadCycle[]> {
  await sql`select cycle_id from lead_cycle where cycle_id = any(${cycleIds}::uuid[]) order by cycle_id for update`.execute(
    transaction.db,
  );
  const found = await readCycles(transaction.db, cycleIds, now);
  const missing = cycleIds.find((id) => !found.has(id));
  if (missing !== undefined)
    throw new Refusal('lead_not_found', `リード ${missing} は見つかりません。`, {
      status: 404,
      details: { cycleId: missing },
    });
  return cycleIds.map((id) => found.get(id)!);
}

/** A duplicate leaves H only where the lead that it is the same as stays there. */
async function requireStaying(
  transaction: Transaction,
  intoCycleId: string | null,
  leaving: readonly string[],
  now: Date,
): Promise<void> {
  if (intoCycleId === null) return;
  const [stays] = await requireCycles(transaction, [intoCycleId], now);
  if (leaving.includes(intoCycleId) || stays!.cycle.state === 'merged')
    throw new Refusal('same_lead_gone', '選んだリードも重複として名寄せ済みです。残っているリードを選んでください。', {
      status: 409,
      details: { cycleId: intoCycleId },
    });
}

async function audit(
  transaction: Transaction,
  actor: Actor,
  action: string,
  cycleIds: readonly string[],
  after: object,
  ofOne: ReadonlyMap<string, object> = new Map(),
): Promise<void> {
  await writeAudits(
    transaction.db,
    cycleIds.map((cycleId) => ({
      memberId: actor.memberId,
      action,
      subjectKind: 'lead',
      subjectId: cycleId,
      after: { ...after, ...ofOne.get(cycleId) },
    })),
  );
}

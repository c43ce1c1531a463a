import type { DateText } from '#core/value/date.ts';
import { addDays } from '#core/period/day.ts';
import { leadEndOf, type DealState } from './deal-state.ts';
import { advance, isPossible } from './advance.ts';
import { dayOf, isBefore, type Cycle, type When } from './cycle.ts';
import { commonQueue, type CycleEvent, type CycleStep, type Receiver } from './cycle-event.ts';
import { reasonOf, reasonRules, type RejectionReason } from './reasons.ts';
import { stages, statusKey, type SideStage, type Stage, type StageTable } from './stage-table.ts';

/**
 * Where the answer of sales is read from (issue §14): the buttons of Mori, or the status that sales keeps in the SFA. A deal
 * in the SFA is an answer either way: nobody registers a deal for a lead that was not taken.
 */
export type AcceptanceTruth = 'mori' | 'sfa';

/** What the SFA says of a lead since it was handed over here; only what changed there is looked at. */
export type SfaWord = {
  readonly status: string | null;
  readonly rejectReason: string | null;
  /** 受入日 as the SFA dates it; without one the day the file came in stands. */
  readonly acceptedOn: DateText | null;
  /** Who holds the lead by now, where that changed and the name is somebody we know. */
  readonly newOwner: Receiver | null;
  readonly deal: { readonly dealId: string; readonly state: DealState } | null;
};

/**
 * The facts that the SFA's word adds to a cycle handed over here, each marked inferred (推定). What stands already is not said
 * again: a lead accepted by button whose status then turns to accepted gets no second acceptance, so nothing counts twice.
 */
export function followSfa(
  cycle: Cycle,
  word: SfaWord,
  table: StageTable,
  truth: AcceptanceTruth,
  at: When,
): CycleEvent[] {
  const events: CycleEvent[] = [];
  let now = cycle;
  const told = stageOf(word.status, table);
  const steps = stepsOf(word, told, truth, dayOf(at));
  if (isReopened(cycle, word) && told !== cycle.state) steps.unshift({ kind: 'reopen' });
  for (const step of steps) {
    if (!isPossible(now, step.kind) || isSameReceiver(now, step)) continue;
    const event: CycleEvent = { ...step, at: timeOf(now, step, word, at), by: null, isInferred: true };
    events.push(event);
    now = advance(now, event);
  }
  return events;
}

/** The deal that ended the lead is open again, or ended another way than it was told to have (domain.md §17.5). */
function isReopened(cycle: Cycle, { deal }: SfaWord): boolean {
  const isEnded = cycle.state === 'won' || cycle.state === 'lost';
  return isEnded && deal !== null && cycle.deal?.dealId === deal.dealId && leadEndOf(deal.state) !== cycle.state;
}

/** The stage that a status of the source means; undefined for a status nobody has mapped. */
export function stageOf(status: string | null, table: StageTable): Stage | SideStage | undefined {
  if (status === null) return undefined;
  const key = statusKey(status);
  return Object.entries(table.statuses).find(([word]) => statusKey(word) === key)?.[1];
}

function stepsOf(
  word: SfaWord,
  told: Stage | SideStage | undefined,
  truth: AcceptanceTruth,
  today: DateText,
): CycleStep[] {
  const said = `SFAの状況「${word.status ?? ''}」`;
  const isDeal = word.deal !== null || told === 'deal' || told === 'won' || told === 'lost';
  const reached = (stage: Stage) =>
    isDeal || (truth === 'sfa' && told !== undefined && stages.indexOf(told as Stage) >= stages.indexOf(stage));
  const steps: CycleStep[] = [];
  if (truth === 'sfa') {
    const isRejected = told === 'rejected' && !word.deal;
    if (isRejected) return rejection(word, today);
    if (word.newOwner) steps.push({ kind: 'reroute', to: word.newOwner });
  }
  if (reached('sal')) steps.push({ kind: 'accept', nextAction: said, nextOn: today });
  if (reached('sql')) steps.push({ kind: 'confirm', need: said });
  if (isDeal) steps.push({ kind: 'open_deal', dealId: word.deal?.dealId ?? null });
  const end = word.deal ? leadEndOf(word.deal.state) : undefined;
  if (end === 'won' || told === 'won') steps.push({ kind: 'win' });
  else if (end === 'lost' || told === 'lost')
    steps.push({ kind: 'lose', reason: word.deal?.state === 'no_decision' ? 'no_decision' : 'other' });
  return steps;
}

/** A rejection by status, before or after an acceptance; an existing deal, a duplicate and 担当外 are none (domain.md §9.4). */
function rejection(word: SfaWord, today: DateText): CycleStep[] {
  const reason = word.rejectReason === null ? 'other' : reasonOf(word.rejectReason);
  if (reason === 'join_deal') return [{ kind: 'join_deal', dealId: null }];
  if (reason === 'merge') return [{ kind: 'merge', intoCycleId: null }];
  if (reason === 'reroute') return [{ kind: 'reroute', to: word.newOwner ?? commonQueue }];
  const given = { reason, ...(isDated(reason) ? { recycleOn: addDays(today, recycleDays) } : {}) };
  return [
    { kind: 'reject', ...given },
    { kind: 'return', ...given },
  ];
}

/** 時期が先 asks for a day that no status tells. */
const recycleDays = 90;
const isDated = (reason: RejectionReason) => reasonRules[reason].asks === 'recycle_on';

/** A re-routing to whom holds the lead already says nothing. */
function isSameReceiver(cycle: Cycle, step: CycleStep): boolean {
  return step.kind === 'reroute' && cycle.receiver?.kind === step.to.kind && cycle.receiver.id === step.to.id;
}

/** The SFA's own date of acceptance where it lies between the last fact and now, else now. */
function timeOf(cycle: Cycle, step: CycleStep, { acceptedOn }: SfaWord, at: When): When {
  if (step.kind !== 'accept' || acceptedOn === null || acceptedOn > dayOf(at)) return at;
  const noon = `${acceptedOn}T03:00:00.000Z`;
  return isBefore(noon, cycle.events.at(-1)?.at ?? cycle.openedAt) ? at : noon;
}

import { daysBetween } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import type { LostReason } from './cycle-event.ts';
import { isDecided, type DealState } from './deal-state.ts';

/** The life of a deal (domain.md §17.5). A deal opened again keeps its id; each step stands in its log. */
export type DealLife = {
  readonly dealId: string;
  readonly state: DealState;
  readonly closedOn: DateText | null;
  readonly postponedUntil: DateText | null;
  readonly log: readonly DealEvent[];
};
/** `by`: a name for who took the step, be it a member or the row of a file. */
export type DealEvent = { readonly on: DateText; readonly by: string | null } & (
  | { readonly kind: 'win' | 'give_up' | 'resume' }
  /** `reopen_late` is told by files alone: their row is the same deal however long ago it ended. */
  | { readonly kind: 'reopen' | 'reopen_late'; readonly endedOn?: DateText | null }
  | { readonly kind: 'lose'; readonly reason: LostReason }
  | { readonly kind: 'postpone'; readonly until: DateText | null }
);

/** What people here may say of a deal beside its file, and why they do. Whether it was won or lost, the file tells. */
export type DealStepByHand = { readonly why: string } & (
  | { readonly kind: 'give_up' | 'resume' | 'reopen' }
  | { readonly kind: 'postpone'; readonly until: DateText }
);

/** How long after its end a deal may be opened again under the same id. */
export const reopenDays = 90;

const steps: Readonly<Record<DealEvent['kind'], Readonly<Partial<Record<DealState, DealState>>>>> = {
  win: { open: 'won' },
  lose: { open: 'lost', postponed: 'lost' },
  give_up: { open: 'no_decision', postponed: 'no_decision' },
  postpone: { open: 'postponed', postponed: 'postponed' },
  resume: { postponed: 'open' },
  reopen: { won: 'open', lost: 'open', no_decision: 'open' },
  reopen_late: { won: 'open', lost: 'open', no_decision: 'open' },
};

/** A deal before its first step: open, with an empty log. */
export function openDeal(dealId: string): DealLife {
  return { dealId, state: 'open', closedOn: null, postponedUntil: null, log: [] };
}

/** The deal after one more step; refuses `deal_step_impossible` and, 90 days after its end, `deal_closed_too_long`. */
export function advanceDeal(deal: DealLife, event: DealEvent): DealLife {
  const state = steps[event.kind][deal.state];
  if (!state)
    throw new Refusal('deal_step_impossible', 'この商談の状態では、その操作はできません。', {
      status: 409,
      details: { dealId: deal.dealId, state: deal.state, event: event.kind },
    });
  if (event.kind === 'reopen' && isLate(deal, event.on))
    throw new Refusal(
      'deal_closed_too_long',
      `決着から${reopenDays}日を過ぎたので、新しい商談として登録してください。`,
      {
        status: 409,
        details: { dealId: deal.dealId, closedOn: deal.closedOn },
      },
    );
  return {
    ...deal,
    state,
    closedOn: isDecided(state) ? event.on : null,
    postponedUntil: event.kind === 'postpone' ? event.until : null,
    log: [...deal.log, event],
  };
}

/** What one version of a deal's row told, and when: the day of its last change where the file tells one, else that of its import. */
export type DealTold = Pick<DealLife, 'state' | 'closedOn' | 'postponedUntil'> & {
  readonly reason: LostReason | undefined;
  readonly on: DateText;
  readonly by: string;
};

/** A deal as files and people tell it. `isByHand`: what people here said of it holds against its file. */
export type DealStory = { readonly life: DealLife; readonly isByHand: boolean };

/**
 * Folds what files told and people said, oldest first. A version of its row that tells the same as the one before adds no step:
 * what people said in between holds until the file tells something else. A step of people that is no longer possible adds none.
 */
export function dealStory(dealId: string, facts: readonly (DealTold | DealEvent)[]): DealStory {
  let [life, isByHand] = [openDeal(dealId), false];
  let told: DealTold | undefined;
  for (const fact of facts) {
    if ('kind' in fact) {
      if (!isDealStepPossible(life, fact)) continue;
      [life, isByHand] = [advanceDeal(life, { ...fact, ...endOf(life, fact) }), true];
    } else {
      const isSame = told?.state === fact.state && told.postponedUntil === fact.postponedUntil;
      told = fact;
      if (isSame) continue;
      [life, isByHand] = [stepsTo(life, fact).reduce(advanceDeal, life), false];
    }
  }
  return { life, isByHand };
}

const endOf = ({ closedOn }: DealLife, { kind }: DealEvent) => (kind === 'reopen' ? { endedOn: closedOn } : {});

/** Whether the machine knows this step in the state of the deal, and it is not too late for it. */
export function isDealStepPossible(deal: DealLife, { kind, on }: Pick<DealEvent, 'kind' | 'on'>): boolean {
  return steps[kind][deal.state] !== undefined && !(kind === 'reopen' && isLate(deal, on));
}

/** The steps from one state to another. Whoever ended otherwise before was open again in between. */
function stepsTo(deal: DealLife, { state, closedOn, postponedUntil, reason, on, by }: DealTold): DealEvent[] {
  if (state === deal.state)
    return state === 'postponed' && postponedUntil !== deal.postponedUntil
      ? [{ kind: 'postpone', until: postponedUntil, on, by }]
      : [];
  const again: DealEvent[] = isDecided(deal.state)
    ? [{ kind: isLate(deal, on) ? 'reopen_late' : 'reopen', endedOn: deal.closedOn, on, by }]
    : deal.state === 'postponed' && (state === 'open' || state === 'won')
      ? [{ kind: 'resume', on, by }]
      : [];
  const endedOn = closedOn ?? on;
  switch (state) {
    case 'open':
      return again;
    case 'postponed':
      return [...again, { kind: 'postpone', until: postponedUntil, on, by }];
    case 'won':
      return [...again, { kind: 'win', on: endedOn, by }];
    case 'lost':
      return [...again, { kind: 'lose', reason: reason ?? 'other', on: endedOn, by }];
    case 'no_decision':
      return [...again, { kind: 'give_up', on: endedOn, by }];
  }
}

const isLate = ({ closedOn }: DealLife, on: DateText) => closedOn !== null && daysBetween(closedOn, on) > reopenDays;

/** The last time the deal was opened again, `days` after its end. */
export type Reopening = {
  readonly on: DateText;
  readonly endedOn: DateText;
  readonly days: number;
  readonly isLate: boolean;
};

/** When an ended deal was opened again for the last time; undefined for one that never was. */
export function lastReopening({ log }: DealLife): Reopening | undefined {
  return log.flatMap((step) => reopeningOf(step) ?? []).at(-1);
}

/** The step as a reopening, where it is one. */
export function reopeningOf(step: DealEvent): Reopening | undefined {
  if ((step.kind !== 'reopen' && step.kind !== 'reopen_late') || !step.endedOn) return undefined;
  const { on, endedOn } = step;
  return { on, endedOn, days: daysBetween(endedOn, on), isLate: step.kind === 'reopen_late' };
}

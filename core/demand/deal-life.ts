import { addDays } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import type { LostReason } from './cycle-event.ts';

/** The life of a deal (domain.md §17.5). A deal opened again keeps its id; each step stands in its log. */
export type DealLife = {
  readonly dealId: string;
  readonly state: DealLifeState;
  readonly closedOn: DateText | null;
  readonly postponedUntil: DateText | null;
  readonly log: readonly DealEvent[];
};
export type DealLifeState = 'open' | 'won' | 'lost' | 'no_decision' | 'postponed';
export type DealEvent = { readonly on: DateText; readonly by: string | null } & (
  | { readonly kind: 'win' | 'give_up' | 'resume' | 'reopen' }
  | { readonly kind: 'lose'; readonly reason: LostReason }
  | { readonly kind: 'postpone'; readonly until: DateText }
);

/** How long after its end a deal may be opened again under the same id. */
export const reopenDays = 90;

const steps: Readonly<Record<DealEvent['kind'], Readonly<Partial<Record<DealLifeState, DealLifeState>>>>> = {
  win: { open: 'won' },
  lose: { open: 'lost', postponed: 'lost' },
  give_up: { open: 'no_decision', postponed: 'no_decision' },
  postpone: { open: 'postponed' },
  resume: { postponed: 'open' },
  reopen: { won: 'open', lost: 'open', no_decision: 'open' },
};

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
  if (event.kind === 'reopen' && deal.closedOn && event.on > addDays(deal.closedOn, reopenDays))
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
    closedOn: state === 'open' || state === 'postponed' ? null : event.on,
    postponedUntil: event.kind === 'postpone' ? event.until : null,
    log: [...deal.log, event],
  };
}

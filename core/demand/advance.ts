import { Refusal } from '#core/refusal.ts';
import { dayOf, isBefore, type Cycle } from './cycle.ts';
import { cycleSteps, type CycleEvent, type CycleEventKind, type Receiver } from './cycle-event.ts';
import { eventWords, stateWords } from './cycle-words.ts';
import { reasonRules } from './reasons.ts';

/**
 * The cycle after one more fact (domain.md §17.3). Refuses with `cycle_step_impossible` what the table does not know,
 * `cycle_runs_backwards` a fact older than the last, `cycle_followed_up` a lapse although sales did something, and
 * `cycle_needs_…` a fact without what its form has to ask for.
 * The cycle given stays as it is.
 */
export function advance(cycle: Cycle, event: CycleEvent): Cycle {
  const state = cycleSteps[event.kind][cycle.state];
  if (!state)
    throw new Refusal(
      'cycle_step_impossible',
      `「${stateWords[cycle.state]}」の段階では「${eventWords[event.kind]}」はできません。`,
      {
        status: 409,
        details: { cycleId: cycle.cycleId, state: cycle.state, event: event.kind, possible: possibleEvents(cycle) },
      },
    );
  const last = cycle.events.at(-1)?.at ?? cycle.openedAt;
  if (isBefore(event.at, last))
    throw new Refusal('cycle_runs_backwards', `${event.at} は、このリードの最後の記録 ${last} より前です。`, {
      details: { at: event.at, last },
    });
  if ((event.kind === 'lapse' || event.kind === 'lapse_follow_up') && cycle.followedUpAt)
    throw new Refusal('cycle_followed_up', `営業が ${cycle.followedUpAt} に対応したので、期限切れにはなりません。`, {
      status: 409,
    });
  if (!event.isInferred) refuseIncomplete(cycle, event);
  return {
    ...cycle,
    ...changes(cycle, event),
    state,
    reached: { [state]: event.at, ...reachedBefore(cycle, event) },
    isInferred: cycle.isInferred || event.isInferred === true,
    events: [...cycle.events, event],
  };
}

/** The cycle that a list of facts gives, oldest first. */
export function fold(opened: Cycle, events: readonly CycleEvent[]): Cycle {
  return events.reduce(advance, opened);
}

/** Whether the table of steps knows this event in the cycle's state. */
export function isPossible(cycle: Cycle, kind: CycleEventKind): boolean {
  return cycleSteps[kind][cycle.state] !== undefined;
}

/** What may happen next: the buttons and clocks that make sense now. */
export function possibleEvents(cycle: Cycle): CycleEventKind[] {
  return (Object.keys(cycleSteps) as CycleEventKind[]).filter((kind) => isPossible(cycle, kind));
}

/** An end that is taken back was not reached. */
function reachedBefore({ reached }: Cycle, { kind }: CycleEvent): Cycle['reached'] {
  if (kind !== 'reopen') return reached;
  const { won: _, lost: __, ...others } = reached;
  return others;
}

/** What a fact changes besides the state. */
function changes(cycle: Cycle, event: CycleEvent): Partial<Cycle> {
  switch (event.kind) {
    case 'hand_over':
      return { receiver: event.to, clockFrom: event.at, urgency: event.urgency ?? 'normal' };
    case 'reroute':
      return { ...restartOnce(cycle, event), receiver: event.to };
    case 'reassign':
      return {
        receiver: event.to,
        ...(cycle.state === 'handed_over' ? { clockFrom: event.at, postponedUntil: null } : {}),
      };
    case 'give_to_agency':
      return { ...restartOnce(cycle, event), receiver: { kind: 'agency', id: event.agencyId } };
    case 'postpone':
      return { postponedUntil: event.until };
    case 'accept':
      return takenFromQueue(cycle, event);
    case 'join_deal':
      return { ...takenFromQueue(cycle, event), deal: { dealId: event.dealId, link: 'joined' } };
    case 'follow_up':
      return { followedUpAt: cycle.followedUpAt ?? event.at };
    case 'reject':
    case 'return':
      return {
        reason: event.reason,
        recycleOn: event.recycleOn ?? null,
      };
    case 'open_deal':
      return { deal: { dealId: event.dealId, link: cycle.deal?.link ?? 'opened' } };
    case 'recycle':
      return { recycleOn: event.until ?? cycle.recycleOn };
    default:
      return {};
  }
}

/** A re-routing restarts the clock once (domain.md §9.4); passing a lead on for ever does not keep it from lapsing. */
function restartOnce(cycle: Cycle, event: CycleEvent): Partial<Cycle> {
  return isReRouted(cycle) ? { postponedUntil: null } : { postponedUntil: null, clockFrom: event.at };
}

/** Whoever accepts what waits in a queue holds it from then on. */
function takenFromQueue({ receiver }: Cycle, { by, isInferred }: CycleEvent): Partial<Cycle> {
  return receiver?.kind === 'queue' && by !== null && !isInferred ? { receiver: { kind: 'member', id: by } } : {};
}

const isReRouted = (cycle: Cycle) =>
  cycle.events.some((event) => event.kind === 'reroute' || event.kind === 'give_to_agency');

function refuseIncomplete(cycle: Cycle, event: CycleEvent): void {
  const needs = (what: string, sentence: string) => {
    throw new Refusal(`cycle_needs_${what}`, sentence, { status: 422, details: { cycleId: cycle.cycleId } });
  };
  switch (event.kind) {
    case 'accept':
      if (!event.nextAction.trim()) needs('next_action', '受け入れるには、次の行動を書いてください。');
      if (event.nextOn < dayOf(event.at)) needs('next_on', '次の行動の期日は、今日以降にしてください。');
      break;
    case 'join_deal':
      if (!event.dealId) needs('deal', 'どの商談に追加するかを選んでください。');
      break;
    case 'reroute':
    case 'reassign':
      if (cycle.receiver && isSame(event.to, cycle.receiver))
        needs('other_receiver', '今の担当とは別の担当を選んでください。');
      break;
    case 'merge':
      if (!event.intoCycleId || event.intoCycleId === cycle.cycleId)
        needs('same_lead', 'どのリードと同じかを選んでください。');
      break;
    case 'postpone':
      if (event.until <= dayOf(event.at)) needs('until', '後で判断する期日は、明日以降にしてください。');
      break;
    case 'reject':
    case 'return':
      if (reasonRules[event.reason].asks === 'note' && !event.why?.trim())
        needs('note', '「その他」の理由を書いてください。');
      if (reasonRules[event.reason].asks === 'recycle_on' && !(event.recycleOn && event.recycleOn > dayOf(event.at)))
        needs('recycle_on', '再連絡する日を、明日以降で入れてください。');
      break;
    case 'confirm':
      if (!event.need.trim()) needs('need', 'SQL(案件化確認)には、お客様の課題・必要性が要ります。');
      if (![event.budget, event.authority, event.timing].some((known) => known?.trim()))
        needs('bant', 'SQL(案件化確認)には、予算・決裁者・時期のどれか一つが要ります。');
      break;
  }
}

const isSame = (one: Receiver, other: Receiver) => one.kind === other.kind && one.id === other.id;

import type { Receiver } from '#core/demand/cycle-event.ts';
import { compareRates, type Comparison } from '#core/measure/compare.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { todayJst } from '#core/period/day.ts';
import { countStates, type InputKnown, type InputState } from '#core/observation/known-value.ts';
import type { Words } from '#core/words.ts';
import { commonQueue, unassignedQueue } from './plan.ts';
import { routeAll, type WorldAt } from './dry-run.ts';
import type { RouteItem, RouteRules } from './rule.ts';

/** A lead that was handed over, as it was known at that moment, with what became of it. */
export type RoutedHistory = {
  /** Nothing that was known only later may stand in it. */
  readonly item: RouteItem;
  readonly inputs: Readonly<Record<ReplayInput, InputState>>;
  /** False where it was merged as a duplicate since: it took its turn, but is no hand-over any more. */
  readonly isCounted: boolean;
  readonly createdOn: string | null;
  /** Who had it when it was answered, or has it now; null where no file says. Only `judge` may look at this and the answer. */
  readonly actual: Receiver | null;
  readonly answer: 'sal' | 'rejected' | 'ignored' | null;
  /** The end of the day on which it was answered: a desk is free again from then on. */
  readonly freeFrom: Date | null;
};

/** What rules read of a lead and its company. */
export const replayInputs = ['owner', 'prefecture', 'industry', 'employees', 'product'] as const;
export type ReplayInput = (typeof replayInputs)[number];
export type RoutingPolicy = 'draft' | 'today' | 'newest_first' | 'actual';
/** How a lead stands under a policy: gone there in fact and answered, or not yet; gone elsewhere; nobody knows where. */
export type ReplayPart = 'tried' | 'pending' | 'different' | 'unrecorded';

export type RoutedLead = {
  readonly itemId: string;
  readonly receiver: Receiver;
  readonly actual: Receiver | null;
  readonly part: ReplayPart;
};
export type RoutingResult = Readonly<Record<ReplayPart, number>> & {
  readonly policy: RoutingPolicy;
  /** The four parts add up to the leads. */
  readonly leads: readonly RoutedLead[];
  /** Accepted, of the leads that went in fact where the policy sends them and were answered. */
  readonly salRate: Figure;
  readonly receivers: readonly {
    readonly receiver: Receiver;
    readonly leads: number;
    readonly tried: number;
    readonly salRate: Figure;
  }[];
};

export type RoutingReplay = {
  readonly draft: RoutingResult;
  readonly today: RoutingResult;
  readonly newestFirst: RoutingResult;
  readonly actual: RoutingResult;
  /** The same lead may stand on both sides, so these intervals are rather too wide than too narrow. */
  readonly againstToday: Comparison;
  readonly againstNewest: Comparison;
  /** Of each input that the rules read, how many leads stand where; the states add up to the leads. */
  readonly inputs: readonly InputKnown<ReplayInput>[];
  readonly caveat: Words;
};

/** Rules with whoever was there at each moment. The world holds the pool `turnsPool`: everybody who could be given leads. */
export type ReplaySide = { readonly rules: RouteRules; readonly worldAt: WorldAt };

/**
 * Where other routing rules would have sent the leads of the past (issue §13). Each is routed in its turn with what was known at its
 * hand-over; the answer of sales is known only where the lead went there in fact, so every rate counts those alone.
 */
export function replayRouting(
  histories: readonly RoutedHistory[],
  draft: ReplaySide,
  today: ReplaySide,
): RoutingReplay {
  const freeFrom = new Map(histories.flatMap(({ item, freeFrom: at }) => (at ? [[item.itemId, at] as const] : [])));
  const items = histories.map(({ item }) => item);
  const counted = histories.filter(({ isCounted }) => isCounted);
  const run = (policy: RoutingPolicy, { rules, worldAt }: ReplaySide, list: readonly RouteItem[] = items) =>
    judge(
      policy,
      counted,
      new Map(routeAll(list, rules, worldAt, freeFrom).decisions.map(({ itemId, receiver }) => [itemId, receiver])),
    );
  const byDraft = run('draft', draft);
  const byToday = run('today', today);
  const newestFirst = run('newest_first', { rules: inTurns, worldAt: today.worldAt }, newestFirstOfDay(histories));
  const actual = judge(
    'actual',
    counted,
    new Map(histories.flatMap(({ item, actual: held }) => (held ? [[item.itemId, held] as const] : []))),
  );
  const against = (other: RoutingResult) =>
    compareRates({ ja: 'SAL率', en: 'SAL rate' }, other.salRate, byDraft.salRate);
  const { tried, different } = byDraft;
  return {
    draft: byDraft,
    today: byToday,
    newestFirst,
    actual,
    againstToday: against(byToday),
    againstNewest: against(newestFirst),
    inputs: inputsRead([draft.rules, today.rules]).map((input) => countStates(input, counted)),
    caveat: {
      ja: `試すルールの渡し先と実際の担当が同じで、返事のあった ${tried}件だけで率を出しています。実際には別の人に渡した ${different}件は、渡していたらどうなったか分かりません。`,
      en: `The rate counts only the ${tried} answered leads that went in fact where these rules send them. What the other receiver would have said of the ${different} that went elsewhere is not known.`,
    },
  };
}

/** Everybody who could be given leads at a moment, in turns. */
export const turnsPool = 'replay_turns';

/** No rules at all: whatever company it is, everybody takes turns. */
const inTurns: RouteRules = {
  version: 'newest_first',
  rules: [{ code: turnsPool, when: {}, to: { kind: 'pool', id: turnsPool } }],
  defaultQueueId: commonQueue,
  unassignedQueueId: unassignedQueue,
};

/**
 * The newest lead of each day first, as a list sorted by its date hands them out at the end of the day; the company plays no part.
 */
function newestFirstOfDay(histories: readonly RoutedHistory[]): RouteItem[] {
  const days = Map.groupBy(histories, ({ item }) => todayJst(item.at));
  return [...days.values()].flatMap((own) => {
    const start = own.reduce((last, { item }) => Math.max(last, item.at.getTime()), 0);
    return [...own]
      .sort(
        (one, other) =>
          (other.createdOn ?? '').localeCompare(one.createdOn ?? '') || (one.item.itemId < other.item.itemId ? -1 : 1),
      )
      .map(({ item }, place) => ({ ...item, account: null, at: new Date(start + place) }));
  });
}

/** Owners decide on targets whatever the rules; the rest counts where a rule asks for it. */
function inputsRead(rules: readonly RouteRules[]): ReplayInput[] {
  const conditions = rules.flatMap((one) => one.rules.map(({ when }) => when));
  const asks = {
    owner: true,
    prefecture: conditions.some(({ prefectures }) => prefectures),
    industry: conditions.some(({ industries }) => industries),
    employees: conditions.some(({ employees }) => employees),
    product: conditions.some(({ products }) => products),
  } satisfies Record<ReplayInput, boolean>;
  return replayInputs.filter((input) => asks[input]);
}

const keyOf = ({ kind, id }: Receiver) => `${kind}/${id}`;

/** Only here answers are looked at. */
function judge(
  policy: RoutingPolicy,
  histories: readonly RoutedHistory[],
  receivers: ReadonlyMap<string, Receiver>,
): RoutingResult {
  const judged = histories.flatMap((history) => {
    const receiver = receivers.get(history.item.itemId);
    return receiver ? [{ history, receiver, part: partOf(history, receiver) }] : [];
  });
  const count = (part: ReplayPart) => judged.filter((one) => one.part === part).length;
  const rate = (own: typeof judged) => {
    const tried = own.filter(({ part }) => part === 'tried');
    return rateFigure(tried.filter(({ history }) => history.answer === 'sal').length, tried.length);
  };
  return {
    policy,
    tried: count('tried'),
    pending: count('pending'),
    different: count('different'),
    unrecorded: count('unrecorded'),
    leads: judged.map(({ history, receiver, part }) => ({
      itemId: history.item.itemId,
      receiver,
      actual: history.actual,
      part,
    })),
    salRate: rate(judged),
    receivers: [...Map.groupBy(judged, ({ receiver }) => keyOf(receiver)).values()]
      .map((own) => ({
        receiver: own[0]!.receiver,
        leads: own.length,
        tried: own.filter(({ part }) => part === 'tried').length,
        salRate: rate(own),
      }))
      .sort((one, other) => other.leads - one.leads || (keyOf(one.receiver) < keyOf(other.receiver) ? -1 : 1)),
  };
}

function partOf({ actual, answer }: RoutedHistory, receiver: Receiver): ReplayPart {
  if (!actual) return 'unrecorded';
  if (keyOf(actual) !== keyOf(receiver)) return 'different';
  return answer === null ? 'pending' : 'tried';
}

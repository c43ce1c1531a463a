import type { Receiver } from '#core/demand/cycle-event.ts';
import { compareRates, type Comparison } from '#core/measure/compare.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import { todayJst } from '#core/period/day.ts';
import { routeAll } from './dry-run.ts';
import type { RouteItem, RouteRules, RouteWorld } from './rule.ts';

/** A lead that was handed over, as it was known at that moment, with what became of it. */
export type RoutedHistory = {
  /** Nothing that was known only later may stand in it. */
  readonly item: RouteItem;
  readonly createdOn: string | null;
  /** Who had it when it was answered, or has it now; null where no file says. Only `judge` may look at this and the answer. */
  readonly actual: Receiver | null;
  readonly answer: 'sal' | 'rejected' | 'ignored' | null;
  /** The end of the day on which it was answered: a desk is free again from then on. */
  readonly freeFrom: Date | null;
};

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
  readonly caveat: { readonly ja: string; readonly en: string };
};

export type ReplaySide = { readonly rules: RouteRules; readonly world: RouteWorld };

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
  const run = (policy: RoutingPolicy, { rules, world }: ReplaySide, list: readonly RouteItem[] = items) =>
    judge(
      policy,
      histories,
      new Map(routeAll(list, rules, world, freeFrom).decisions.map(({ itemId, receiver }) => [itemId, receiver])),
    );
  const byDraft = run('draft', draft);
  const byToday = run('today', today);
  const newestFirst = run('newest_first', inTurns(histories, today.world), newestFirstOfDay(histories));
  const actual = judge(
    'actual',
    histories,
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
    caveat: {
      ja: `試すルールの渡し先と実際の担当が同じで、返事のあった ${tried}件だけで率を出しています。実際には別の人に渡した ${different}件は、渡していたらどうなったか分かりません。`,
      en: `The rate counts only the ${tried} answered leads that went in fact where these rules send them. What the other receiver would have said of the ${different} that went elsewhere is not known.`,
    },
  };
}

const turns = 'replay_turns';

/** No rules at all: whoever held leads in this time takes turns, whatever company it is. */
function inTurns(histories: readonly RoutedHistory[], world: RouteWorld): ReplaySide {
  const memberIds = [
    ...new Set(histories.flatMap(({ actual }) => (actual?.kind === 'member' ? [actual.id] : []))),
  ].sort((one, other) => Number(one) - Number(other));
  const queueId = 'inside_sales';
  return {
    rules: {
      version: 'newest_first',
      rules: [{ code: turns, when: {}, to: { kind: 'pool', id: turns } }],
      defaultQueueId: queueId,
      unassignedQueueId: queueId,
    },
    world: {
      ...world,
      pools: new Map([[turns, { poolId: turns, memberIds, lastMemberId: null, queueId }]]),
    },
  };
}

/** The newest lead of each day first, as a list sorted by its date hands them out; the company plays no part. */
function newestFirstOfDay(histories: readonly RoutedHistory[]): RouteItem[] {
  const days = Map.groupBy(histories, ({ item }) => todayJst(item.at));
  return [...days.values()].flatMap((own) => {
    const start = Math.min(...own.map(({ item }) => item.at.getTime()));
    return [...own]
      .sort(
        (one, other) =>
          (other.createdOn ?? '').localeCompare(one.createdOn ?? '') || (one.item.itemId < other.item.itemId ? -1 : 1),
      )
      .map(({ item }, place) => ({ ...item, account: null, at: new Date(start + place) }));
  });
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

import type { Urgency } from '#core/demand/cycle-event.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { nextBusinessDay, type DueRule } from '#core/period/due.ts';
import type { DateText } from '#core/value/date.ts';

/** What has to be handed over, as far as routing looks at it. */
export type RouteItem = {
  readonly itemId: string;
  readonly at: Date;
  readonly urgency: Urgency;
  readonly product: string | null;
  /** Null while nobody knows the company. */
  readonly account: RouteAccount | null;
};
export type RouteAccount = {
  readonly accountId: number;
  readonly isTarget: boolean;
  readonly ownerId: string | null;
  readonly agencyId: string | null;
  /** Agencies that orders, deals or other records of the same company name. */
  readonly otherAgencyIds: readonly string[];
  readonly prefecture: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
};

/** Routing rules as data, in order: the first whose conditions all hold decides. Targets and agencies come before them. */
export type RouteRules = {
  readonly version: string;
  readonly rules: readonly RouteRule[];
  /** Where everything else goes; so there is no record without a queue. */
  readonly defaultQueueId: string;
  /** Targets whose owner is missing or gone: the sales manager's first screen (domain.md §4.3). */
  readonly unassignedQueueId: string;
};
export type RouteRule = {
  readonly code: string;
  readonly when: RouteCondition;
  readonly to: Destination;
};
/** All that are given must hold; a list holds when the item's value is in it. Employees as `[from, to)`. */
export type RouteCondition = {
  readonly prefectures?: readonly string[];
  readonly products?: readonly string[];
  readonly industries?: readonly string[];
  readonly employees?: { readonly from?: number; readonly to?: number };
  readonly urgencies?: readonly Urgency[];
};
/** `pool` takes turns; `owner` is the account's own, if there is one. */
export type Destination =
  | { readonly kind: 'owner' }
  | { readonly kind: 'member' | 'pool' | 'agency' | 'queue'; readonly id: string };

/** Who is there and how busy, at the moment of routing. */
export type RouteWorld = {
  readonly members: ReadonlyMap<string, RouteMember>;
  readonly pools: ReadonlyMap<string, RoutePool>;
  readonly agencies: ReadonlyMap<string, RouteAgency>;
  /** The company's own calendar, for queues and to tell a holiday from somebody's leave. */
  readonly calendar: BusinessCalendar;
  readonly answer: Readonly<Record<Urgency, DueRule>>;
};
export type RouteMember = {
  readonly memberId: string;
  readonly isActive: boolean;
  readonly calendar: BusinessCalendar;
  readonly openItems: number;
  /** Hand-overs a member may have open at once; null is no limit. */
  readonly capacity: number | null;
  /** Days off with whoever stands in; the calendar holds the same days. */
  readonly absences: readonly RouteAbsence[];
};
/** Both days are off. */
export type RouteAbsence = { readonly from: DateText; readonly to: DateText; readonly deputyId: string | null };
export type RoutePool = {
  readonly poolId: string;
  /** In the order in which they take turns. */
  readonly memberIds: readonly string[];
  readonly lastMemberId: string | null;
  /** Where items wait when nobody of the pool can take one. */
  readonly queueId: string;
};
export type RouteAgency = {
  readonly agencyId: string;
  readonly isActive: boolean;
  readonly answer: DueRule;
};

/** 翌営業日 for all; the hours of domain.md §9.5 are an advanced choice (`serviceLevels`). */
export const defaultAnswer: RouteWorld['answer'] = {
  hot: nextBusinessDay,
  tal: nextBusinessDay,
  normal: nextBusinessDay,
};

/** Agencies get three business days [P]. */
export const defaultAgencyAnswer: DueRule = { kind: 'business_days', days: 3 };

/** Whether a rule speaks about this item. An unknown value never satisfies a condition. */
export function isMet(when: RouteCondition, { account, product, urgency }: RouteItem): boolean {
  const holds = (list: readonly string[] | undefined, value: string | null | undefined) =>
    list === undefined || (value != null && list.includes(value));
  const { employees } = when;
  const size = account?.employees ?? null;
  return (
    holds(when.prefectures, account?.prefecture) &&
    holds(when.products, product) &&
    holds(when.industries, account?.industry) &&
    holds(when.urgencies, urgency) &&
    (employees === undefined || (size !== null && size >= (employees.from ?? 0) && size < (employees.to ?? Infinity)))
  );
}

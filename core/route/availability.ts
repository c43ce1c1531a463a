import { isBusinessDay, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { addBusinessMinutes, isOpenAt } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { RouteItem, RouteMember, RouteWorld } from './rule.ts';

/** Why a member of a pool was passed over. */
export type Unavailable = 'left' | 'away' | 'full' | 'off_hours';

/** Days after which somebody who is away counts as gone: their targets need a new owner. */
const longAbsenceDays = 30;

/** Away: off on the day the company works next. A public holiday makes nobody away. */
export function isAway(member: RouteMember, at: Date, world: RouteWorld): boolean {
  return ofDay(closed, member.calendar, nextOpenDay(at, world), (calendar, day) => !isBusinessDay(day, calendar));
}

/** Whoever stands in for a member who is away, and until when; undefined where nobody can. */
export function deputyOf(
  member: RouteMember,
  at: Date,
  world: RouteWorld,
): { readonly deputyId: string; readonly until: DateText } | undefined {
  const day = nextOpenDay(at, world);
  for (const { from, to, deputyId } of member.absences) {
    const deputy = from <= day && day <= to && deputyId !== null ? world.members.get(deputyId) : undefined;
    if (deputy && !isGone(deputy, at) && !isAway(deputy, at, world)) return { deputyId: deputy.memberId, until: to };
  }
  return undefined;
}

function nextOpenDay(at: Date, { calendar }: RouteWorld): DateText {
  const minute = Math.floor(at.getTime() / 60_000);
  return ofDay(openDays, calendar, String(minute), () => todayJst(addBusinessMinutes(at, 0, calendar)));
}

/** A dry run asks the same of every member for thousands of items; a calendar never changes, so its days are kept with it. */
const closed = new WeakMap<BusinessCalendar, Map<string, boolean>>();
const closedForLong = new WeakMap<BusinessCalendar, Map<string, boolean>>();
const openDays = new WeakMap<BusinessCalendar, Map<string, DateText>>();

function ofDay<T>(
  kept: WeakMap<BusinessCalendar, Map<string, T>>,
  calendar: BusinessCalendar,
  day: string,
  find: (calendar: BusinessCalendar, day: DateText) => T,
): T {
  const days = kept.get(calendar) ?? new Map<string, T>();
  kept.set(calendar, days);
  const known = days.get(day);
  if (known !== undefined) return known;
  const found = find(calendar, day);
  days.set(day, found);
  return found;
}

/** Nobody expects this member back within a month. */
export function isGone(member: RouteMember, at: Date): boolean {
  return !member.isActive || ofDay(closedForLong, member.calendar, todayJst(at), isClosedForLong);
}

function isClosedForLong(calendar: BusinessCalendar, today: DateText): boolean {
  const last = addDays(today, longAbsenceDays);
  for (let day = today; day < last; day = addDays(day, 1)) if (isBusinessDay(day, calendar)) return false;
  return true;
}

/** Whether a member can take one more item now; working hours only count for hot ones. */
export function unavailable(member: RouteMember, item: RouteItem, world: RouteWorld): Unavailable | undefined {
  if (isGone(member, item.at)) return 'left';
  if (isAway(member, item.at, world)) return 'away';
  if (member.capacity !== null && member.openItems >= member.capacity) return 'full';
  return item.urgency === 'hot' && !isOpenAt(item.at, member.calendar) ? 'off_hours' : undefined;
}

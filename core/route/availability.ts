import { isBusinessDay } from '#core/period/business-calendar.ts';
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
  return !isBusinessDay(nextOpenDay(at, world), member.calendar);
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

const nextOpenDay = (at: Date, world: RouteWorld) => todayJst(addBusinessMinutes(at, 0, world.calendar));

/** Nobody expects this member back within a month. */
export function isGone(member: RouteMember, at: Date): boolean {
  if (!member.isActive) return true;
  const today = todayJst(at);
  return !Array.from({ length: longAbsenceDays }, (_, days) => addDays(today, days)).some((day) =>
    isBusinessDay(day, member.calendar),
  );
}

/** Whether a member can take one more item now; working hours only count for hot ones. */
export function unavailable(member: RouteMember, item: RouteItem, world: RouteWorld): Unavailable | undefined {
  if (isGone(member, item.at)) return 'left';
  if (isAway(member, item.at, world)) return 'away';
  if (member.capacity !== null && member.openItems >= member.capacity) return 'full';
  return item.urgency === 'hot' && !isOpenAt(item.at, member.calendar) ? 'off_hours' : undefined;
}

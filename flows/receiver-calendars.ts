import { sql } from 'kysely';
import { withDaysOff, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { addDays } from '#core/period/day.ts';
import type { MemberTerms } from '#core/route/plan.ts';
import { listRoutingVersions } from '#db/routing.ts';
import type { Db } from '#db/pool.ts';

export type CalendarOf = (receiver: {
  readonly receiverKind: string | null;
  readonly receiverId: string | null;
}) => BusinessCalendar;

/**
 * The calendar that the clock of a hand-over runs by (domain.md §9.5): the company's, for a member with their own hours and without
 * the days on which they are away and nobody stands in. Queues and agencies have the company's.
 */
export async function readCalendars(db: Db, calendar: BusinessCalendar): Promise<CalendarOf> {
  const [[newest], { rows: absences }] = await Promise.all([
    listRoutingVersions(db, 1),
    sql<{ memberId: string; from: string; to: string }>`
      select member_id::text as "memberId", from_on::text as "from", to_on::text as "to" from absence where deputy_id is null`.execute(
      db,
    ),
  ]);
  const away = Map.groupBy(absences, ({ memberId }) => memberId);
  const terms: Readonly<Record<string, MemberTerms>> = newest?.plan.members ?? {};
  const own = new Map<string, BusinessCalendar>();
  for (const memberId of new Set([...away.keys(), ...Object.keys(terms)]))
    own.set(
      memberId,
      withDaysOff(
        withHours(calendar, terms[memberId]?.hours ?? null),
        (away.get(memberId) ?? []).flatMap(({ from, to }) => daysOf(from, to)),
      ),
    );
  return ({ receiverKind, receiverId }) => (receiverKind === 'member' && own.get(receiverId ?? '')) || calendar;
}

/** The company's days with somebody's own hours: what lies outside them is closed, a break stays a break. */
export function withHours(calendar: BusinessCalendar, hours: { from: number; to: number } | null): BusinessCalendar {
  if (!hours) return calendar;
  const spans = calendar.spans
    .map(({ from, to }) => ({ from: Math.max(from, hours.from), to: Math.min(to, hours.to) }))
    .filter(({ from, to }) => from < to);
  return spans.length === 0 ? { ...calendar, spans: [hours] } : { ...calendar, spans };
}

const absenceDaysMax = 400;

/** The days of an absence, both ends away. */
export function daysOf(from: string, to: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < absenceDaysMax; day = addDays(day, 1)) days.push(day);
  return days;
}

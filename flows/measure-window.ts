import { createHash } from 'node:crypto';
import { dueAt } from '#core/period/due.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { FollowUpCalendar, MeasureWindow } from '#db/measures/window.ts';
import { lapseDayOf, type HandoverSettings } from './handover-settings.ts';

/** Periods as the measures see them from now: the calendar of hand-overs is turned into days once for all of them. */
export function measureWindows<P extends { readonly from: DateText; readonly to: DateText }>(
  periods: readonly P[],
  settings: HandoverSettings,
  now: Date,
): MeasureWindow[] {
  const today = todayJst(now);
  const ignoreDueUntil = lastDayBefore(today, lapseDayOf(settings), (lapsesOn) => lapsesOn <= today);
  const followUp = followUpCalendar(settings, now);
  return periods.map(({ from, to }) => ({ from, to, today, ignoreDueUntil, followUp }));
}

/** Until when a hand-over or an acceptance of a day is followed up in time, by the rule and calendar set here. */
export function followUpCalendar({ rule, calendar }: HandoverSettings, now: Date): FollowUpCalendar {
  const today = todayJst(now);
  const dueOn = (day: DateText) => todayJst(dueAt(new Date(instantOf(day, 0)), rule.followUp, calendar));
  const told = { ...calendar, daysOff: [...calendar.daysOff].sort(), workingDays: [...calendar.workingDays].sort() };
  return {
    rule: createHash('sha256')
      .update(JSON.stringify([rule.followUp, told]))
      .digest('hex')
      .slice(0, 16),
    passedUntil: lastDayBefore(today, dueOn, (due) => due < today),
    dueOn: (from, to) => daysFrom(from, to).map((day) => [day, dueOn(day)] as const),
  };
}

/** Answers and follow-ups are due within weeks, so the search backwards is short. */
function lastDayBefore(today: DateText, dueOn: (day: DateText) => DateText, has: (due: DateText) => boolean): DateText {
  let day = today;
  while (!has(dueOn(day))) day = addDays(day, -1);
  return day;
}

function daysFrom(from: DateText, to: DateText): DateText[] {
  const days: DateText[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

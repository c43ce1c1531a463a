import { dueTimes } from '#core/period/due.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { MeasureWindow } from '#db/measures/window.ts';
import { lapseDayOf, type HandoverSettings } from './handover-settings.ts';

/** Periods as the measures see them from now: the calendar of hand-overs is turned into days once for all of them. */
export function measureWindows<P extends { readonly from: DateText; readonly to: DateText }>(
  periods: readonly P[],
  settings: HandoverSettings,
  now: Date,
): MeasureWindow[] {
  const today = todayJst(now);
  const [first] = periods.map(({ from }) => from).sort();
  const followUpDue = daysFrom(first ?? today, today).map((day) => [day, followUpDueOn(day, settings)] as const);
  const ignoreDueUntil = latestIgnored(today, settings);
  return periods.map(({ from, to }) => ({ from, to, today, ignoreDueUntil, followUpDue }));
}

function followUpDueOn(day: DateText, { rule, calendar }: HandoverSettings): DateText {
  return todayJst(dueTimes(new Date(instantOf(day, 0)), rule.followUp, calendar).dueAt);
}

/** An answer is ignored within weeks of its hand-over, so the search backwards is short. */
function latestIgnored(today: DateText, settings: HandoverSettings): DateText {
  const lapsesOn = lapseDayOf(settings);
  let day = today;
  while (lapsesOn(day) > today) day = addDays(day, -1);
  return day;
}

function daysFrom(from: DateText, to: DateText): DateText[] {
  const days: DateText[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

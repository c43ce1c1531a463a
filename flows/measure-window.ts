import { createHash } from 'node:crypto';
import { clockClasses, type ClockClass } from '#core/demand/handover.ts';
import { dueAt, dueTimes } from '#core/period/due.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { FollowUpCalendar, MeasureWindow } from '#db/measures/window.ts';
import { ruleFor, type HandoverSettings } from './handover-settings.ts';

/** Periods as the measures see them from now: the calendar of hand-overs is turned into days once for all of them. */
export function measureWindows<P extends { readonly from: DateText; readonly to: DateText }>(
  periods: readonly P[],
  settings: HandoverSettings,
  now: Date,
): MeasureWindow[] {
  const today = todayJst(now);
  const ignoreDueUntil = byClass((clockClass) => {
    const { answer } = ruleFor(settings, clockClass);
    const lapsesOn = (day: DateText) =>
      todayJst(dueTimes(lastMinute(day, settings), answer, settings.calendar).ignoredAt);
    return lastDayBefore(today, lapsesOn, (lapses) => lapses <= today);
  });
  const followUp = followUpCalendar(settings, now);
  return periods.map(({ from, to }) => ({ from, to, today, ignoreDueUntil, followUp }));
}

/** A month's report asks for the same days sixty times: due days of the rule and calendar that were asked for last. */
let known: { readonly rule: string; readonly due: Map<string, DateText> } = { rule: '', due: new Map() };

/** Until when a hand-over or an acceptance of a day is followed up in time, by the rule and calendar set here. */
export function followUpCalendar(settings: HandoverSettings, now: Date): FollowUpCalendar {
  const { calendar } = settings;
  const today = todayJst(now);
  const rules = byClass((clockClass) => ruleFor(settings, clockClass).followUp);
  const told = { ...calendar, daysOff: [...calendar.daysOff].sort(), workingDays: [...calendar.workingDays].sort() };
  const rule = createHash('sha256')
    .update(JSON.stringify([rules, told]))
    .digest('hex')
    .slice(0, 16);
  if (known.rule !== rule) known = { rule, due: new Map() };
  const { due } = known;
  const dueOn = (day: DateText, clockClass: ClockClass) => {
    const key = `${clockClass} ${day}`;
    const found = due.get(key) ?? todayJst(dueAt(lastMinute(day, settings), rules[clockClass], calendar));
    due.set(key, found);
    return found;
  };
  return {
    rule,
    passedUntil: byClass((clockClass) =>
      lastDayBefore(
        today,
        (day) => dueOn(day, clockClass),
        (dueDay) => dueDay < today,
      ),
    ),
    dueOn: (from, to) =>
      clockClasses.flatMap((clockClass) =>
        daysFrom(from, to).map((day) => [day, clockClass, dueOn(day, clockClass)] as const),
      ),
  };
}

/** Measures know the day, not the minute: who counts in hours has them from the end of the day's work. */
const lastMinute = (day: DateText, { calendar }: HandoverSettings) =>
  new Date(instantOf(day, calendar.spans.at(-1)!.to));

const byClass = <T>(of: (clockClass: ClockClass) => T) =>
  Object.fromEntries(clockClasses.map((clockClass) => [clockClass, of(clockClass)])) as Record<ClockClass, T>;

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

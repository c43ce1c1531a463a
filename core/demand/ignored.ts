import { defaultCalendar, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { addDays, todayJst } from '#core/period/day.ts';
import { dueTimes, nextBusinessDay, type DueRule } from '#core/period/due.ts';
import type { DateText } from '#core/value/date.ts';

/**
 * When a hand-over that nobody answers turns ignored (無視, domain.md §9.3): five business days after it was due. Files tell
 * hand-overs by the day, so each counts from its closing time.
 */
export type IgnoreDay = { readonly handedOverOn: DateText; readonly ignoredOn: DateText };

/** One line per day of `[from, to)` whose moment has come by `today`. */
export function ignoreDays(
  from: DateText,
  to: DateText,
  today: DateText,
  rule: DueRule = nextBusinessDay,
  calendar: BusinessCalendar = defaultCalendar,
): IgnoreDay[] {
  const days: IgnoreDay[] = [];
  for (let day = from; day < to && day <= today; day = addDays(day, 1)) {
    const handedOverAt = new Date(instantOf(day, calendar.spans.at(-1)!.to));
    const ignoredOn = todayJst(dueTimes(handedOverAt, rule, calendar).ignoredAt);
    if (ignoredOn > today) break;
    days.push({ handedOverOn: day, ignoredOn });
  }
  return days;
}

import { defaultCalendar, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { ignoreDays, type IgnoreDay } from '#core/demand/ignored.ts';
import { defaultHandoverRule, type HandoverRule } from '#core/demand/handover.ts';
import { defaultQuietHours, dueTimes, type QuietHours } from '#core/period/due.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from '#db/pool.ts';
import { readSetting } from '#db/settings.ts';

/** How hand-overs are timed here: 翌営業日 and the company's calendar until somebody chooses otherwise. */
export type HandoverSettings = {
  readonly rule: HandoverRule;
  readonly calendar: BusinessCalendar;
  readonly quiet: QuietHours;
};

/** As stored under `handover`: the days off of the company beside the public holidays, which need no list. */
export type StoredHandoverSettings = {
  readonly rule?: HandoverRule;
  readonly daysOff?: readonly DateText[];
  readonly workingDays?: readonly DateText[];
  readonly quiet?: QuietHours;
};

export async function readHandoverSettings(db: Db): Promise<HandoverSettings> {
  const stored = (await readSetting<StoredHandoverSettings>(db, 'handover')) ?? {};
  return {
    rule: stored.rule ?? defaultHandoverRule,
    calendar: {
      ...defaultCalendar,
      daysOff: new Set(stored.daysOff ?? []),
      workingDays: new Set(stored.workingDays ?? []),
    },
    quiet: stored.quiet ?? defaultQuietHours,
  };
}

/** The days of `[from, to)` whose unanswered hand-overs count as ignored by `today`, by the rule and calendar set here. */
export async function readIgnoreDays(db: Db, from: DateText, to: DateText, today: DateText): Promise<IgnoreDay[]> {
  const { rule, calendar } = await readHandoverSettings(db);
  return ignoreDays(from, to, today, rule.answer, calendar);
}

/** The day on which an unanswered hand-over of a day counts as ignored (domain.md §9.5). */
export function lapseDayOf({ rule, calendar }: HandoverSettings): (day: DateText) => DateText {
  return (day) => todayJst(dueTimes(new Date(instantOf(day, 0)), rule.answer, calendar).ignoredAt);
}

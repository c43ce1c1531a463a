import { defaultCalendar, type BusinessCalendar } from '#core/period/business-calendar.ts';
import { ignoreDays, type IgnoreDay } from '#core/demand/ignored.ts';
import {
  clockClasses,
  defaultHandoverRule,
  ruleOfClass,
  type ClockClass,
  type HandoverRule,
} from '#core/demand/handover.ts';
import { defaultQuietHours, dueTimes, type DueRule, type QuietHours } from '#core/period/due.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { todayJst } from '#core/period/day.ts';
import type { DateText } from '#core/value/date.ts';
import type { Vocabulary } from '#core/demand/vocabularies.ts';
import { defaultAgencyAnswer } from '#core/route/rule.ts';
import type { Db } from '#db/pool.ts';
import { readSetting } from '#db/settings.ts';

/** How hand-overs are timed here: 翌営業日 and the company's calendar until somebody chooses otherwise. */
export type HandoverSettings = {
  readonly rule: HandoverRule;
  /** Agencies answer by a rule of their own. */
  readonly agencyAnswer: DueRule;
  /** Who is told besides the receiver's first notice. */
  readonly notices: { readonly reminder: boolean; readonly manager: boolean };
  /** What becomes of an ignored hand-over: it waits for marketing, or goes back to nurturing by itself. */
  readonly afterIgnored: 'wait' | 'recycle';
  readonly calendar: BusinessCalendar;
  readonly quiet: QuietHours;
  /** The waterfall's second set of words that is opened first. */
  readonly vocabulary: Vocabulary['key'];
};

/** As stored under `handover`: the days off of the company beside the public holidays, which need no list. */
export type StoredHandoverSettings = Partial<Omit<HandoverSettings, 'calendar'>> & {
  readonly daysOff?: readonly DateText[];
  readonly workingDays?: readonly DateText[];
  readonly spans?: BusinessCalendar['spans'];
  readonly weeklyDaysOff?: readonly number[];
};

/** The settings as stored; empty until somebody chose. */
export async function readStoredHandoverSettings(db: Db): Promise<StoredHandoverSettings> {
  return (await readSetting<StoredHandoverSettings>(db, handoverSetting)) ?? {};
}

/** The settings in force, with the default wherever nobody chose. */
export async function readHandoverSettings(db: Db): Promise<HandoverSettings> {
  return completed(await readStoredHandoverSettings(db));
}

export const handoverSetting = 'handover';

/** Settings with the default wherever nobody chose. */
export function completed({ daysOff, workingDays, spans, weeklyDaysOff, ...stored }: StoredHandoverSettings) {
  return {
    rule: { ...defaultHandoverRule, ...stored.rule },
    agencyAnswer: stored.agencyAnswer ?? defaultAgencyAnswer,
    notices: stored.notices ?? { reminder: true, manager: true },
    afterIgnored: stored.afterIgnored ?? 'wait',
    calendar: {
      spans: spans ?? defaultCalendar.spans,
      weeklyDaysOff: weeklyDaysOff ?? defaultCalendar.weeklyDaysOff,
      daysOff: new Set(daysOff ?? []),
      workingDays: new Set(workingDays ?? []),
    },
    quiet: stored.quiet ?? defaultQuietHours,
    vocabulary: stored.vocabulary ?? 'original',
  } satisfies HandoverSettings;
}

/** The rule that the clock of a class runs by here. */
export function ruleFor({ rule, agencyAnswer }: HandoverSettings, clockClass: ClockClass): HandoverRule {
  return ruleOfClass(rule, agencyAnswer, clockClass);
}

/**
 * The days of `[from, to)` whose unanswered hand-overs count as ignored by `today`, class by class, by the rules and the calendar set
 * here.
 */
export async function readIgnoreDays(
  db: Db,
  from: DateText,
  to: DateText,
  today: DateText,
): Promise<(IgnoreDay & { readonly clockClass: ClockClass })[]> {
  const settings = await readHandoverSettings(db);
  return clockClasses.flatMap((clockClass) =>
    ignoreDays(from, to, today, ruleFor(settings, clockClass).answer, settings.calendar).map((one) => ({
      ...one,
      clockClass,
    })),
  );
}

/** The day on which an unanswered hand-over of a day counts as ignored (domain.md §9.5), as files tell hand-overs. */
export function lapseDayOf(settings: HandoverSettings): (day: DateText) => DateText {
  const { answer } = ruleFor(settings, 'normal');
  return (day) => todayJst(dueTimes(new Date(instantOf(day, 0)), answer, settings.calendar).ignoredAt);
}

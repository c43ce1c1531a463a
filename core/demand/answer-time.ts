import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import type { Cycle, When } from './cycle.ts';
import { handoverClock, instant, type HandoverRule } from './handover.ts';

export const answerTimes = ['in_time', 'late', 'missed', 'waiting'] as const;
/** Answered by the due moment or after it; not answered although it has passed; still in time to answer. */
export type AnswerTime = (typeof answerTimes)[number];

/** Where a hand-over stands against the clock that runs for it (domain.md §9.5); undefined before any hand-over. */
export function judgeAnswer(
  handed: Pick<Cycle, 'clockFrom' | 'postponedUntil'>,
  answeredAt: When | null,
  rule: HandoverRule,
  calendar: BusinessCalendar,
  now: Date,
): AnswerTime | undefined {
  const clock = handoverClock({ ...handed, state: 'handed_over', followedUpAt: null }, rule, calendar, now);
  if (!clock) return undefined;
  if (answeredAt) return instant(answeredAt) <= clock.dueAt ? 'in_time' : 'late';
  return now < clock.dueAt ? 'waiting' : 'missed';
}

import { z } from 'zod';
import { handoverClock } from '#core/demand/handover.ts';
import type { HandoverLine } from '#db/handovers.ts';
import { ruleFor, type HandoverSettings } from '#flows/handover-settings.ts';
import type { CalendarOf } from '#flows/receiver-calendars.ts';
import { leaving } from './leaving.ts';
import { dueRule } from './routes/handover-settings.ts';

const clock = z
  .object({
    remindAt: z.date(),
    dueAt: z.date(),
    ignoredAt: z.date(),
    offersReRoute: z.boolean(),
    /** The rule that this clock runs by; `isOwn` where other classes have another one. */
    answer: dueRule,
    isOwn: z.boolean(),
    state: z.enum(['waiting', 'reminded', 'overdue', 'ignored', 'postponed', 'answered', 'followed_up']),
  })
  .nullable();
/** One hand-over as the lists and its own page show it. */
export const handoverLine = z.object({
  cycleId: z.string(),
  state: z.string(),
  number: z.number(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  personId: z.number().nullable(),
  personName: z.string().nullable(),
  department: z.string().nullable(),
  title: z.string().nullable(),
  campaign: z.string().nullable(),
  leadSource: z.string().nullable(),
  handedOn: z.string().nullable(),
  postponedUntil: z.string().nullable(),
  receiverKind: z.string().nullable(),
  /** Of the member, agency or queue that has it. */
  receiverId: z.string().nullable(),
  receiverName: z.string().nullable(),
  /** The queue it waits in; null where somebody has it. */
  queueId: z.string().nullable(),
  ownerNameInFile: z.string().nullable(),
  reason: z.string().nullable(),
  nextAction: z.string().nullable(),
  nextOn: z.string().nullable(),
  isOnTargetList: z.boolean(),
  tier: z.string().nullable(),
  isSalesMade: z.boolean(),
  isClash: z.boolean(),
  /** The act-now offer that brought it, the latest where there are several. */
  actNow: z.string().nullable(),
  clockClass: z.enum(['hot', 'tal', 'normal', 'agency']),
  clock,
  /** Why the person seems to have left the company. */
  left: leaving.nullable(),
});

/** A stored hand-over with its clock as it stands now; without one where nobody has to answer. */
export function withClock(
  { clockFrom, ...row }: HandoverLine,
  settings: HandoverSettings,
  calendarOf: CalendarOf,
  now: Date,
) {
  const waiting = row.state === 'handed_over' && clockFrom !== null;
  const clock = waiting
    ? handoverClock(
        { ...row, clockFrom: clockFrom.toISOString(), followedUpAt: row.followedUpAt },
        ruleFor(settings, row.clockClass),
        calendarOf(row),
        now,
      )
    : undefined;
  const queueId = row.receiverKind === 'queue' ? row.receiverId : null;
  const { answer } = ruleFor(settings, row.clockClass);
  const isOwn = row.clockClass === 'agency' || settings.rule.classes !== null;
  return { ...row, queueId, clock: clock ? { ...clock, answer, isOwn } : null };
}

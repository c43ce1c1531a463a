import { z } from 'zod';
import { meetingStates, meetingStepKinds, type MeetingStepKind } from '#core/meeting/course.ts';
import { decisionObjects } from '#core/meeting/item.ts';
import { sentence } from './figure.ts';

/** How the weekly meeting, its agenda and its records are answered. */
const rate = z.object({
  numerator: z.number(),
  denominator: z.number(),
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
const part = z.object({
  count: z.number(),
  lines: z.array(
    z.object({
      subject: z.string(),
      accountId: z.number().nullable(),
      cycleId: z.string().nullable(),
      detail: z.string().nullable(),
      on: z.string().nullable(),
      amountYen: z.number().nullish(),
      said: z.object({ ja: z.string(), en: z.string() }).nullish(),
      counts: z.record(z.string(), z.number()).optional(),
    }),
  ),
});
const target = z.object({
  number: z.enum(['handed', 'rejected', 'ignored', 'salRate', 'dealRate']),
  code: z.string(),
  period: sentence,
  unit: z.enum(['rate', 'count', 'yen', 'days', 'score', 'ratio']),
  value: z.number().nullable(),
  target: z.number(),
  achievement: z.number().nullable(),
  status: z.enum(['green', 'amber', 'red', 'none']),
});
export const actionView = z.object({
  itemId: z.number(),
  text: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'done', 'late', 'dropped']),
  evidence: z.string().nullish(),
  reason: z.string().nullish(),
});
export const agendaView = z.object({
  on: z.string(),
  lastActions: z.array(actionView),
  numbers: z.object({
    handed: z.number(),
    sal: z.number(),
    rejected: z.number(),
    ignored: z.number(),
    cohortHanded: z.number(),
    cohortSal: z.number(),
    cohortRejected: z.number().optional(),
    cohortIgnored: z.number().optional(),
    cohortPending: z.number().optional(),
    cohortDeals: z.number(),
    salRate: rate,
    dealRate: rate,
  }),
  targets: z.array(target),
  handovers: part,
  ruleChanges: part,
  movedAccounts: part,
  stalled: part,
  stalledDeals: part,
  focusAccount: part,
  listChanges: part,
  plays: part,
  fieldVoice: part,
});
export const addedView = z.array(
  z.object({
    agendaItemId: z.number(),
    text: z.string(),
    accountId: z.number().nullable(),
    accountName: z.string().nullable(),
    addedBy: z.string().nullable(),
  }),
);
export const meetingSummary = z.object({
  meetingId: z.number(),
  meetsOn: z.string(),
  /** Null where only the day is agreed. */
  meetsAt: z.string().nullable(),
  state: z.enum(meetingStates),
  leaderId: z.number().nullable(),
  leaderName: z.string().nullable(),
  attendees: z.string(),
  movedFrom: z.string().nullable(),
  movedBecause: z.string().nullable(),
  /** Why it was missed or called off. */
  reason: z.string().nullable(),
  /** When its agenda was written ahead. */
  preparedAt: z.string().nullable(),
  /** What was told of it last and by whom: they may take it back. */
  lastStep: z.enum(meetingStepKinds),
  lastBy: z.number().nullable(),
  decisions: z.number(),
  actions: z.number(),
});
export const itemView = z.object({
  itemId: z.number(),
  kind: z.enum(['decision', 'action']),
  text: z.string(),
  ownerName: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.string(),
  reason: z.string().nullable(),
  affects: z.enum(decisionObjects).nullable(),
  accountId: z.number().nullable(),
  accountName: z.string().nullable(),
  isReversible: z.boolean().nullable(),
  evidence: z.string().nullable(),
});

type Written = { readonly lastStep: string; readonly preparedAt: Date | null };

/** A meeting as it is answered: moments as text. */
export const toMeetingView = <Read extends Written>(meeting: Read) => ({
  ...meeting,
  lastStep: meeting.lastStep as MeetingStepKind,
  preparedAt: meeting.preparedAt?.toISOString() ?? null,
});

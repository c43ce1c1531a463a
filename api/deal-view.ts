import { z } from 'zod';
import { isDealStepPossible, lastReopening, reopeningOf } from '#core/demand/deal-life.ts';
import { lostReasons } from '#core/demand/cycle-event.ts';
import { dealStates } from '#core/demand/deal-state.ts';
import { todayJst } from '#core/period/day.ts';
import type { SourcedStory } from '#flows/deal-stories.ts';
import { isAllowed, type Actor } from './policy.ts';

/** When a deal was opened again, and when it had ended; `isLate`: more than ninety days after that. */
export const reopened = z.object({ on: z.string(), endedOn: z.string(), days: z.number(), isLate: z.boolean() });

/** What people may say of a deal beside its file. */
export const stepsByHand = ['postpone', 'give_up', 'resume', 'reopen'] as const;

const step = z.object({
  kind: z.enum(['win', 'lose', 'give_up', 'postpone', 'resume', 'reopen', 'reopen_late']),
  on: z.string(),
  until: z.string().nullable(),
  reason: z.enum(lostReasons).nullable(),
  /** Where it was opened again. */
  reopened: reopened.nullable(),
  why: z.string().nullable(),
  /** Who said it, or who took the file in. */
  memberName: z.string().nullable(),
  /** The file that told it; null of what somebody said here. */
  file: z.object({ batchId: z.number(), name: z.string(), rowNumber: z.number() }).nullable(),
  at: z.date(),
});

/** Where a deal stands, how it came to that, and what may be said of it. */
export const dealHistory = z.object({
  dealId: z.string(),
  name: z.string(),
  stage: z.string(),
  state: z.enum(dealStates),
  closedOn: z.string().nullable(),
  postponedUntil: z.string().nullable(),
  /** What people said holds against the file, which still says this. */
  toldState: z.enum(dealStates).nullable(),
  reopened: reopened.nullable(),
  log: z.array(step),
  possible: z.array(z.enum(stepsByHand)),
  mayUndo: z.boolean(),
});

export function dealSteps({ life, sourceOf }: SourcedStory): z.infer<typeof step>[] {
  return life.log.map((event) => {
    const source = sourceOf(event);
    return {
      kind: event.kind,
      on: event.on,
      until: 'until' in event ? event.until : null,
      reason: 'reason' in event ? event.reason : null,
      reopened: reopeningOf(event) ?? null,
      why: source && 'why' in source ? source.why : null,
      memberName: source?.memberName ?? null,
      file:
        source && 'fileName' in source
          ? { batchId: source.batchId, name: source.fileName, rowNumber: source.rowNumber }
          : null,
      at: source!.at,
    };
  });
}

/** What this member may say of the deal today, and whether the last thing said was theirs to take back. */
export function dealRights({ life, sourceOf }: SourcedStory, actor: Actor, now: Date) {
  const last = life.log.findLast((event) => event.by?.startsWith('e'));
  const said = last && sourceOf(last);
  const mayEdit = isAllowed(actor, 'deals.edit');
  return {
    possible: mayEdit ? stepsByHand.filter((kind) => isDealStepPossible(life, { kind, on: todayJst(now) })) : [],
    mayUndo: mayEdit && said !== undefined && 'memberId' in said && said.memberId === actor.memberId,
  };
}

export const reopenedOf = (story: SourcedStory | undefined) => (story && lastReopening(story.life)) ?? null;

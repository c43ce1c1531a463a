import { clockClasses, handoverClock, type ClockClass, type HandoverClock } from '#core/demand/handover.ts';
import type { BusinessCalendar } from '#core/period/business-calendar.ts';
import { dueTimes } from '#core/period/due.ts';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { listWaiting } from '#db/handovers.ts';
import type { Db } from '#db/pool.ts';
import { writeSetting } from '#db/settings.ts';
import type { Transaction } from '#db/transaction.ts';
import { deriveLeadEvents } from './derive-lead-events.ts';
import {
  completed,
  handoverSetting,
  readStoredHandoverSettings,
  ruleFor,
  type HandoverSettings,
  type StoredHandoverSettings,
} from './handover-settings.ts';

/**
 * Changes the settings. Where the answer's time or the calendar changed, the cycles that files tell of are derived anew, so that
 * ignored leads and their rate keep using the same moment.
 */
export async function changeHandoverSettings(
  transaction: Transaction,
  wanted: StoredHandoverSettings,
  memberId: number | null,
): Promise<HandoverSettings> {
  const stored = await readStoredHandoverSettings(transaction.db);
  const [before, after] = [completed(stored), completed(wanted)];
  refuseClosed(after.calendar);
  await writeSetting(transaction.db, handoverSetting, wanted, memberId);
  await writeAudit(transaction.db, {
    memberId,
    action: 'handover_settings.change',
    subjectKind: 'setting',
    subjectId: handoverSetting,
    before: stored,
    after: wanted,
  });
  if (momentOf(before) !== momentOf(after)) await deriveLeadEvents(transaction, 'all');
  return after;
}

/** What the moment of `ignored` depends on. */
const momentOf = ({ rule, calendar }: HandoverSettings) =>
  JSON.stringify([
    rule.classes?.normal.answer ?? rule.answer,
    calendar.spans,
    calendar.weeklyDaysOff,
    [...calendar.daysOff],
    [...calendar.workingDays],
  ]);

function refuseClosed({ spans, weeklyDaysOff }: BusinessCalendar): void {
  if (weeklyDaysOff.length >= 7)
    throw new Refusal('calendar_never_open', '営業日が1日もありません。曜日の休みを見直してください。', {
      status: 422,
    });
  const isInOrder = spans.every(({ from, to }, index) => from < to && from >= (spans[index - 1]?.to ?? 0));
  if (spans.length === 0 || !isInOrder)
    throw new Refusal('hours_reversed', '営業時間は、始まりを終わりより前にし、重ならないようにしてください。', {
      status: 422,
    });
}

export type ClockPlace = HandoverClock['state'];
export type SettingsPreview = {
  /** Hand-overs that wait for an answer, by where their clock stands under the settings before and after. */
  readonly waiting: number;
  readonly places: readonly { readonly place: ClockPlace; readonly before: number; readonly after: number }[];
  /** Those that would move, the ones that turn ignored first. */
  readonly moved: readonly {
    readonly cycleId: string;
    readonly accountName: string | null;
    readonly personName: string | null;
    readonly before: ClockPlace;
    readonly after: ClockPlace;
    readonly dueBefore: Date;
    readonly dueAfter: Date;
  }[];
  /** Until when an ordinary lead handed over right now would have to be answered. */
  readonly example: { readonly before: Date; readonly after: Date };
  /** The same for each class. */
  readonly examples: readonly { readonly clockClass: ClockClass; readonly before: Date; readonly after: Date }[];
};

const shownMax = 50;
const order: readonly ClockPlace[] = ['ignored', 'overdue', 'reminded', 'waiting', 'postponed', 'followed_up'];

/** What other settings would do to everything that waits now; nothing is written. */
export async function previewHandoverSettings(
  db: Db,
  wanted: StoredHandoverSettings,
  now: Date,
): Promise<SettingsPreview> {
  const [before, after] = [completed(await readStoredHandoverSettings(db)), completed(wanted)];
  refuseClosed(after.calendar);
  const rows = (await listWaiting(db)).map((row) => {
    const clock = (settings: HandoverSettings) =>
      handoverClock(
        { ...row, state: 'handed_over', clockFrom: row.clockFrom.toISOString() },
        ruleFor(settings, row.clockClass),
        settings.calendar,
        now,
      )!;
    return { row, was: clock(before), becomes: clock(after) };
  });
  const count = (of: 'was' | 'becomes', place: ClockPlace) => rows.filter((one) => one[of].state === place).length;
  const due = (settings: HandoverSettings, clockClass: ClockClass) =>
    dueTimes(now, ruleFor(settings, clockClass).answer, settings.calendar).dueAt;
  return {
    waiting: rows.length,
    places: order
      .map((place) => ({ place, before: count('was', place), after: count('becomes', place) }))
      .filter((one) => one.before > 0 || one.after > 0),
    moved: rows
      .filter(({ was, becomes }) => was.state !== becomes.state)
      .sort((one, other) => order.indexOf(one.becomes.state) - order.indexOf(other.becomes.state))
      .slice(0, shownMax)
      .map(({ row, was, becomes }) => ({
        cycleId: row.cycleId,
        accountName: row.accountName,
        personName: row.personName,
        before: was.state,
        after: becomes.state,
        dueBefore: was.dueAt,
        dueAfter: becomes.dueAt,
      })),
    example: { before: due(before, 'normal'), after: due(after, 'normal') },
    examples: clockClasses.map((clockClass) => ({
      clockClass,
      before: due(before, clockClass),
      after: due(after, clockClass),
    })),
  };
}

import { answerTimes, judgeAnswer, type AnswerTime } from '#core/demand/answer-time.ts';
import { clockClasses, type ClockClass } from '#core/demand/handover.ts';
import { rateFigure, type Figure } from '#core/measure/figure.ts';
import type { DueRule } from '#core/period/due.ts';
import { listHandedHere } from '#db/answer-times.ts';
import { listLeadLines, type LeadLine } from '#db/handed-leads.ts';
import type { Db } from '#db/pool.ts';
import { readHandoverSettings, ruleFor } from './handover-settings.ts';
import { readCalendars } from './receiver-calendars.ts';

export type Period = { readonly from: string; readonly to: string };
export type ClassTimes = Readonly<Record<AnswerTime, number>> & {
  readonly clockClass: ClockClass;
  readonly answer: DueRule;
  readonly handed: number;
  /** In time, of those answered or past due; what may still be answered in time is left out. */
  readonly rate: Figure;
};

/** Answers in time by the clock that ran (domain.md §9.5), of the leads handed over here in `[from, to)`. */
export async function readAnswerTimes(db: Db, period: Period, now: Date): Promise<ClassTimes[]> {
  const settings = await readHandoverSettings(db);
  const judged = await judgeAll(db, period, now);
  return clockClasses.flatMap((clockClass) => {
    const own = judged.filter((one) => one.clockClass === clockClass);
    if (own.length === 0) return [];
    const count = (time: AnswerTime) => own.filter((one) => one.time === time).length;
    const times = Object.fromEntries(answerTimes.map((time) => [time, count(time)])) as Record<AnswerTime, number>;
    return [
      {
        clockClass,
        answer: ruleFor(settings, clockClass).answer,
        handed: own.length,
        ...times,
        rate: rateFigure(times.in_time, times.in_time + times.late + times.missed),
      },
    ];
  });
}

const shownMax = 500;

/** The leads behind one of these numbers. */
export async function listAnswerTimes(
  db: Db,
  period: Period,
  of: { readonly clockClass: ClockClass; readonly time: AnswerTime },
  now: Date,
): Promise<{ total: number; rows: LeadLine[] }> {
  const ids = (await judgeAll(db, period, now))
    .filter(({ clockClass, time }) => clockClass === of.clockClass && time === of.time)
    .map((one) => one.cycleId);
  return { total: ids.length, rows: await listLeadLines(db, ids, shownMax) };
}

async function judgeAll(db: Db, { from, to }: Period, now: Date) {
  const settings = await readHandoverSettings(db);
  const calendarOf = await readCalendars(db, settings.calendar);
  return (await listHandedHere(db, from, to)).flatMap(({ clockFrom, answeredAt, ...one }) => {
    const time = judgeAnswer(
      { ...one, clockFrom: clockFrom.toISOString() },
      answeredAt?.toISOString() ?? null,
      ruleFor(settings, one.clockClass),
      calendarOf(one),
      now,
    );
    return time ? [{ ...one, time }] : [];
  });
}

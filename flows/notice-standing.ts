import { handoverClock } from '#core/demand/handover.ts';
import { supersededBecause, type NoticeKind, type Superseded } from '#core/notice/standing.ts';
import { readNoticedCycles, type NoticedCycle } from '#db/notices.ts';
import type { Db } from '#db/pool.ts';
import { addresseesOf } from './addressees.ts';
import { readHandoverSettings, ruleFor, type HandoverSettings } from './handover-settings.ts';
import { readCalendars, type CalendarOf } from './receiver-calendars.ts';

/** What tells where the clock of a hand-over stands. */
export type Deadlines = { readonly settings: HandoverSettings; readonly calendarOf: CalendarOf };

/** Settings and calendars of all receivers, read once for many notices. */
export async function readDeadlines(db: Db): Promise<Deadlines> {
  const settings = await readHandoverSettings(db);
  return { settings, calendarOf: await readCalendars(db, settings.calendar) };
}

/** A notice that is about to be sent; `memberId` null: to a room of the company, whoever reads there. */
export type Noticed = {
  readonly kind: NoticeKind;
  readonly cycleId: string;
  readonly memberId: number | null;
  readonly isReaderActive: boolean;
};

/** Why each of these notices is not to be sent now, in their order; null where it still concerns its reader. */
export async function readStandings(
  db: Db,
  notices: readonly Noticed[],
  deadlines: Deadlines,
  now: Date,
): Promise<(Superseded | null)[]> {
  const cycles = await readNoticedCycles(db, [...new Set(notices.map(({ cycleId }) => cycleId))]);
  const known = new Map<string, readonly number[]>();
  const standings: (Superseded | null)[] = [];
  for (const { kind, cycleId, memberId, isReaderActive } of notices) {
    const cycle = cycles.get(cycleId);
    const of = `${kind}/${cycle?.receiverKind}/${cycle?.receiverId}`;
    if (cycle && memberId !== null && !known.has(of)) known.set(of, await addresseesOf(db, kind, cycle, now));
    standings.push(
      supersededBecause({
        kind,
        state: cycle?.state ?? null,
        clock: cycle ? clockStateOf(cycle, deadlines, now) : null,
        isForReader: memberId === null || known.get(of)?.includes(memberId) === true,
        isReaderActive,
      }),
    );
  }
  return standings;
}

function clockStateOf(cycle: NoticedCycle, { settings, calendarOf }: Deadlines, now: Date) {
  const { state, clockFrom, postponedUntil, followedUpAt, clockClass } = cycle;
  const held = { state, clockFrom: clockFrom?.toISOString() ?? null, postponedUntil, followedUpAt };
  return handoverClock(held, ruleFor(settings, clockClass), calendarOf(cycle), now)?.state ?? null;
}

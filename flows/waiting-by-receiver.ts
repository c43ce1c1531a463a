import { handoverClock, type HandoverClock } from '#core/demand/handover.ts';
import { listHeldLeads, type HeldLead } from '#db/waiting-receivers.ts';
import type { Db } from '#db/pool.ts';
import { readHandoverSettings, ruleFor } from './handover-settings.ts';
import { readCalendars } from './receiver-calendars.ts';

/** What one receiver has in hand: unanswered past its time, past half of it, all unanswered, and accepted but left alone. */
export type WaitingOf = {
  readonly receiverKind: string;
  readonly receiverId: string;
  readonly receiverName: string | null;
  readonly overdue: number;
  readonly near: number;
  readonly waiting: number;
  readonly unfollowed: number;
};

type Standing = 'overdue' | 'near' | undefined;

/** Past its time, or past half of it; undefined while there is time. */
export function standingOf(state: HandoverClock['state'] | undefined): Standing {
  if (state === 'overdue' || state === 'ignored') return 'overdue';
  return state === 'reminded' ? 'near' : undefined;
}

/** Where the clock of each held lead stands at `now`. */
async function readStandings(db: Db, now: Date): Promise<{ lead: HeldLead; standing: Standing }[]> {
  const settings = await readHandoverSettings(db);
  const calendarOf = await readCalendars(db, settings.calendar);
  return (await listHeldLeads(db)).map((lead) => {
    const times = { ...lead, clockFrom: lead.clockFrom?.toISOString() ?? null };
    return {
      lead,
      standing: standingOf(handoverClock(times, ruleFor(settings, lead.clockClass), calendarOf(lead), now)?.state),
    };
  });
}

/** The leads that are overdue or near it, by cycle. */
export async function readUrgent(db: Db, now: Date): Promise<ReadonlyMap<string, Standing>> {
  return new Map((await readStandings(db, now)).map(({ lead, standing }) => [lead.cycleId, standing]));
}

/** Who keeps leads waiting, the most overdue first: what a sales manager asks first (domain.md §18). Whoever has none is left out. */
export async function readWaitingByReceiver(db: Db, now: Date): Promise<WaitingOf[]> {
  const held = await readStandings(db, now);
  return [...Map.groupBy(held, ({ lead }) => `${lead.receiverKind}/${lead.receiverId}`).values()]
    .map((leads) => {
      const { receiverKind, receiverId, receiverName } = leads[0]!.lead;
      const waiting = leads.filter(({ lead }) => lead.state === 'handed_over');
      const countOf = (standing: Standing) => waiting.filter((one) => one.standing === standing).length;
      return {
        receiverKind,
        receiverId,
        receiverName,
        overdue: countOf('overdue'),
        near: countOf('near'),
        waiting: waiting.length,
        unfollowed: leads.length - waiting.length,
      };
    })
    .sort(
      (one, other) =>
        other.overdue - one.overdue ||
        other.unfollowed - one.unfollowed ||
        other.near - one.near ||
        other.waiting - one.waiting ||
        one.receiverId.localeCompare(other.receiverId),
    );
}

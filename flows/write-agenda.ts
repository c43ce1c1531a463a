import { getKpi } from '#core/kpi/catalogue.ts';
import type { PlanReading } from '#core/kpi/plan.ts';
import type { Kpi } from '#core/kpi/kpi.ts';
import { actionStateOn, fiveNumbers, type ActionState, type FiveNumber } from '#core/meeting/meeting.ts';
import { rateOf, type Rate } from '#core/measure/rate.ts';
import { instantOf } from '#core/period/business-clock.ts';
import { weekNumber } from '#core/period/day.ts';
import type { Words } from '#core/words.ts';
import {
  agendaFieldVoice,
  agendaFocus,
  agendaHandovers,
  agendaListChanges,
  agendaMoved,
  agendaNumbers,
  agendaPlays,
  agendaRuleChanges,
  agendaStalled,
  agendaStalledDeals,
  type AgendaNumbers,
  type AgendaPart,
} from '#db/agenda.ts';
import { lastMeeting } from '#db/meetings.ts';
import type { Db } from '#db/pool.ts';
import { readTiles } from './read-tiles.ts';
import { readUrgent } from './waiting-by-receiver.ts';

export type MeetingAction = {
  readonly itemId: number;
  readonly text: string;
  readonly ownerName: string | null;
  readonly dueOn: string | null;
  readonly state: ActionState;
  /** By what one sees that it is done, and why it was given up; agendas of earlier versions did not keep them. */
  readonly evidence?: string | null;
  readonly reason?: string | null;
};

/** The target of one of the five numbers: the KPI in the running period, against what both sides agreed. */
export type AgendaTarget = {
  readonly number: FiveNumber;
  readonly code: string;
  readonly period: Words;
  readonly unit: Kpi['unit'];
  readonly value: number | null;
  readonly target: number;
  readonly achievement: number | null;
  readonly status: PlanReading['status'];
};

/** What the week brought, by the parts of domain.md §11.4 whose data exists. */
export type Agenda = {
  readonly on: string;
  readonly lastActions: readonly MeetingAction[];
  readonly numbers: AgendaNumbers & { readonly salRate: Rate; readonly dealRate: Rate };
  readonly targets: readonly AgendaTarget[];
  readonly handovers: AgendaPart;
  readonly ruleChanges: AgendaPart;
  readonly movedAccounts: AgendaPart;
  readonly stalled: AgendaPart;
  readonly stalledDeals: AgendaPart;
  readonly focusAccount: AgendaPart;
  readonly listChanges: AgendaPart;
  readonly plays: AgendaPart;
  readonly fieldVoice: AgendaPart;
};

/**
 * The agenda writes itself: open actions first, then what happened in the seven days before `on`; clocks are read at `now`. Of a
 * meeting that is still to come, the companies in focus are those of the week in which it `meetsOn`.
 */
export async function writeAgenda(db: Db, on: string, now: Date = noonOf(on), meetsOn: string = on): Promise<Agenda> {
  const numbers = await agendaNumbers(db, on);
  return {
    on,
    lastActions: await openActions(db, on),
    numbers: {
      ...numbers,
      salRate: rateOf(numbers.cohortSal, numbers.cohortHanded),
      dealRate: rateOf(numbers.cohortDeals, numbers.cohortHanded),
    },
    targets: await targetsOn(db, on),
    handovers: withStanding(await agendaHandovers(db, on), await readUrgent(db, now)),
    ruleChanges: await agendaRuleChanges(db),
    movedAccounts: await agendaMoved(db, on),
    stalled: await agendaStalled(db, on),
    stalledDeals: await agendaStalledDeals(db, on),
    focusAccount: await agendaFocus(db, weekNumber(meetsOn)),
    listChanges: await agendaListChanges(db),
    plays: await agendaPlays(db, on),
    fieldVoice: await agendaFieldVoice(db, on),
  };
}

const noonOf = (on: string) => new Date(instantOf(on, 12 * 60));
const eveningOf = (on: string) => new Date(instantOf(on, 18 * 60));

/** What waits is told as overdue or near its time where it is. */
const withStanding = (part: AgendaPart, standings: ReadonlyMap<string, string | undefined>): AgendaPart => ({
  ...part,
  lines: part.lines.map((line) =>
    line.detail === 'waiting' ? { ...line, detail: standings.get(line.cycleId ?? '') ?? 'waiting' } : line,
  ),
});

const noLines: AgendaPart = { count: 0, lines: [] };

/** The agenda of a meeting as it was kept; parts that agendas did not have then are empty. */
export function keptAgenda(kept: unknown): Agenda {
  return {
    targets: [],
    ruleChanges: noLines,
    stalledDeals: noLines,
    plays: noLines,
    fieldVoice: noLines,
    ...(kept as Omit<Agenda, 'targets' | 'ruleChanges' | 'stalledDeals' | 'plays' | 'fieldVoice'>),
  };
}

/** Actions that are not done, those whose day has passed marked late, and what was done or given up since the last meeting. */
export async function openActions(db: Db, today: string): Promise<MeetingAction[]> {
  const last = await lastMeeting(db, today);
  const rows = await db
    .selectFrom('meeting_item')
    .leftJoin('member', 'member.member_id', 'meeting_item.owner_id')
    .select(['meeting_item_id', 'text', 'name', 'due_on', 'state', 'evidence', 'reason'])
    .where('kind', '=', 'action')
    .where((eb) =>
      eb.or([
        eb('state', 'in', ['open', 'late']),
        eb('done_on', '>=', last ?? '9999-12-31'),
        eb('dropped_on', '>=', last ?? '9999-12-31'),
      ]),
    )
    .orderBy('due_on')
    .orderBy('meeting_item_id')
    .execute();
  return rows.map((row) => ({
    itemId: row.meeting_item_id,
    text: row.text,
    ownerName: row.name,
    dueOn: row.due_on,
    state: actionStateOn(row.state as ActionState, row.due_on, today),
    evidence: row.evidence,
    reason: row.reason,
  }));
}

/** The same actions as they stand by now, for a meeting whose minutes are a draft. */
export async function withStatesNow(
  db: Db,
  actions: readonly MeetingAction[],
  today: string,
): Promise<MeetingAction[]> {
  if (actions.length === 0) return [];
  const ids = actions.map(({ itemId }) => itemId);
  const rows = await db
    .selectFrom('meeting_item')
    .select(['meeting_item_id', 'state', 'due_on', 'evidence', 'reason'])
    .where('meeting_item_id', 'in', ids)
    .execute();
  const now = new Map(
    rows.map(({ meeting_item_id, state, due_on, evidence, reason }) => [
      meeting_item_id,
      { state: actionStateOn(state as ActionState, due_on, today), evidence, reason },
    ]),
  );
  return actions.map((action) => ({ ...action, ...now.get(action.itemId) }));
}

/** Where marketing and sales agreed on a target for the running period, the number is told against it. */
async function targetsOn(db: Db, on: string): Promise<AgendaTarget[]> {
  const numbers = Object.entries(fiveNumbers) as [FiveNumber, string][];
  const readings = await readTiles(
    db,
    numbers.map(([, code]) => getKpi(code)),
    { kind: 'all' },
    eveningOf(on),
  );
  return numbers.flatMap(([number, code]) => {
    const { kpi, figure, plan, period } = readings.get(code)!;
    if (!plan) return [];
    const { target, achievement, status } = plan;
    return [{ number, code, period: period.label, unit: kpi.unit, value: figure.value, target, achievement, status }];
  });
}

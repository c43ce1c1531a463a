import type { DateText } from '#core/value/date.ts';
import { stages, statusKey, type SideStage, type Stage, type StageTable } from './stage-table.ts';

/** A lead as its source tells it, with the deal it became and the first sales contact after its hand-over. */
export type LeadFacts = {
  readonly status: string | undefined;
  readonly dates: Readonly<Partial<Record<Stage, DateText>>>;
  /** Hand-over to sales; without it the MQL date stands in, marked. */
  readonly handoverOn: DateText | undefined;
  readonly createdOn: DateText | undefined;
  readonly observedOn: DateText | undefined;
  readonly contactOn: DateText | undefined;
  readonly rejectReason: string | undefined;
  /** Sales made it itself: nothing was handed over, it is accepted from its first day. */
  readonly isSalesMade?: boolean;
  readonly deal:
    | {
        readonly createdOn: DateText | undefined;
        readonly closedOn: DateText | undefined;
        readonly state: 'open' | 'won' | 'lost';
        readonly isNamed: boolean;
      }
    | undefined;
};

export type StageEvent = {
  readonly stage: Stage | SideStage;
  readonly at: DateText;
  readonly isInferred: boolean;
  readonly reason: string | undefined;
};

/**
 * Stages a lead went through, with a date each (domain.md §9.2). A stage that a later one proves but nobody dated gets the
 * nearest date that is known and is marked inferred (推定). Dates never run backwards: mql ≤ sal ≤ sql ≤ deal ≤ won.
 */
export function leadStages(lead: LeadFacts, table: StageTable): StageEvent[] {
  const reached = furthestStage(lead, table);
  const dated: Partial<Record<Stage, DateText>> = { ...lead.dates };
  const exact = new Set<Stage>(stages.filter((stage) => lead.dates[stage] !== undefined));
  if (lead.handoverOn) {
    dated.mql = lead.handoverOn;
    exact.add('mql');
  } else exact.delete('mql');
  if (lead.createdOn) {
    dated.lead = lead.createdOn;
    exact.add('lead');
  }
  if (lead.isSalesMade) dated.sal ??= lead.createdOn;
  if (lead.deal) {
    dated.deal ??= lead.deal.createdOn;
    if (lead.deal.isNamed && lead.deal.createdOn) exact.add('deal');
    if (lead.deal.state === 'won') dated.won = lead.deal.closedOn ?? dated.deal;
    if (lead.deal.state === 'won' && lead.deal.isNamed && lead.deal.closedOn) exact.add('won');
  }
  if (table.activityMeansSal && lead.contactOn) dated.sal ??= lead.contactOn;
  const events: StageEvent[] = [];
  let previous: DateText | undefined;
  for (let index = 0; index <= stages.indexOf(reached.line); index++) {
    const stage = stages[index]!;
    if (stage === 'mql' && lead.isSalesMade) continue;
    const known = dated[stage] ?? firstDateAfter(dated, index) ?? previous ?? lead.observedOn;
    if (!known) continue;
    const at: DateText = previous && known < previous ? previous : known;
    events.push({ stage, at, isInferred: !exact.has(stage) || at !== dated[stage], reason: undefined });
    previous = at;
  }
  if (reached.side && previous) {
    const at = lead.deal?.state === 'lost' ? (lead.deal.closedOn ?? previous) : (lead.observedOn ?? previous);
    events.push({
      stage: reached.side,
      at: at < previous ? previous : at,
      isInferred: true,
      reason: lead.rejectReason,
    });
  }
  return events;
}

/** The furthest stage that status, dates or the deal prove. A rejection needs a hand-over before it. */
function furthestStage(lead: LeadFacts, table: StageTable): { line: Stage; side: SideStage | undefined } {
  const byKey = Object.fromEntries(Object.entries(table.statuses).map(([status, stage]) => [statusKey(status), stage]));
  const told = lead.status === undefined ? undefined : byKey[statusKey(lead.status)];
  let line: Stage = 'lead';
  const reach = (stage: Stage) => {
    if (stages.indexOf(stage) > stages.indexOf(line)) line = stage;
  };
  for (const stage of stages) if (lead.dates[stage]) reach(stage);
  if (lead.handoverOn) reach('mql');
  if (lead.isSalesMade) reach('sal');
  if (lead.deal) reach(lead.deal.state === 'won' ? 'won' : 'deal');
  const side =
    told === 'rejected' || told === 'lost'
      ? told
      : lead.deal?.state === 'lost'
        ? 'lost'
        : lead.rejectReason
          ? 'rejected'
          : undefined;
  if (told === 'rejected' || lead.rejectReason) reach('mql');
  if (told === 'lost') reach('deal');
  if (told && told !== 'rejected' && told !== 'lost') reach(told);
  if (table.activityMeansSal && lead.contactOn && stages.indexOf(line) >= 1 && side !== 'rejected') reach('sal');
  return { line, side: (line as Stage) === 'won' ? undefined : side };
}

function firstDateAfter(dated: Partial<Record<Stage, DateText>>, index: number): DateText | undefined {
  return stages
    .slice(index + 1)
    .map((stage) => dated[stage])
    .find((date) => date !== undefined);
}

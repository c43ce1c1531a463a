import { sql } from 'kysely';
import { leadEndOf, type DealState } from '#core/demand/deal-state.ts';
import { leadStages, type LeadFacts, type StageEvent } from '#core/demand/lead-stages.ts';
import { reasonOf, isSideways } from '#core/demand/reasons.ts';
import { defaultStageTable, isSalesMade, type StageTable } from '#core/demand/stage-table.ts';
import { lapseDayOf, readHandoverSettings } from './handover-settings.ts';
import { foldDealEvents } from './deal-stories.ts';
import { followSfaStatuses } from './follow-sfa.ts';
import { foldDecidedCycles } from './lead-cycles.ts';
import { todayJst } from '#core/period/day.ts';
import { followUpCalendar } from './measure-window.ts';
import { recountHandoverDays } from '#db/measures/handover-days.ts';
import { readSetting } from '#db/settings.ts';
import { isNotWon } from '#db/deal-states.ts';
import { deriveCycles, type Aside } from '#db/lead-cycles.ts';
import { writeOfferLeads } from '#db/offer-takes.ts';
import { salesContacts, takeStaleCycles } from '#db/stale-cycles.ts';
import { copyLine, type Transaction } from '#db/transaction.ts';

type LeadRow = {
  lead_id: string;
  source: string;
  account_id: number | null;
  person_id: number | null;
  status: string | null;
  lead_source: string | null;
  owner_name: string | null;
  created_on: string | null;
  mql_on: string | null;
  handover_on: string | null;
  sal_on: string | null;
  sql_on: string | null;
  deal_on: string | null;
  reject_reason: string | null;
  contact_on: string | null;
  named_deal: string | null;
  named_created: string | null;
  named_closed: string | null;
  named_state: DealState | null;
};

/** Stage tables by source as edited, defaults where nobody edited. */
export async function readStageTable(transaction: Pick<Transaction, 'db'>, source: string): Promise<StageTable> {
  return (await readSetting<StageTable>(transaction.db, `stage_table/${source}`)) ?? defaultStageTable(source);
}

/**
 * Derives lead_event and the cycles from leads, deals and activities through the stage table of each source (users.md §1.2): those whose
 * rows changed since it last ran, or all of them. A lead is a cycle; a deal that no lead names is a cycle of its own that
 * sales opened.
 */
export async function deriveLeadEvents(
  transaction: Transaction,
  which: 'all' | 'stale' = 'stale',
): Promise<{ cycles: number }> {
  await writeOfferLeads(transaction.db);
  const touched = await takeStaleCycles(transaction, which);
  if (touched.cycles === 0) return touched;
  await foldDealEvents(transaction);
  await transaction.run('delete from lead_event where cycle_id in (select cycle_id from touched_cycle)');
  const asides = await deriveEventsOfLeads(transaction);
  await sql`
    insert into lead_event (cycle_id, stage, at, member_name, source_row, source, account_id, person_id, is_inferred, reason)
    select d.deal_id, s.stage, s.at, d.owner_name, d.deal_id, d.source, d.account_id, d.person_id, false, null
      from touched_cycle t join deal d on d.deal_id = t.cycle_id
      cross join lateral (values ('deal', d.created_on), (case when d.state = 'won' then 'won' when ${isNotWon('d.state')} then 'lost' end, d.closed_on)) s(stage, at)
     where s.stage is not null and s.at is not null
       and not exists (select 1 from lead l where l.source = d.source and l.deal_key = d.external_key)
    on conflict do nothing`.execute(transaction.db);
  const settings = await readHandoverSettings(transaction.db);
  const now = new Date();
  await deriveCycles(transaction, lapseDayOf(settings), asides);
  await foldDecidedCycles(transaction, now);
  await recountHandoverDays(transaction, followUpCalendar(settings, now), todayJst(now));
  await followSfaStatuses(transaction, (source) => readStageTable(transaction, source), now);
  return touched;
}

/** So many leads are in memory at once; a first import brings hundreds of thousands. */
const leadsPerPart = 10_000;

/** Writes the stages of the touched leads, and returns what the line of stages does not tell. */
async function deriveEventsOfLeads(transaction: Transaction): Promise<Aside[]> {
  const asides: Aside[] = [];
  const tables = new Map<string, StageTable>();
  let last = firstLead;
  for (;;) {
    const rows = await readTouchedLeads(transaction, last);
    for (const source of new Set(rows.map((row) => row.source)))
      if (!tables.has(source)) tables.set(source, await readStageTable(transaction, source));
    const lines = rows.flatMap((row) => {
      const table = tables.get(row.source)!;
      const events = leadStages(factsOf(row, table), table);
      asides.push(...asidesOf(row, events, table));
      return events.map(({ stage, at, isInferred, reason }) =>
        copyLine([
          row.lead_id,
          stage,
          at,
          row.owner_name,
          row.lead_id,
          row.source,
          row.account_id,
          row.person_id,
          isInferred,
          reason,
        ]),
      );
    });
    await transaction.copy('lead_event', eventColumns, lines);
    if (rows.length < leadsPerPart) return asides;
    last = rows.at(-1)!.lead_id;
  }
}

function asidesOf(row: LeadRow, events: readonly StageEvent[], table: StageTable): Aside[] {
  if (isSalesMade(row.lead_source, table)) return [{ cycleId: row.lead_id, kind: 'sales_made' }];
  const reason = events.find((event) => event.stage === 'rejected')?.reason;
  const meant = reason === undefined ? undefined : reasonOf(reason);
  return meant !== undefined && isSideways(meant) ? [{ cycleId: row.lead_id, kind: meant }] : [];
}

const firstLead = '00000000-0000-0000-0000-000000000000';
const eventColumns = [
  'cycle_id',
  'stage',
  'at',
  'member_name',
  'source_row',
  'source',
  'account_id',
  'person_id',
  'is_inferred',
  'reason',
];

/** The next touched leads behind this one, each with its first contact by sales and the deal it names. */
async function readTouchedLeads({ db }: Transaction, after: string): Promise<LeadRow[]> {
  const { rows } = await sql<LeadRow>`
    with part as (
      select l.* from touched_cycle t join lead l on l.lead_id = t.cycle_id
       where l.lead_id > ${after} order by l.lead_id limit ${leadsPerPart})
    select l.lead_id, l.source, l.account_id, l.person_id, l.status, l.lead_source, l.owner_name, l.created_on, l.mql_on, l.handover_on, l.sal_on, l.sql_on, l.deal_on, l.reject_reason,
           contact.contact_on, d.deal_id as named_deal, d.created_on as named_created, d.closed_on as named_closed, d.state as named_state
      from part l
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
      left join (
        select l.lead_id, min(v.day)::text as contact_on
          from part l
          join activity v on v.person_id = l.person_id and v.type = any(${salesContacts}::text[]) and v.day >= coalesce(l.handover_on, l.mql_on)::date
         group by l.lead_id) contact on contact.lead_id = l.lead_id
     order by l.lead_id`.execute(db);
  return rows;
}

function factsOf(row: LeadRow, table: StageTable): LeadFacts {
  const dates = {
    ...(row.mql_on ? { mql: row.mql_on } : {}),
    ...(row.sal_on ? { sal: row.sal_on } : {}),
    ...(row.sql_on ? { sql: row.sql_on } : {}),
    ...(row.deal_on ? { deal: row.deal_on } : {}),
  };
  return {
    status: row.status ?? undefined,
    dates,
    handoverOn: row.handover_on ?? undefined,
    createdOn: row.created_on ?? undefined,
    observedOn: undefined,
    contactOn: row.contact_on ?? undefined,
    rejectReason: row.reject_reason ?? undefined,
    isSalesMade: isSalesMade(row.lead_source, table),
    deal: row.named_deal
      ? {
          createdOn: row.named_created ?? undefined,
          closedOn: row.named_closed ?? undefined,
          state: leadEndOf(row.named_state!),
          isNamed: true,
        }
      : undefined,
  };
}

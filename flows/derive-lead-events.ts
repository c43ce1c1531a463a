import { sql } from 'kysely';
import { leadStages, type LeadFacts } from '#core/demand/lead-stages.ts';
import { defaultStageTable, type StageTable } from '#core/demand/stage-table.ts';
import { lapseDayOf, readHandoverSettings } from './handover-settings.ts';
import { followSfaStatuses } from './follow-sfa.ts';
import { foldDecidedCycles } from './lead-cycles.ts';
import { readSetting } from '#db/settings.ts';
import { deriveCycles } from '#db/lead-cycles.ts';
import { copyLine, type Transaction } from '#db/transaction.ts';

type LeadRow = {
  lead_id: string;
  source: string;
  account_id: number | null;
  person_id: number | null;
  status: string | null;
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
  named_state: 'open' | 'won' | 'lost' | null;
};

/** Stage tables by source as edited, defaults where nobody edited. */
export async function readStageTable(transaction: Pick<Transaction, 'db'>, source: string): Promise<StageTable> {
  return (await readSetting<StageTable>(transaction.db, `stage_table/${source}`)) ?? defaultStageTable(source);
}

/**
 * Derives lead_event anew from leads, deals and activities through the stage table of each source (users.md §1.2). A lead
 * is a cycle; a deal that no lead names is a cycle of its own that sales opened.
 */
export async function deriveLeadEvents(transaction: Transaction): Promise<void> {
  const { rows } = await sql<LeadRow>`
    select l.lead_id, l.source, l.account_id, l.person_id, l.status, l.owner_name, l.created_on, l.mql_on, l.handover_on, l.sal_on, l.sql_on, l.deal_on, l.reject_reason,
           contact.contact_on, d.deal_id as named_deal, d.created_on as named_created, d.closed_on as named_closed, d.state as named_state
      from lead l
      left join deal d on l.deal_key is not null and d.external_key = l.deal_key and d.source = l.source
      left join lateral (
        select min(v.day)::text as contact_on from activity v
         where v.person_id = l.person_id and v.type in ('visit', 'meeting', 'call')
           and v.day >= coalesce(l.handover_on, l.mql_on)::date
      ) contact on coalesce(l.handover_on, l.mql_on) is not null
     order by l.lead_id`.execute(transaction.db);
  const tables = new Map<string, StageTable>();
  for (const source of new Set(rows.map((row) => row.source)))
    tables.set(source, await readStageTable(transaction, source));
  const lines: string[] = [];
  const claimedDeals = new Set<string>();
  for (const row of rows) {
    if (row.named_deal) claimedDeals.add(row.named_deal);
    for (const event of leadStages(factsOf(row), tables.get(row.source)!)) {
      lines.push(
        copyLine([
          row.lead_id,
          event.stage,
          event.at,
          row.owner_name,
          row.lead_id,
          row.source,
          row.account_id,
          row.person_id,
          event.isInferred,
          event.reason,
        ]),
      );
    }
  }
  await sql`delete from lead_event`.execute(transaction.db);
  await transaction.copy(
    'lead_event',
    [
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
    ],
    lines,
  );
  await sql`
    insert into lead_event (cycle_id, stage, at, member_name, source_row, source, account_id, person_id, is_inferred, reason)
    select deal_id, s.stage, s.at, owner_name, deal_id, source, account_id, person_id, false, null
      from deal cross join lateral (values ('deal', created_on), (case state when 'won' then 'won' when 'lost' then 'lost' end, closed_on)) s(stage, at)
     where s.stage is not null and s.at is not null and not deal_id = any(${[...claimedDeals]}::uuid[])
    on conflict do nothing`.execute(transaction.db);
  await deriveCycles(transaction.db, lapseDayOf(await readHandoverSettings(transaction.db)));
  const now = new Date();
  await foldDecidedCycles(transaction.db, now);
  await followSfaStatuses(transaction, (source) => readStageTable(transaction, source), now);
}

function factsOf(row: LeadRow): LeadFacts {
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
    deal: row.named_deal
      ? {
          createdOn: row.named_created ?? undefined,
          closedOn: row.named_closed ?? undefined,
          state: row.named_state!,
          isNamed: true,
        }
      : undefined,
  };
}

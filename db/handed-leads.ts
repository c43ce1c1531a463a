import { sql } from 'kysely';
import { sizeBands } from '#core/demand/lead-traits.ts';
import { isRejectionReason, reasonOf } from '#core/demand/reasons.ts';
import type { HandedLead } from '#core/demand/rejections.ts';
import type { Outcome } from '#core/demand/tally.ts';
import type { Db } from './pool.ts';

/** What leads are told apart by in analyses and rules; `l` is the lead, `a` its company, `p` its person. */
export const leadTraits = sql`json_build_object(
    'source', coalesce(nullif(l.campaign, ''), l.source),
    'industry', a.industry,
    'prefecture', a.prefecture,
    'size', case when a.employees < 50 then ${sizeBands[0]} when a.employees < 300 then ${sizeBands[1]} when a.employees < 1000 then ${sizeBands[2]}
                 when a.employees is not null then ${sizeBands[3]} end,
    'title', p.title,
    'class', a.class)`;

/** Hand-overs of `[from, to)` as the rejection analysis sees them; duplicates that were merged are none. */
export async function listHandedLeads(
  db: Db,
  from: string,
  to: string,
): Promise<(HandedLead & { handedOn: string })[]> {
  const { rows } = await sql<{
    cycleId: string;
    handedOn: string;
    ruleVersion: string;
    traits: Record<string, string | null>;
    outcome: Outcome;
    reason: string | null;
    hasDeal: boolean;
  }>`
    select c.cycle_id as "cycleId", c.mql_at as "handedOn", coalesce(q.version, 'imported') as "ruleVersion", ${leadTraits} as traits,
           case when c.sal_at is not null then 'sal' when c.rejected_at is not null then 'rejected'
                when c.ignored_at is not null then 'ignored' else 'pending' end as outcome,
           case when c.rejected_at is not null or c.state = 'returned' or exists (
             select 1 from cycle_event r where r.cycle_id = c.cycle_id and r.kind = 'return' and r.undone_at is null) then coalesce(c.reason, 'other') end as reason,
           c.deal_at is not null as "hasDeal"
      from lead_cycle c join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
      left join lateral (
        select e.step->>'ruleVersion' as version from cycle_event e
         where e.cycle_id = c.cycle_id and e.kind = 'qualify' and e.undone_at is null order by e.cycle_event_id desc limit 1) q on true
     where not c.is_sales_made and c.state <> 'merged' and c.mql_at >= ${from} and c.mql_at < ${to}
     order by c.mql_at, c.cycle_id`.execute(db);
  return rows.map((row) => ({ ...row, reason: row.reason === null ? null : reasonIn(row.reason) }));
}

/** A reason as chosen here, or as a file words it; words that mean no rejection (既存商談, 重複, 担当外) are none. */
function reasonIn(text: string): HandedLead['reason'] {
  const told = isRejectionReason(text) ? text : reasonOf(text);
  return isRejectionReason(told) ? told : null;
}

/** How many of the latest hand-overs are looked through for what leads are told apart by. */
const valuedLeads = 20_000;

/** The values that leads handed over had, by trait, the most frequent first: what a rule may give points for or hold back. */
export async function listTraitValues(db: Db, limit: number): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ trait: string; value: string }>`
    with handed as (
      select c.lead_id, c.account_id, c.person_id from lead_cycle c
       where c.mql_at is not null and not c.is_sales_made and c.state <> 'merged' order by c.mql_at desc limit ${valuedLeads}),
    valued as (
      select x.key as trait, x.value, count(*) as n
        from handed c join lead l on l.lead_id = c.lead_id
        left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
        cross join lateral json_each_text(${leadTraits}) x
       where coalesce(x.value, '') <> '' group by 1, 2)
    select trait, value from (select v.*, row_number() over (partition by trait order by n desc, value) as place from valued v) ranked
     where place <= ${limit} order by trait, place`.execute(db);
  return new Map(
    [...Map.groupBy(rows, ({ trait }) => trait)].map(([trait, own]) => [trait, own.map(({ value }) => value)]),
  );
}

export type LeadLine = {
  cycleId: string;
  accountId: number | null;
  accountName: string | null;
  personName: string | null;
  handedOn: string | null;
  state: string;
  receiverName: string | null;
  reason: string | null;
  why: string | null;
};

/** What a list shows of these leads, the latest hand-over first. */
export async function listLeadLines(db: Db, cycleIds: readonly string[], limit: number): Promise<LeadLine[]> {
  const { rows } = await sql<LeadLine>`
    select c.cycle_id as "cycleId", c.account_id as "accountId", a.name as "accountName", coalesce(p.name, l.name) as "personName",
           c.mql_at as "handedOn", c.state, coalesce(m.name, g.name, l.owner_name) as "receiverName", c.reason,
           (select e.why from cycle_event e where e.cycle_id = c.cycle_id and e.kind in ('reject', 'return') and e.undone_at is null
             order by e.cycle_event_id desc limit 1) as why
      from lead_cycle c join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
      left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
      left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id
     where c.cycle_id = any(${cycleIds}::uuid[]) order by c.mql_at desc nulls last, c.cycle_id limit ${limit}`.execute(
    db,
  );
  return rows;
}

/** Traits of leads before they are handed over, as a rule looks at them. */
export async function readLeadTraits(
  db: Db,
  cycleIds: readonly string[],
): Promise<Map<string, Record<string, string | null>>> {
  const { rows } = await sql<{ cycleId: string; traits: Record<string, string | null> }>`
    select c.cycle_id as "cycleId", ${leadTraits} as traits
      from lead_cycle c join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = c.account_id left join person p on p.person_id = c.person_id
     where c.cycle_id = any(${cycleIds}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.cycleId, row.traits]));
}

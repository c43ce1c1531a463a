import { sql, type RawBuilder } from 'kysely';
import type { ClockClass } from '#core/demand/handover.ts';
import type { IgnoreDay } from '#core/demand/ignored.ts';
import { isLapsed, leadsOf, stampOf, type LeadSelection, type Stamp } from './lead-selection.ts';
import type { Db } from './pool.ts';

export type WaterfallRow = {
  cycleId: string;
  accountId: number | null;
  accountName: string | null;
  personId: number | null;
  personName: string | null;
  source: string;
  ownerName: string | null;
  mqlOn: string | null;
  stages: { stage: string; at: string; isInferred: boolean; reason: string | null }[];
  batchId: number;
  fileName: string;
  rowNumber: number;
};

/** What a number counts: leads that came to a stage, were returned, ran out of time, or wait for an answer, carry something inferred; or those that nobody contacted either. */
export const rowKinds = [
  'lead',
  'mql',
  'sal',
  'sql',
  'deal',
  'won',
  'rejected',
  'lapsed',
  'waiting',
  'ignored',
  'inferred',
] as const;
export type RowKind = (typeof rowKinds)[number];

/** The leads behind one number, latest first, with the stages that files and people gave them and their source rows. `basis` period: dated by the stage itself. */
export async function readWaterfallRows(
  db: Db,
  selection: LeadSelection,
  {
    kind,
    basis,
    withinDays,
    limit,
  }: { kind: RowKind; basis: 'cohort' | 'period'; withinDays?: number | undefined; limit: number },
  ignoring: readonly ClockedDay[],
): Promise<{ rows: WaterfallRow[]; total: number }> {
  const datedBy = kind === 'lead' ? 'lead' : basis === 'period' ? (kind as Stamp) : 'mql';
  const counted =
    kind === 'ignored'
      ? sql`select i.cycle_id, i.mql_on as at from (${ignoredLeads(selection, ignoring)}) i`
      : sql`select c.cycle_id, ${stampOf(datedBy)} as at ${leadsOf(selection, { datedBy })} and ${isOfKind(kind)} and ${isWithin(kind, withinDays)}`;
  const { rows } = await sql<WaterfallRow & { total: number }>`
    with counted as (select *, count(*) over ()::int as total from (${counted}) counted order by at desc, cycle_id limit ${limit}),
    told as (
      select s.cycle_id, json_agg(json_build_object('stage', s.stage, 'at', s.at, 'isInferred', s.is_inferred, 'reason', s.reason)
             order by s.at, array_position(array['lead','mql','sal','sql','deal','won','rejected','ignored','lost'], s.stage)) as stages
        from (select e.cycle_id, e.stage, e.at, e.is_inferred, e.reason from counted join lead_event e using (cycle_id)
              union all
              select c.cycle_id, v.stage, v.at, false, case v.stage when 'rejected' then c.reason end
                from counted join lead_cycle c using (cycle_id)
                cross join lateral (values ('lead', c.acquired_on::text), ('mql', c.mql_at), ('sal', c.sal_at), ('sql', c.sql_at), ('deal', c.deal_at),
                                           ('won', c.won_at), ('rejected', c.rejected_at), ('ignored', c.ignored_at)) v (stage, at)
               where v.at is not null and not exists (select 1 from lead_event e where e.cycle_id = c.cycle_id and e.stage = v.stage)) s group by 1)
    select counted.cycle_id as "cycleId", l.account_id as "accountId", a.name as "accountName", l.person_id as "personId", p.name as "personName", l.source,
           coalesce(m.name, g.name, l.owner_name) as "ownerName", c.mql_at as "mqlOn", told.stages, r.import_batch_id as "batchId", b.file_name as "fileName",
           r.row_number as "rowNumber", counted.total
      from counted join lead_cycle c using (cycle_id) join told using (cycle_id) join lead l on l.lead_id = c.lead_id
      left join account a on a.account_id = l.account_id left join person p on p.person_id = l.person_id
      left join member m on c.receiver_kind = 'member' and m.member_id::text = c.receiver_id
      left join account g on c.receiver_kind = 'agency' and g.account_id::text = c.receiver_id
      join row_link k on k.row_key = l.lead_id and k.role = 'main' join raw_row r on r.row_key = k.row_key and r.version = k.version join import_batch b using (import_batch_id)
     order by counted.at desc, counted.cycle_id`.execute(db);
  return { rows, total: rows[0]?.total ?? 0 };
}

function isOfKind(kind: Exclude<RowKind, 'ignored'>): RawBuilder<boolean> {
  if (kind === 'lead') return sql`true`;
  if (kind === 'inferred') return sql`c.is_inferred`;
  if (kind === 'rejected') return sql`c.rejected_at is not null and c.sal_on is null`;
  if (kind === 'lapsed') return isLapsed;
  if (kind === 'waiting') return sql`c.rejected_at is null and c.sal_on is null and c.ignored_at is null`;
  return sql`${stampOf(kind)} is not null`;
}

/** Of leads that came to the stage: within so many days of the hand-over. */
function isWithin(kind: RowKind, days: number | undefined): RawBuilder<boolean> {
  if (days === undefined || !isStage(kind)) return sql`true`;
  return sql`${stampOf(kind)} - c.mql_on <= ${days}`;
}

type ClockedDay = IgnoreDay & { readonly clockClass: ClockClass };

const isStage = (kind: RowKind) => kind === 'sal' || kind === 'sql' || kind === 'deal' || kind === 'won';

/** A call, visit, meeting, mail or task by sales: what follows up a lead. */
const followUps = sql`('visit', 'meeting', 'call', 'mail', 'task')`;

/** Leads that nobody accepted, returned or followed up until they turned ignored (domain.md §9.3). */
function ignoredLeads(selection: LeadSelection, ignoring: readonly ClockedDay[]): RawBuilder<unknown> {
  const last = latestOf(ignoring)?.ignoredOn ?? selection.from;
  return sql`
    with silent as (
      select c.cycle_id, c.mql_on, c.person_id, day.ignored_on ${leadsOf(selection, {
        extra: sql`join unnest(${ignoring.map((one) => one.handedOverOn)}::date[], ${ignoring.map((one) => one.ignoredOn)}::date[],
          ${ignoring.map((one) => one.clockClass)}::text[]) day(handed_over_on, ignored_on, clock_class)
          on day.handed_over_on = c.mql_on and day.clock_class = c.clock_class`,
      })} and c.sal_on is null and c.rejected_at is null),
    followed as (
      select distinct s.cycle_id from silent s join activity v on v.person_id = s.person_id
         and v.type in ${followUps} and v.day >= ${selection.from}::date and v.day <= ${last}::date and v.day >= s.mql_on and v.day <= s.ignored_on)
    select s.cycle_id, s.mql_on from silent s where not exists (select 1 from followed f where f.cycle_id = s.cycle_id)`;
}

const latestOf = (ignoring: readonly ClockedDay[]) =>
  [...ignoring].sort((one, other) => (one.ignoredOn < other.ignoredOn ? -1 : 1)).at(-1);

/** Ignored leads and those whose moment has come; null where no follow-up is recorded at all, so that silence says nothing. */
export async function countIgnored(
  db: Db,
  selection: LeadSelection,
  ignoring: readonly ClockedDay[],
): Promise<{ ignored: number; judged: number } | null> {
  const latest = latestOf(ignoring);
  if (!latest) return { ignored: 0, judged: 0 };
  const last = Map.groupBy(ignoring, (one) => one.clockClass);
  const judged = sql.join(
    [...last].map(([name, days]) => sql`(c.clock_class = ${name} and c.mql_on <= ${days.at(-1)!.handedOverOn}::date)`),
    sql` or `,
  );
  const { rows } = await sql<{ ignored: number; judged: number; isLogged: boolean }>`
    select (select count(*)::int from (${ignoredLeads(selection, ignoring)}) i) as ignored,
           (select count(*)::int ${leadsOf(selection)} and (${judged})) as judged,
           exists (select 1 from activity where type in ${followUps} and day >= ${selection.from}::date and day <= ${latest.ignoredOn}::date) as "isLogged"`.execute(
    db,
  );
  const { isLogged, ...counts } = rows[0]!;
  return isLogged ? counts : null;
}

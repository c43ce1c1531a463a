import { sql, type RawBuilder } from 'kysely';
import type { Likelihoods, OpenStage, StageHistory } from '#core/kpi/landing.ts';
import type { DateText } from '#core/value/date.ts';
import { isDecided, isUndecided } from '../deal-states.ts';
import type { Db } from '../pool.ts';
import { inScope, type MeasureScope, type MeasureWindow } from './window.ts';

/** Of all deals decided by a day, those won; and the same by each stage in which a deal was seen open before. */
export async function readStageHistory(
  db: Db,
  until: DateText,
): Promise<{ stages: StageHistory[]; all: { decided: number; won: number } }> {
  const { rows: all } = await sql<{ decided: number; won: number }>`
    select count(*)::int as decided, (count(*) filter (where state = 'won'))::int as won
      from deal where ${isDecided('state')} and closed_on <= ${until}`.execute(db);
  const { rows: stages } = await sql<StageHistory>`
    select source, stage, count(*)::int as decided, (count(*) filter (where is_won))::int as won
      from deal_stage where decided_on <= ${until} group by source, stage`.execute(db);
  return { stages, all: all[0]! };
}

/** Open deals that are expected to close from today until the end of the window; one without amount or date cannot be weighed. */
function expected(window: MeasureWindow, scope: MeasureScope): RawBuilder<unknown> {
  return sql`deal d where d.state = 'open' and d.closed_on >= ${window.today} and d.closed_on < ${window.to} and d.amount_yen is not null
       and ${inScope(sql`d.account_id`, scope, window)}`;
}

/** Deals of a stage without history of its own are as likely as any deal. */
const weighed = ({ stages, base }: Likelihoods, window: MeasureWindow, scope: MeasureScope) => sql`
    select d.deal_id, d.account_id, d.name, d.source, d.stage, d.closed_on, d.amount_yen, coalesce(p.likelihood, ${base}) as likelihood,
           coalesce(p.decided, 0) as decided, floor(d.amount_yen * coalesce(p.likelihood, ${base}) + 0.5)::bigint as part
      from (select * from ${expected(window, scope)}) d
      left join unnest(${stages.map(({ source }) => source)}::text[], ${stages.map(({ stage }) => stage)}::text[],
                       ${stages.map(({ likelihood }) => likelihood)}::float8[], ${stages.map(({ decided }) => decided)}::int[])
        as p (source, stage, likelihood, decided) on p.source = d.source and p.stage = d.stage`;

/** Open deals by stage, each deal weighed and rounded by itself, so that the deals add up to the sum. */
export async function sumOpenStages(
  db: Db,
  likelihoods: Likelihoods,
  window: MeasureWindow,
  scope: MeasureScope,
): Promise<OpenStage[]> {
  const { rows } = await sql<OpenStage>`
    select source, stage, likelihood, decided, count(*)::int as deals, sum(amount_yen)::bigint as "amountYen",
           sum(amount_yen::float8 * amount_yen) as "squaresYen", sum(part)::bigint as "partYen"
      from (${weighed(likelihoods, window, scope)}) w
     group by source, stage, likelihood, decided order by sum(part) desc, source, stage`.execute(db);
  return rows;
}

/** An open deal and what it adds to the landing. */
export type WeighedDeal = {
  dealId: string;
  accountId: number | null;
  accountName: string | null;
  name: string | null;
  source: string;
  stage: string;
  closesOn: string;
  amountYen: number;
  likelihood: number;
  decided: number;
  partYen: number;
};

/** The open deals themselves, what adds most first; `limit` null lists all. */
export async function listWeighedDeals(
  db: Db,
  likelihoods: Likelihoods,
  window: MeasureWindow,
  scope: MeasureScope,
  limit: number | null,
): Promise<WeighedDeal[]> {
  const { rows } = await sql<WeighedDeal>`
    select w.deal_id as "dealId", a.account_id as "accountId", a.name as "accountName", w.name, w.source, w.stage, w.closed_on as "closesOn",
           w.amount_yen as "amountYen", w.likelihood, w.decided, w.part as "partYen"
      from (${weighed(likelihoods, window, scope)}) w left join account a using (account_id)
     order by w.part desc, w.deal_id limit ${limit}`.execute(db);
  return rows;
}

export type LeftOut = {
  withoutAmount: number;
  withoutDate: number;
  overdue: number;
  overdueYen: number;
  postponed: number;
};
const isOpen = sql<boolean>`d.state = 'open'`;

/** Undecided deals that no period can count on: open ones without an amount, without a date, or past the date they were expected on, and those that rest. */
export async function countLeftOut(db: Db, window: MeasureWindow, scope: MeasureScope): Promise<LeftOut> {
  const { rows } = await sql<LeftOut>`
    select (count(*) filter (where ${isOpen} and d.amount_yen is null and d.closed_on >= ${window.today} and d.closed_on < ${window.to}))::int as "withoutAmount",
           (count(*) filter (where ${isOpen} and d.closed_on is null))::int as "withoutDate",
           (count(*) filter (where ${isOpen} and d.closed_on < ${window.today}))::int as overdue,
           coalesce(sum(d.amount_yen) filter (where ${isOpen} and d.closed_on < ${window.today}), 0)::bigint as "overdueYen",
           (count(*) filter (where not ${isOpen}))::int as postponed
      from deal d where ${isUndecided('d.state')} and ${inScope(sql`d.account_id`, scope, window)}`.execute(db);
  return rows[0]!;
}

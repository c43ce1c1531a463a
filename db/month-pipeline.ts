import { sql } from 'kysely';
import type { WeighedDeal } from './measures/pipeline.ts';
import type { Db } from './pool.ts';

/** Keeps the open deals that the landing of a month was made of; their names stay with the deals. */
export async function freezePipeline(db: Db, closingId: number, deals: readonly WeighedDeal[]): Promise<void> {
  await sql`
    insert into month_pipeline (month_closing_id, deal_id, account_id, source, stage, closes_on, amount_yen, likelihood, decided, part_yen)
    select ${closingId}, d."dealId", d."accountId", d.source, d.stage, d."closesOn", d."amountYen", d.likelihood, d.decided, d."partYen"
      from jsonb_to_recordset(${JSON.stringify(deals)}::jsonb)
        as d ("dealId" uuid, "accountId" bigint, source text, stage text, "closesOn" text, "amountYen" bigint, likelihood double precision, decided integer, "partYen" bigint)`.execute(
    db,
  );
}

/** The open deals of a closing as they were, what adds most first. */
export async function readFrozenPipeline(db: Db, closingId: number): Promise<WeighedDeal[]> {
  const { rows } = await sql<WeighedDeal>`
    select p.deal_id as "dealId", a.account_id as "accountId", a.name as "accountName", d.name, p.source, p.stage, p.closes_on as "closesOn",
           p.amount_yen as "amountYen", p.likelihood, p.decided, p.part_yen as "partYen"
      from month_pipeline p left join deal d using (deal_id) left join account a on a.account_id = coalesce(d.account_id, p.account_id)
     where p.month_closing_id = ${closingId} order by p.part_yen desc, p.deal_id`.execute(db);
  return rows;
}

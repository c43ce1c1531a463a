import { sql } from 'kysely';
import { isDecided } from './deal-states.ts';
import type { LinkedFact } from './facts.ts';
import type { Transaction } from './transaction.ts';

/** Notes in which stage each open deal was seen, and what became of it; a deal keeps every stage it went through. */
export async function rememberStages({ db }: Pick<Transaction, 'db'>, facts: readonly LinkedFact[]): Promise<void> {
  const deals = facts.flatMap(({ observation: { row, fact } }) =>
    fact?.kind === 'deal' ? [{ key: row.key, fact }] : [],
  );
  if (deals.length === 0) return;
  const open = deals.filter(({ fact }) => fact.state === 'open');
  await sql`
    insert into deal_stage (deal_id, stage)
    select * from unnest(${open.map(({ key }) => key)}::uuid[], ${open.map(({ fact }) => fact.stage)}::text[])
    on conflict do nothing`.execute(db);
  await settleStages(
    { db },
    deals.map(({ key }) => key),
  );
}

/** Notes what became of these deals beside the stages they were seen in. */
export async function settleStages({ db }: Pick<Transaction, 'db'>, dealIds: readonly string[]): Promise<void> {
  await sql`
    update deal_stage s set source = d.source, decided_on = case when ${isDecided('d.state')} then d.closed_on end, is_won = d.state = 'won'
      from deal d where d.deal_id = s.deal_id and s.deal_id = any(${dealIds}::uuid[])`.execute(db);
}

/** Takes back what these rows told of stages; returns those that had told any. */
export async function forgetStages(
  { db }: Pick<Transaction, 'db'>,
  rowKeys: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ deal_id: string }>`
    delete from deal_stage where deal_id = any(${rowKeys}::uuid[]) returning deal_id`.execute(db);
  return [...new Set(rows.map(({ deal_id }) => deal_id))];
}

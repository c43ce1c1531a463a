import { sql } from 'kysely';
import type { LinkedFact } from './facts.ts';
import type { Transaction } from './transaction.ts';

/** Notes in which stage each open deal was seen; a deal keeps every stage it went through. */
export async function rememberStages({ db }: Pick<Transaction, 'db'>, facts: readonly LinkedFact[]): Promise<void> {
  const seen = facts.flatMap(({ observation: { row, fact } }) =>
    fact?.kind === 'deal' && fact.state === 'open' ? [[row.key, fact.stage] as const] : [],
  );
  if (seen.length === 0) return;
  await sql`
    insert into deal_stage (deal_id, stage)
    select * from unnest(${seen.map(([id]) => id)}::uuid[], ${seen.map(([, stage]) => stage)}::text[])
    on conflict do nothing`.execute(db);
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

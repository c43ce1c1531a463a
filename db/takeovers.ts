import { sql } from 'kysely';
import type { TakenOver } from '#core/account/taken-over.ts';
import type { Db } from './pool.ts';

/** A closed company that a decision put into the one that took it over: a row of each, and how only the closed one was called. */
export type Takeover = TakenOver & {
  readonly decisionId: number;
  readonly closedRow: string;
  readonly successorRow: string;
};

export async function keepTakeover(db: Db, takeover: Takeover): Promise<void> {
  const { decisionId, closedRow, successorRow, names, numbers } = takeover;
  await db
    .insertInto('account_takeover')
    .values({
      match_decision_id: decisionId,
      closed_row: closedRow,
      successor_row: successorRow,
      names: [...names],
      numbers: [...numbers],
    })
    .execute();
}

/**
 * Of these accounts those that hold a closed company and the one that took it over, with how the closed one was called. It holds while
 * both are one and nobody took that back.
 */
export async function readTakeovers(db: Db, accountIds: readonly number[]): Promise<ReadonlyMap<number, TakenOver>> {
  const { rows } = await sql<TakenOver & { accountId: number }>`
    with standing as (
      select c.account_id, t.names, t.numbers from account_takeover t
        join row_link c on c.row_key = t.closed_row join row_link s on s.row_key = t.successor_row and s.account_id = c.account_id
       where c.account_id = any(${accountIds}::bigint[])
         and not exists (select 1 from match_decision u where u.undoes = t.match_decision_id))
    select account_id as "accountId",
           (select coalesce(array_agg(distinct n order by n), '{}') from standing o cross join unnest(o.names) n where o.account_id = a.account_id) as names,
           (select coalesce(array_agg(distinct n order by n), '{}') from standing o cross join unnest(o.numbers) n where o.account_id = a.account_id) as numbers
      from (select distinct account_id from standing) a`.execute(db);
  return new Map(rows.map(({ accountId, ...takenOver }) => [accountId, takenOver]));
}

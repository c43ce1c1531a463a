import { sql } from 'kysely';

/**
 * 既存 or 未取引, over account a and account_rollup r: as somebody decided, else existing where the company ordered or a deal with it
 * was won, the way the target list tells it.
 */
export const accountClass = sql<
  'existing' | 'prospect'
>`coalesce(a.class, case when r.is_customer then 'existing' else 'prospect' end)`;

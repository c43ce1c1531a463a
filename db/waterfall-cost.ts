import { sql } from 'kysely';
import { leadsOf, type LeadSelection } from './lead-selection.ts';
import type { Db } from './pool.ts';

/** What the leads acquired in the period cost, as their imports say; `priced` are those whose import names a cost. */
export type AcquisitionCost = { acquired: number; priced: number; costYen: number };

/** Adds up the cost per row that was given with each import (domain.md §19 S2-21: making leads costs most). */
export async function readAcquisitionCost(db: Db, selection: LeadSelection): Promise<AcquisitionCost> {
  const { rows } = await sql<AcquisitionCost>`
    select count(*)::int as acquired, count(b.unit_cost_yen)::int as priced, coalesce(sum(b.unit_cost_yen), 0)::float8 as "costYen"
      ${leadsOf(selection, {
        datedBy: 'lead',
        extra: sql`left join row_link k on k.row_key = c.lead_id and k.role = 'main'
          left join raw_row r on r.row_key = k.row_key and r.version = k.version left join import_batch b on b.import_batch_id = r.import_batch_id`,
      })}`.execute(db);
  return rows[0]!;
}

import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** What an import cost and where its rows led: people, companies, companies on the target list. */
export type ImportCost = {
  batchId: number;
  fileName: string;
  unitCostYen: number;
  rows: number;
  costYen: number;
  people: number;
  linked: number;
  onTargetList: number;
};

/** Imports with a price for each row, the latest first. */
export async function listImportCosts(db: Db): Promise<ImportCost[]> {
  const { rows } = await sql<ImportCost>`
    select b.import_batch_id as "batchId", b.file_name as "fileName", b.unit_cost_yen as "unitCostYen",
           count(distinct l.row_key)::int as rows, (count(distinct l.row_key) * b.unit_cost_yen)::bigint as "costYen",
           count(distinct l.person_id)::int as people,
           count(distinct l.row_key) filter (where l.account_id is not null)::int as linked,
           count(distinct l.row_key) filter (where t.status = 'active')::int as "onTargetList"
      from import_batch b join raw_row r using (import_batch_id)
      join row_link l on l.row_key = r.row_key and l.role = 'main' left join target_now t on t.account_id = l.account_id
     where b.unit_cost_yen is not null and b.state = 'done' group by b.import_batch_id order by 1 desc`.execute(db);
  return rows;
}

import type { Database } from './pool.ts';

/** Columns by which the second look and the sums find what a file brought, and what the planner has to know of them. */
const columns = {
  account: ['account_id'],
  person: ['person_id', 'account_id', 'company_count', 'given', 'name_key'],
  affiliation: ['person_id', 'account_id', 'department_key'],
  row_link: ['row_key', 'role', 'account_id', 'person_id'],
  raw_row: ['row_key', 'version', 'import_batch_id'],
  review: ['kind', 'state', 'left_id', 'right_id'],
  entity_registry: ['row_key', 'kind'],
};

/**
 * Tells the planner how large the tables are that a large file filled. Nobody else has by then, and for a few hundred companies it would
 * read all rows.
 */
export async function refreshStatistics({ pool }: Pick<Database, 'pool'>): Promise<void> {
  const tables = Object.entries(columns).map(([table, names]) => `${table} (${names.join(', ')})`);
  await pool.query(`analyze ${tables.join(', ')}`);
}

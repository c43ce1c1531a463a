import { sql } from 'kysely';
import type { Db } from './pool.ts';

/** The statuses that leads of each source have, the most frequent first. */
export async function countLeadStatuses(db: Db): Promise<{ source: string; status: string | null; leads: number }[]> {
  const { rows } = await sql<{ source: string; status: string | null; leads: number }>`
    select source, status, count(*)::int as leads from lead group by 1, 2 order by 1, 3 desc`.execute(db);
  return rows;
}

/** Where leads of each source say they come from, the most frequent first. */
export async function countLeadSources(db: Db): Promise<{ source: string; leadSource: string; leads: number }[]> {
  const { rows } = await sql<{ source: string; leadSource: string; leads: number }>`
    select source, lead_source as "leadSource", count(*)::int as leads from lead
     where lead_source is not null group by 1, 2 order by 1, 3 desc, 2`.execute(db);
  return rows;
}

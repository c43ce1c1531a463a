import type { Db } from './pool.ts';

/** KPI codes a member chose for the first screen, in their order; none where nobody chose. */
export async function readTiles(db: Db, memberId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('home_tile')
    .select('kpi_code')
    .where('member_id', '=', memberId)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.kpi_code);
}

export async function writeTiles(db: Db, memberId: number, codes: readonly string[]): Promise<void> {
  await db.deleteFrom('home_tile').where('member_id', '=', memberId).execute();
  if (codes.length === 0) return;
  await db
    .insertInto('home_tile')
    .values(codes.map((kpi_code, position) => ({ member_id: memberId, position, kpi_code })))
    .execute();
}

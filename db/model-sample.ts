import { sql } from 'kysely';
import type { ModelKind } from './match-models.ts';
import type { Db } from './pool.ts';

/**
 * Rows of entities drawn by a hash of the seed, in the order of their keys: at most so many of one entity, and beside each those
 * that somebody is or may be asked about together with it. The same base and seed give the same rows.
 */
export async function drawSampleRows(
  db: Db,
  kind: ModelKind,
  {
    seed,
    entitiesMax,
    rowsPerEntityMax,
    rowsMax,
  }: {
    readonly seed: number;
    readonly entitiesMax: number;
    readonly rowsPerEntityMax: number;
    readonly rowsMax: number;
  },
): Promise<string[]> {
  const id = sql.ref(`${kind}_id`);
  const { rows } = await sql<{ row_key: string }>`
    with drawn as (
      select ${id} as id from ${sql.table(kind)} order by hashint8extended(${id}, ${seed}), 1 limit ${entitiesMax}),
    beside as (
      select case when r.left_id = d.id then r.right_id else r.left_id end as id
        from drawn d join review r on r.kind = ${kind} and (r.left_id = d.id or r.right_id = d.id) and r.state in ('open', 'weak')),
    chosen as (select id from drawn union select id from beside),
    numbered as (
      select l.row_key, row_number() over (partition by c.id order by hashtextextended(l.row_key::text, ${seed}), l.row_key) as place, hashint8extended(c.id, ${seed}) as turn
        from chosen c join row_link l on l.${id} = c.id)
    select row_key from (select distinct row_key, min(turn) over (partition by row_key) as turn from numbered where place <= ${rowsPerEntityMax}) n
     order by turn, row_key limit ${rowsMax}`.execute(db);
  return rows.map((row) => row.row_key).sort();
}

import { type RawBuilder, sql } from 'kysely';

/** A version of a row. What outside tables told of it when it came is kept by it, because an earlier version may come into force again. */
export type RowVersion = { readonly rowKey: string; readonly version: number };

/** Condition on `row_key` and `version`: one of these. */
export function isOneOfVersions(rows: readonly RowVersion[]): RawBuilder<boolean> {
  return sql`(row_key, version) in
    (select * from unnest(${rows.map(({ rowKey }) => rowKey)}::uuid[], ${rows.map(({ version }) => version)}::integer[]))`;
}

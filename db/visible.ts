import { sql, type RawBuilder } from 'kysely';

/** Who looks, as far as it limits what is seen. */
export type Viewer = { readonly role: string; readonly agencyAccountId: number | null };

/**
 * The only place that says which accounts a member sees: internal roles all of them, an agency those that carry its id.
 * `account` is the alias of the account table in the query.
 */
export function visibleTo(viewer: Viewer, account = 'a'): RawBuilder<boolean> {
  if (viewer.role !== 'agency') return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(`${account}.agency_id`)} = ${viewer.agencyAccountId ?? -1}`;
}

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

/** Which companies are targets is between our own marketing and sales. */
export const seesTargets = (viewer: Viewer): boolean => viewer.role !== 'agency';

/** The name of the company in `column` as far as this viewer sees it: an agency reads its own, and never another agency's. */
export function visibleName(viewer: Viewer, column: string): RawBuilder<string | null> {
  const isOwn = sql`p.account_id = ${viewer.agencyAccountId ?? -1}`;
  const isSeen = viewer.role === 'agency' ? sql`(${visibleTo(viewer, 'p')} or ${isOwn})` : sql`true`;
  return sql<string | null>`(select p.name from account p where p.account_id = ${sql.ref(column)} and ${isSeen})`;
}

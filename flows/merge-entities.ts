import { sql } from 'kysely';
import { todayJst } from '#core/period/day.ts';
import { formerPosts } from '#db/former-posts.ts';
import { moveMerged, type Merge } from '#db/merge-entities.ts';
import { markDecided, proposeNamesakes } from '#db/pairs.ts';
import type { EntityKind } from '#db/move-rows.ts';
import { refreshRollups } from '#db/rollups.ts';
import type { Transaction } from '#db/transaction.ts';
import { recompute, type SumsLater } from './recompute.ts';

/**
 * Makes one entity of two, many pairs at a time: rows, facts, redirects and open questions follow, values are worked out anew.
 * The same for a person's verdict, for what the model merged and for a rebuild. `verdict` is kept with the pair. With `sumsLater` the companies
 * whose sums follow are noted there instead of being counted.
 */
export async function mergeEntities(
  transaction: Transaction,
  kind: EntityKind,
  merges: readonly Merge[],
  verdict: string,
  sumsLater?: SumsLater,
): Promise<void> {
  if (merges.length === 0) return;
  const ids = merges.flatMap(({ keptId, goneId }) => [keptId, goneId]);
  const gone = merges.map(({ goneId }) => goneId);
  // Who is known at the company that stays only is told nothing new.
  const people = kind === 'account' ? await linkedIds(transaction, 'account', 'person', gone) : ids;
  // First of all: an open question about an entity goes with it, and this one is to come back when the merge is taken back.
  await markDecided(
    transaction,
    kind,
    merges.map(({ keptId, goneId }) => ({ one: keptId, other: goneId })),
    verdict,
  );
  await moveMerged(transaction, kind, merges, verdict !== 'automatic');
  const accounts = kind === 'account' ? ids : await linkedIds(transaction, 'person', 'account', ids);
  await recompute(transaction, kind === 'account' ? accounts : [], people, sumsLater);
  if (sumsLater) for (const id of accounts) sumsLater.add(id);
  else await refreshRollups(transaction, todayJst(new Date()), accounts);
  if (kind === 'account') await proposeNamesakes(transaction, [...new Set(merges.map(({ keptId }) => keptId))]);
}

/** Entities of the other kind that rows link to these, or linked once. */
export async function linkedIds(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  wanted: EntityKind,
  ids: readonly number[],
): Promise<number[]> {
  const column = sql.ref(`${wanted}_id`);
  const { rows } = await sql<{ id: number }>`
    select ${column} as id from row_link where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[]) and ${column} is not null
    union select ${column} from ${formerPosts} f where ${sql.ref(`${kind}_id`)} = any(${ids}::bigint[])`.execute(
    transaction.db,
  );
  return rows.map((row) => row.id);
}

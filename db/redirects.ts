import { sql } from 'kysely';
import { followAgencies } from './agencies.ts';
import type { EntityKind } from './move-rows.ts';
import type { Transaction } from './transaction.ts';

/** Where each of these companies or people is today: itself, or the one it went into. */
export async function entitiesNow(
  { db }: Pick<Transaction, 'db'>,
  kind: EntityKind,
  ids: readonly number[],
): Promise<Map<number, number>> {
  const { rows } = await sql<{ given: number; now: number }>`
    select given, coalesce(r.to_id, given) as now from unnest(${ids}::bigint[]) given
      left join entity_redirect r on r.kind = ${kind} and r.from_id = given`.execute(db);
  return new Map(rows.map(({ given, now }) => [given, now]));
}

/** An id that nobody has any more leads to the one its rows went to. */
export async function leaveRedirect(
  transaction: Transaction,
  kind: EntityKind,
  from: number,
  to: number,
): Promise<void> {
  const { db } = transaction;
  await sql`insert into entity_redirect (kind, from_id, to_id) values (${kind}, ${from}, ${to})
    on conflict (from_id, kind) do update set to_id = excluded.to_id, at = now()`.execute(db);
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}`.execute(db);
  if (kind === 'account') await followAgencies(transaction, [from]);
}

/** Ids that these rows founded follow them: what led to the entity they were taken out of leads to the one they are in. */
export async function turnRedirects(
  transaction: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}
     and from_id in (select entity_id from entity_registry where row_key = any(${rows}::uuid[]) and kind like ${`${kind}%`})`.execute(
    transaction.db,
  );
  if (kind === 'account') await followAgencies(transaction, [from]);
}

/** An id that has rows of its own again leads nowhere else. */
export async function forgetRedirect(transaction: Transaction, kind: EntityKind, id: number): Promise<void> {
  const led = await transaction.db
    .deleteFrom('entity_redirect')
    .where('kind', '=', kind)
    .where('from_id', '=', id)
    .returning('to_id')
    .execute();
  if (kind === 'account')
    await followAgencies(
      transaction,
      led.map(({ to_id }) => to_id),
    );
}

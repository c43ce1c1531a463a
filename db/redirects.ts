import { sql } from 'kysely';
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
export async function leaveRedirect({ db }: Transaction, kind: EntityKind, from: number, to: number): Promise<void> {
  await sql`insert into entity_redirect (kind, from_id, to_id) values (${kind}, ${from}, ${to})
    on conflict (from_id, kind) do update set to_id = excluded.to_id, at = now()`.execute(db);
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}`.execute(db);
}

/** Ids that these rows founded follow them: what led to the entity they were taken out of leads to the one they are in. */
export async function turnRedirects(
  { db }: Transaction,
  kind: EntityKind,
  rows: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  await sql`update entity_redirect set to_id = ${to} where kind = ${kind} and to_id = ${from}
     and from_id in (select entity_id from entity_registry where row_key = any(${rows}::uuid[]) and kind like ${`${kind}%`})`.execute(
    db,
  );
}

/** An id that has rows of its own again leads nowhere else. */
export async function forgetRedirect({ db }: Transaction, kind: EntityKind, id: number): Promise<void> {
  await sql`delete from entity_redirect where kind = ${kind} and from_id = ${id}`.execute(db);
}

import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import type { EntityKind } from '#db/move-rows.ts';
import type { Transaction } from '#db/transaction.ts';

/** Follows redirects: the id a bookmark or decision names may have been merged into another. */
export async function requireEntity(
  transaction: Pick<Transaction, 'db'>,
  kind: EntityKind,
  id: number,
): Promise<number> {
  const redirect = await transaction.db
    .selectFrom('entity_redirect')
    .select('to_id')
    .where('kind', '=', kind)
    .where('from_id', '=', id)
    .executeTakeFirst();
  const target = redirect?.to_id ?? id;
  const { rows } = await sql<{
    id: number;
  }>`select ${sql.ref(`${kind}_id`)} as id from ${sql.table(kind)} where ${sql.ref(`${kind}_id`)} = ${target}`.execute(
    transaction.db,
  );
  if (!rows[0])
    throw new Refusal(
      `${kind}_not_found`,
      kind === 'account' ? `企業 ${id} は見つかりません。` : `人物 ${id} は見つかりません。`,
      { status: 404 },
    );
  return target;
}

import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import { applyOverrides, pinnable, type Pinnable } from '#db/overrides.ts';
import type { Transaction } from '#db/transaction.ts';
import { recompute } from './recompute.ts';

export type AccountChanges = Readonly<Partial<Record<Pinnable, string | number | boolean | null | undefined>>>;
type Before = { id: number; values: Record<string, unknown>; pinned: string[] };

/** Pins values on one or many accounts; remembers what was there so that the whole edit can be taken back. */
export async function editAccounts(
  transaction: Transaction,
  ids: readonly number[],
  changes: AccountChanges,
  memberId: number | null,
  description: string,
): Promise<{ edited: number; bulkEditId: number }> {
  const attributes = Object.keys(changes).filter(
    (attribute): attribute is Pinnable => attribute in pinnable && changes[attribute as Pinnable] !== undefined,
  );
  if (attributes.length === 0) throw new Refusal('nothing_changed', '変更する項目がありません。');
  const before = await readBefore(transaction, ids, attributes);
  for (const attribute of attributes)
    await pin(transaction, ids, attribute, changes[attribute] as string | number | boolean | null, memberId);
  await applyOverrides(transaction, ids);
  const edit = await transaction.db
    .insertInto('bulk_edit')
    .values({ noun: 'account', description, changes: JSON.stringify(before), member_id: memberId })
    .returning('bulk_edit_id')
    .executeTakeFirstOrThrow();
  for (const row of before.slice(0, 1_000))
    await writeAudit(transaction.db, {
      memberId,
      action: 'account.edit',
      subjectKind: 'account',
      subjectId: row.id,
      before: row.values,
      after: changes,
    });
  if (before.length > 1_000)
    await writeAudit(transaction.db, {
      memberId,
      action: 'account.bulk_edit',
      subjectKind: 'bulk_edit',
      subjectId: edit.bulk_edit_id,
      after: { accounts: before.length, changes },
    });
  return { edited: before.length, bulkEditId: edit.bulk_edit_id };
}

async function readBefore(
  transaction: Transaction,
  ids: readonly number[],
  attributes: readonly Pinnable[],
): Promise<Before[]> {
  const { rows } = await sql<{ account_id: number; values: Record<string, unknown>; pinned: string[] }>`
    select a.account_id, to_jsonb(a) as values, array(select attribute from account_override o where o.account_id = a.account_id) as pinned
      from account a where a.account_id = any(${ids}::bigint[]) for update`.execute(transaction.db);
  return rows.map((row) => ({
    id: row.account_id,
    values: Object.fromEntries(attributes.map((attribute) => [attribute, row.values[attribute] ?? null])),
    pinned: row.pinned.filter((name) => attributes.includes(name as Pinnable)),
  }));
}

async function pin(
  transaction: Transaction,
  ids: readonly number[],
  attribute: Pinnable,
  value: string | number | boolean | null,
  memberId: number | null,
): Promise<void> {
  await sql`insert into account_override (account_id, attribute, value, member_id)
    select id, ${attribute}, ${JSON.stringify(value)}::jsonb, ${memberId} from unnest(${ids}::bigint[]) as id
    on conflict (account_id, attribute) do update set value = excluded.value, member_id = excluded.member_id, at = now()`.execute(
    transaction.db,
  );
}

/** Puts back what an edit changed: values pinned before are pinned again, the others follow their sources. */
export async function undoBulkEdit(
  transaction: Transaction,
  bulkEditId: number,
  memberId: number | null,
): Promise<{ restored: number }> {
  const edit = await transaction.db
    .selectFrom('bulk_edit')
    .selectAll()
    .where('bulk_edit_id', '=', bulkEditId)
    .forUpdate()
    .executeTakeFirst();
  if (!edit) throw new Refusal('edit_not_found', `編集 ${bulkEditId} は見つかりません。`, { status: 404 });
  if (edit.undone_at) throw new Refusal('already_undone', 'この編集はすでに取り消されています。', { status: 409 });
  const before = edit.changes as Before[];
  for (const row of before) {
    for (const [attribute, value] of Object.entries(row.values)) {
      if (row.pinned.includes(attribute))
        await pin(transaction, [row.id], attribute as Pinnable, value as string | null, memberId);
      else
        await transaction.db
          .deleteFrom('account_override')
          .where('account_id', '=', row.id)
          .where('attribute', '=', attribute)
          .execute();
    }
  }
  const ids = before.map((row) => row.id);
  await resetHumanColumns(transaction, ids, Object.keys(before[0]?.values ?? {}));
  await recompute(transaction, ids, []);
  await transaction.db
    .updateTable('bulk_edit')
    .set({ undone_at: new Date() })
    .where('bulk_edit_id', '=', bulkEditId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: 'account.undo_edit',
    subjectKind: 'bulk_edit',
    subjectId: bulkEditId,
    after: { accounts: ids.length },
  });
  return { restored: ids.length };
}

/** Columns that no file fills start from nothing again. */
async function resetHumanColumns(
  transaction: Transaction,
  ids: readonly number[],
  attributes: readonly string[],
): Promise<void> {
  for (const attribute of attributes) {
    if (attribute === 'is_on_hold')
      await sql`update account set is_on_hold = false where account_id = any(${ids}::bigint[])`.execute(transaction.db);
    else if (attribute === 'kind')
      await sql`update account set kind = 'company' where account_id = any(${ids}::bigint[])`.execute(transaction.db);
    else if (['class', 'tier', 'hold_reason', 'owner_id', 'agency_id'].includes(attribute))
      await sql`update account set ${sql.ref(attribute)} = null where account_id = any(${ids}::bigint[])`.execute(
        transaction.db,
      );
  }
}

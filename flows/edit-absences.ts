import { sql } from 'kysely';
import { Refusal } from '#core/refusal.ts';
import { writeAudit } from '#db/audit.ts';
import type { Transaction } from '#db/transaction.ts';

export type NewAbsence = {
  readonly memberId: number;
  readonly fromOn: string;
  readonly toOn: string;
  readonly deputyId: number | null;
};

/**
 * Writes down when a member is away and who stands in. Refuses days that run backwards or overlap another absence of the same
 * member, and a deputy who is the member or does not work here; a deputy who is away in those days is said, not refused.
 */
export async function addAbsence(
  transaction: Transaction,
  wanted: NewAbsence,
  memberId: number | null,
): Promise<{ absenceId: number; deputyIsAway: boolean }> {
  const { db } = transaction;
  if (wanted.toOn < wanted.fromOn)
    throw new Refusal('absence_backwards', '不在の終わりは、始まりの日以降にしてください。', { status: 422 });
  const people = await db
    .selectFrom('member')
    .select(['member_id', 'role', 'is_active'])
    .where('member_id', 'in', [wanted.memberId, wanted.deputyId ?? wanted.memberId])
    .forUpdate()
    .execute();
  const isHere = (id: number) => people.some((row) => row.member_id === id && row.is_active && row.role !== 'agency');
  if (!isHere(wanted.memberId))
    throw new Refusal('member_not_found', `利用者 ${wanted.memberId} は見つかりません。`, { status: 404 });
  if (wanted.deputyId !== null && (wanted.deputyId === wanted.memberId || !isHere(wanted.deputyId)))
    throw new Refusal('deputy_unfit', '代理には、本人とは別の、有効な利用者を選んでください。', { status: 422 });
  const overlapping = await overlaps(transaction, wanted.memberId, wanted);
  if (overlapping) throw new Refusal('absence_overlaps', 'この期間には、すでに不在の登録があります。', { status: 409 });
  const { absence_id: absenceId } = await db
    .insertInto('absence')
    .values({
      member_id: wanted.memberId,
      from_on: wanted.fromOn,
      to_on: wanted.toOn,
      deputy_id: wanted.deputyId,
    })
    .returning('absence_id')
    .executeTakeFirstOrThrow();
  await writeAudit(db, {
    memberId,
    action: 'absence.add',
    subjectKind: 'absence',
    subjectId: absenceId,
    after: wanted,
  });
  const deputyIsAway = wanted.deputyId !== null && (await overlaps(transaction, wanted.deputyId, wanted));
  return { absenceId, deputyIsAway };
}

/** Takes an absence away; members their own, managers anybody's. Returns what it was. */
export async function removeAbsence(
  transaction: Transaction,
  absenceId: number,
  memberId: number | null,
): Promise<NewAbsence> {
  const row = await requireAbsence(transaction, absenceId);
  await transaction.db.deleteFrom('absence').where('absence_id', '=', absenceId).execute();
  await writeAudit(transaction.db, {
    memberId,
    action: 'absence.remove',
    subjectKind: 'absence',
    subjectId: absenceId,
    before: row,
  });
  return row;
}

/** The absence, held until the end of the transaction. Refuses `absence_not_found`. */
export async function requireAbsence(transaction: Transaction, absenceId: number): Promise<NewAbsence> {
  const row = await transaction.db
    .selectFrom('absence')
    .selectAll()
    .where('absence_id', '=', absenceId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new Refusal('absence_not_found', `不在 ${absenceId} は見つかりません。`, { status: 404 });
  return { memberId: row.member_id, fromOn: row.from_on, toOn: row.to_on, deputyId: row.deputy_id };
}

async function overlaps(
  { db }: Transaction,
  memberId: number,
  { fromOn, toOn }: Pick<NewAbsence, 'fromOn' | 'toOn'>,
): Promise<boolean> {
  const found = await db
    .selectFrom('absence')
    .select('absence_id')
    .where('member_id', '=', memberId)
    .where(sql<boolean>`from_on <= ${toOn}::date and to_on >= ${fromOn}::date`)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

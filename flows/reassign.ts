import { addMonths } from '#core/period/fiscal.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { sharedOut, type Share } from '#core/route/share-out.ts';
import { writeAudit } from '#db/audit.ts';
import type { Db } from '#db/pool.ts';
import { accountsOwnedBy, countOpenActions, type OwnedAccount } from '#db/reassignments.ts';
import type { Transaction } from '#db/transaction.ts';

/** 担当替え: whose companies go to whom, from which day on. */
export type Reassignment = {
  readonly fromId: number;
  /** Which companies go to whom; a company goes by the first share that fits it. */
  readonly shares: readonly Share[];
  /** The day from which on, `YYYY-MM-DD`. */
  readonly effectiveOn: string;
  /** Who takes over the open actions of weekly meetings; null leaves them with their owner. */
  readonly actionsTo: number | null;
  readonly note: string | null;
};

/** What a 担当替え would move, in numbers and company by company. */
export type ReassignmentPreview = {
  /** The former owner may still answer until this day, `YYYY-MM-DD`. */
  readonly sharedUntil: string;
  /** Companies by who takes them; `toId` null stays with the owner. The sums are all companies of the owner. */
  readonly shares: readonly {
    readonly toId: string | null;
    readonly accounts: number;
    readonly targets: number;
    readonly openHandovers: number;
    readonly accepted: number;
    readonly openDeals: number;
    readonly appointments: number;
  }[];
  readonly openActions: number;
  readonly accounts: readonly (OwnedAccount & { readonly toId: string | null })[];
};

/** What would move, company by company; nothing is written. Refuses `reassignment_in_past`, `member_not_found`, `reassignment_receiver`. */
export async function previewReassignment(db: Db, wanted: Reassignment, today: string): Promise<ReassignmentPreview> {
  await refuseImpossible(db, wanted, today);
  const owned = await accountsOwnedBy(db, wanted.fromId);
  const taken = sharedOut(owned, wanted.shares);
  const accounts = owned.map((account) => ({ ...account, toId: taken.get(account.accountId) ?? null }));
  const receivers = [...new Set([...wanted.shares.map(({ toId }) => toId), null])];
  return {
    sharedUntil: addMonths(wanted.effectiveOn, 1),
    shares: receivers.map((toId) => {
      const own = accounts.filter((account) => account.toId === toId);
      const sum = (count: (account: OwnedAccount) => number) => own.reduce((total, one) => total + count(one), 0);
      return {
        toId,
        accounts: own.length,
        targets: sum((one) => Number(one.isTarget)),
        openHandovers: sum((one) => one.openHandovers),
        accepted: sum((one) => one.accepted),
        openDeals: sum((one) => one.openDeals),
        appointments: sum((one) => one.appointments),
      };
    }),
    openActions: await countOpenActions(db, wanted.fromId),
    accounts,
  };
}

/**
 * Plans a 担当替え: the companies of the preview, to be moved when its day comes (`flows/apply-reassignments.ts`). Refuses what the
 * preview does, and `nothing_to_reassign`.
 */
export async function planReassignment(
  transaction: Transaction,
  wanted: Reassignment,
  memberId: number | null,
  now: Date,
): Promise<{ reassignmentId: number; accounts: number }> {
  const { db } = transaction;
  const { accounts, sharedUntil } = await previewReassignment(db, wanted, todayJst(now));
  const moving = accounts.filter((account) => account.toId !== null);
  if (moving.length === 0)
    throw new Refusal('nothing_to_reassign', '条件に合う担当企業がありません。', { status: 422 });
  const { reassignment_id: reassignmentId } = await db
    .insertInto('reassignment')
    .values({
      from_id: wanted.fromId,
      shares: JSON.stringify(wanted.shares),
      effective_on: wanted.effectiveOn,
      shared_until: sharedUntil,
      actions_to: wanted.actionsTo,
      note: wanted.note,
      state: 'planned',
      created_by: memberId,
      created_at: now,
    })
    .returning('reassignment_id')
    .executeTakeFirstOrThrow();
  await transaction.copy(
    'reassignment_account',
    ['reassignment_id', 'account_id', 'to_id'],
    moving.map((account) => `${reassignmentId}\t${account.accountId}\t${account.toId}\n`),
  );
  await writeAudit(db, {
    memberId,
    action: 'reassignment.plan',
    subjectKind: 'reassignment',
    subjectId: reassignmentId,
    after: { ...wanted, accounts: moving.length },
  });
  return { reassignmentId, accounts: moving.length };
}

/**
 * Takes a planned 担当替え back; one that took effect stays, another one moves the companies again. Refuses `reassignment_not_found`,
 * `reassignment_settled`.
 */
export async function undoReassignment(
  transaction: Transaction,
  reassignmentId: number,
  memberId: number | null,
  now: Date,
): Promise<{ reassignmentId: number }> {
  const row = await transaction.db
    .selectFrom('reassignment')
    .select('state')
    .where('reassignment_id', '=', reassignmentId)
    .forUpdate()
    .executeTakeFirst();
  if (!row)
    throw new Refusal('reassignment_not_found', `担当替え ${reassignmentId} は見つかりません。`, { status: 404 });
  if (row.state !== 'planned')
    throw new Refusal('reassignment_settled', '取り消せるのは、実施日より前の担当替えだけです。', { status: 409 });
  await transaction.db
    .updateTable('reassignment')
    .set({ state: 'undone', undone_at: now, undone_by: memberId })
    .where('reassignment_id', '=', reassignmentId)
    .execute();
  await writeAudit(transaction.db, {
    memberId,
    action: 'reassignment.undo',
    subjectKind: 'reassignment',
    subjectId: reassignmentId,
  });
  return { reassignmentId };
}

async function refuseImpossible(db: Db, { fromId, shares, effectiveOn, actionsTo }: Reassignment, today: string) {
  if (effectiveOn < today)
    throw new Refusal('reassignment_in_past', '実施日は今日以降にしてください。', { status: 422 });
  const members = await db.selectFrom('member').select(['member_id', 'is_active', 'role']).execute();
  const receivers = new Set(
    members.filter((row) => row.is_active && row.role !== 'agency').map((row) => String(row.member_id)),
  );
  if (!members.some((row) => row.member_id === fromId))
    throw new Refusal('member_not_found', `利用者 ${fromId} は見つかりません。`, { status: 404 });
  const wanted = [...shares.map(({ toId }) => toId), ...(actionsTo === null ? [] : [String(actionsTo)])];
  if (shares.length === 0 || wanted.some((id) => !receivers.has(id) || id === String(fromId)))
    throw new Refusal('reassignment_receiver', '引き継ぐ人には、今の担当とは別の、有効な利用者を選んでください。', {
      status: 422,
    });
}

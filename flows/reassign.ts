import { advance, isPossible } from '#core/demand/advance.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { addMonths } from '#core/period/fiscal.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { sharedOut, type Share } from '#core/route/share-out.ts';
import { writeAudit } from '#db/audit.ts';
import { addCycleEvents } from '#db/cycle-events.ts';
import { saveCycles } from '#db/lead-cycles.ts';
import type { Database, Db } from '#db/pool.ts';
import {
  accountsOwnedBy,
  countOpenActions,
  listShared,
  moveActions,
  moveAppointments,
  moveTargets,
  openCyclesOf,
  type OwnedAccount,
} from '#db/reassignments.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { editAccounts } from './edit-accounts.ts';
import { readCycles } from './lead-cycles.ts';

/** 担当替え: whose companies go to whom, from which day on. */
export type Reassignment = {
  readonly fromId: number;
  readonly shares: readonly Share[];
  readonly effectiveOn: string;
  /** Who takes over the open actions of weekly meetings; null leaves them with their owner. */
  readonly actionsTo: number | null;
  readonly note: string | null;
};

export type ReassignmentPreview = {
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

/** What would move, company by company; nothing is written. Refuses people who do not work here and the owner as receiver. */
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

/** Plans a 担当替え: the companies of the preview, to be moved when its day comes. */
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

/** Takes a planned 担当替え back; one that took effect stays, another one moves the companies again. */
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

/**
 * Lets every 担当替え whose day has come take effect, each in a transaction of its own: companies and target lines change their
 * owner, open hand-overs and accepted leads go along, with those that a deputy holds in the owner's stead, and the clocks of those
 * that wait begin anew; meetings that were set are the new owner's to hold. What was decided before stays
 * with whoever decided it. A company that has another owner by then is left alone. A second run finds nothing.
 */
export async function applyReassignments(database: Database, now: Date): Promise<{ applied: number }> {
  const due = await database.db
    .selectFrom('reassignment')
    .select('reassignment_id')
    .where('state', '=', 'planned')
    .where('effective_on', '<=', todayJst(now))
    .orderBy('effective_on')
    .orderBy('reassignment_id')
    .execute();
  let applied = 0;
  for (const { reassignment_id } of due)
    if (await inTransaction(database, (transaction) => applyReassignment(transaction, reassignment_id, now))) applied++;
  return { applied };
}

async function applyReassignment(transaction: Transaction, reassignmentId: number, now: Date): Promise<boolean> {
  const { db } = transaction;
  const plan = await db
    .selectFrom('reassignment')
    .selectAll()
    .where('reassignment_id', '=', reassignmentId)
    .where('state', '=', 'planned')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!plan) return false;
  const listed = await listShared(db, reassignmentId);
  const owned = await accountsOwnedBy(
    db,
    plan.from_id,
    listed.map((row) => row.accountId),
  );
  const stillOwned = new Set(owned.map((row) => row.accountId));
  const moved = { accounts: 0, targets: 0, cycles: 0, clocks: 0, appointments: 0, actions: 0 };
  for (const to of new Map(listed.map((row) => [row.toId, { memberId: row.toId, name: row.toName }])).values()) {
    const accountIds = listed
      .filter((row) => row.toId === to.memberId && stillOwned.has(row.accountId))
      .map((row) => row.accountId);
    if (accountIds.length === 0) continue;
    const { edited } = await editAccounts(
      transaction,
      accountIds,
      { values: { owner_id: to.memberId } },
      plan.created_by,
      '担当替え',
    );
    moved.accounts += edited;
    for (const { lineId } of await moveTargets(db, plan.from_id, accountIds, to)) {
      moved.targets++;
      await writeAudit(db, {
        memberId: plan.created_by,
        action: 'target.edit',
        subjectKind: 'target',
        subjectId: lineId,
        before: { owner_id: plan.from_id },
        after: { owner_id: to.memberId },
      });
    }
    const cycles = await moveCycles(
      transaction,
      await openCyclesOf(db, plan.from_id, accountIds, to.memberId),
      to.memberId,
      now,
    );
    moved.cycles += cycles.moved;
    moved.clocks += cycles.clocks;
    for (const { appointmentId, accountId } of await moveAppointments(db, plan.from_id, accountIds, to.memberId)) {
      moved.appointments++;
      await writeAudit(db, {
        memberId: plan.created_by,
        action: 'appointment.pass_on',
        subjectKind: 'account',
        subjectId: accountId,
        before: { appointmentId, hostId: plan.from_id },
        after: { appointmentId, hostId: to.memberId },
      });
    }
  }
  if (plan.actions_to !== null) moved.actions = (await moveActions(db, plan.from_id, plan.actions_to)).length;
  const movedLines = listed.filter((row) => stillOwned.has(row.accountId)).map((row) => row.listedId);
  await settle(transaction, reassignmentId, movedLines, moved, now);
  await writeAudit(db, {
    memberId: plan.created_by,
    action: 'reassignment.apply',
    subjectKind: 'reassignment',
    subjectId: reassignmentId,
    after: moved,
  });
  return true;
}

async function moveCycles(transaction: Transaction, cycleIds: readonly string[], toId: number, now: Date) {
  const event: CycleEvent = {
    kind: 'reassign',
    to: { kind: 'member', id: String(toId) },
    at: now.toISOString(),
    by: null,
    why: '担当替え',
  };
  const cycles = await readCycles(transaction.db, cycleIds, now);
  const movable = [...cycles.values()].filter(({ cycle }) => isPossible(cycle, 'reassign'));
  await addCycleEvents(
    transaction.db,
    movable.map(({ cycle }) => ({ cycleId: cycle.cycleId, event })),
  );
  await saveCycles(
    transaction.db,
    movable.map((held) => ({ ...held, cycle: advance(held.cycle, event) })),
  );
  return { moved: movable.length, clocks: movable.filter(({ cycle }) => cycle.state === 'handed_over').length };
}

async function settle(
  { db }: Transaction,
  reassignmentId: number,
  movedIds: readonly number[],
  moved: object,
  now: Date,
): Promise<void> {
  await db
    .updateTable('reassignment_account')
    .set((eb) => ({
      outcome: eb
        .case()
        .when('account_id', 'in', movedIds.length > 0 ? movedIds : [-1])
        .then('moved')
        .else('elsewhere')
        .end(),
    }))
    .where('reassignment_id', '=', reassignmentId)
    .execute();
  await db
    .updateTable('reassignment')
    .set({ state: 'applied', applied_at: now, moved: JSON.stringify(moved) })
    .where('reassignment_id', '=', reassignmentId)
    .execute();
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

import { advance, isPossible } from '#core/demand/advance.ts';
import type { CycleEvent } from '#core/demand/cycle-event.ts';
import { todayJst } from '#core/period/day.ts';
import { writeAudit } from '#db/audit.ts';
import { addCycleEvents } from '#db/cycle-events.ts';
import { saveCycles } from '#db/lead-cycles.ts';
import type { Database } from '#db/pool.ts';
import {
  accountsOwnedBy,
  listShared,
  moveActions,
  moveAppointments,
  moveTargets,
  openCyclesOf,
} from '#db/reassignments.ts';
import { inTransaction, type Transaction } from '#db/transaction.ts';
import { editAccounts } from './edit-accounts.ts';
import { readCycles } from './lead-cycles.ts';

/** Who gives companies away, and who planned it. */
type Giver = { readonly fromId: number; readonly plannedBy: number | null };
type Receiver = { readonly memberId: number; readonly name: string };
/** What went along, as it is kept beside a 担当替え. */
type Moved = Record<'accounts' | 'targets' | 'cycles' | 'clocks' | 'appointments' | 'actions', number>;

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
  const moved: Moved = { accounts: 0, targets: 0, cycles: 0, clocks: 0, appointments: 0, actions: 0 };
  const giver = { fromId: plan.from_id, plannedBy: plan.created_by };
  for (const to of new Map(listed.map((row) => [row.toId, { memberId: row.toId, name: row.toName }])).values()) {
    const accountIds = listed
      .filter((row) => row.toId === to.memberId && stillOwned.has(row.accountId))
      .map((row) => row.accountId);
    if (accountIds.length > 0) await moveAccounts(transaction, giver, to, accountIds, moved, now);
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

/** Companies to one receiver, with their target lines, leads and appointments; counts them in `moved`. */
async function moveAccounts(
  transaction: Transaction,
  { fromId, plannedBy }: Giver,
  to: Receiver,
  accountIds: readonly number[],
  moved: Moved,
  now: Date,
): Promise<void> {
  const { db } = transaction;
  const values = { owner_id: to.memberId };
  const { edited } = await editAccounts(transaction, accountIds, { values }, plannedBy, '担当替え');
  moved.accounts += edited;
  for (const { lineId } of await moveTargets(db, fromId, accountIds, to)) {
    moved.targets++;
    await writeAudit(db, {
      memberId: plannedBy,
      action: 'target.edit',
      subjectKind: 'target',
      subjectId: lineId,
      before: { owner_id: fromId },
      after: { owner_id: to.memberId },
    });
  }
  const cycleIds = await openCyclesOf(db, fromId, accountIds, to.memberId);
  const cycles = await moveCycles(transaction, cycleIds, to.memberId, now);
  moved.cycles += cycles.moved;
  moved.clocks += cycles.clocks;
  for (const { appointmentId, accountId } of await moveAppointments(db, fromId, accountIds, to.memberId)) {
    moved.appointments++;
    await writeAudit(db, {
      memberId: plannedBy,
      action: 'appointment.pass_on',
      subjectKind: 'account',
      subjectId: accountId,
      before: { appointmentId, hostId: fromId },
      after: { appointmentId, hostId: to.memberId },
    });
  }
}

/** Leads to one receiver, where they can move; `clocks` are those that wait for an answer, whose time begins anew. */
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

/** Keeps which companies went and which had another owner by then. */
async function settle(
  { db }: Transaction,
  reassignmentId: number,
  movedIds: readonly number[],
  moved: Moved,
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

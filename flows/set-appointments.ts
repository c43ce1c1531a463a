import {
  advanceAppointment,
  foldAppointment,
  type AppointmentDay,
  type AppointmentStep,
} from '#core/appointment/appointment.ts';
import { todayJst } from '#core/period/day.ts';
import { Refusal } from '#core/refusal.ts';
import { accountNow } from '#db/appointments.ts';
import { writeAudit } from '#db/audit.ts';
import { refreshRollups } from '#db/rollups.ts';
import {
  addStep,
  findAppointment,
  insertAppointment,
  saveAppointment,
  undoStep,
  type HeldAppointment,
  type NewAppointment,
} from '#db/set-appointments.ts';
import type { Db } from '#db/pool.ts';
import type { Transaction } from '#db/transaction.ts';
import { followUpLead, takeBackFollowUp } from './hand-over.ts';
import { requireStaff } from './require-staff.ts';

type By = { readonly memberId: number; readonly now: Date };
/** What may be told of an appointment after it was set, and why. */
export type Told = Exclude<AppointmentStep, { kind: 'set' }> & { readonly why: string | null };

/**
 * Sets an appointment (アポ設定). One won from a lead is its follow-up as well where `followsUp` says that whoever sets it answers
 * for that lead. Refuses `member_not_found` and `lead_not_found`.
 */
export async function setAppointment(
  transaction: Transaction,
  given: NewAppointment,
  when: AppointmentDay,
  by: By,
  followsUp = false,
): Promise<{ appointmentId: number }> {
  const { db } = transaction;
  const host = await requireStaff(db, given.hostId);
  if (given.cycleId !== null) await requireLead(db, given.cycleId, given.accountId);
  const step = { kind: 'set', ...when } as const;
  const appointmentId = await insertAppointment(db, given, advanceAppointment(undefined, step, todayJst(by.now)), by);
  await addStep(db, appointmentId, { ...step, why: null }, by);
  if (given.cycleId !== null && followsUp) await followUpLead(transaction, given.cycleId, followUpWords(when), by);
  await audit(db, given.accountId, 'set', by, { appointmentId, ...when, host, subject: given.subject });
  return { appointmentId };
}

/** Moves it, or says what became of it. Refuses what `advanceAppointment` refuses, and `appointment_not_found`. */
export async function tellAppointment(
  transaction: Transaction,
  appointmentId: number,
  step: Told,
  by: By,
): Promise<void> {
  const { db } = transaction;
  const { steps, accountId } = await requireAppointment(db, appointmentId);
  const next = advanceAppointment(foldAppointment(steps), step, todayJst(by.now));
  await addStep(db, appointmentId, step, by);
  await saveAppointment(db, appointmentId, next, by.now);
  await recount(db, accountId, by);
  const { kind, ...told } = step;
  await audit(db, accountId, kind, by, { appointmentId, ...told });
}

/**
 * Takes the last fact back, the setting at last. Refuses `nothing_to_undo` where somebody else told it, or where it is not of the
 * `kind` that is meant.
 */
export async function undoAppointment(
  transaction: Transaction,
  appointmentId: number,
  by: By,
  kind?: AppointmentStep['kind'],
): Promise<void> {
  const { db } = transaction;
  const { steps, accountId, cycleId } = await requireAppointment(db, appointmentId);
  const last = steps.at(-1)!;
  if (last.memberId !== by.memberId || (kind !== undefined && last.kind !== kind))
    throw new Refusal('nothing_to_undo', '取り消せるのは、自分が最後にした操作だけです。', { status: 409 });
  await undoStep(db, last.stepId, by);
  await saveAppointment(db, appointmentId, foldAppointment(steps.slice(0, -1)), by.now);
  if (last.kind === 'set' && cycleId !== null) await takeBackFollowUp(transaction, cycleId, last.at, by);
  await recount(db, accountId, by);
  await audit(db, accountId, 'undo', by, { appointmentId, step: last.kind });
}

/** The company's last contact follows what was held. */
async function recount(db: Db, accountId: number, { now }: By): Promise<void> {
  await refreshRollups({ db }, todayJst(now), [await accountNow(db, accountId)]);
}

const followUpWords = ({ meetsOn, meetsAt }: AppointmentDay) =>
  `アポ設定(${[meetsOn, meetsAt].filter(Boolean).join(' ')})`;

/** The appointment of this id. Refuses `appointment_not_found`. */
export async function requireAppointment(db: Db, appointmentId: number): Promise<HeldAppointment> {
  const found = await findAppointment(db, appointmentId);
  if (found) return found;
  throw new Refusal('appointment_not_found', `アポ ${appointmentId} は見つかりません。`, { status: 404 });
}

async function requireLead(db: Db, cycleId: string, accountId: number): Promise<void> {
  const lead = await db
    .selectFrom('lead_cycle')
    .select('cycle_id')
    .where('cycle_id', '=', cycleId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (!lead)
    throw new Refusal('lead_not_found', `リード ${cycleId} は見つかりません。`, { status: 404, details: { cycleId } });
}

async function audit(db: Db, accountId: number, what: string, { memberId }: By, after: object): Promise<void> {
  await writeAudit(db, {
    memberId,
    action: `appointment.${what}`,
    subjectKind: 'account',
    subjectId: accountId,
    after,
  });
}

import { sql } from 'kysely';
import type { Appointment, AppointmentStep } from '#core/appointment/appointment.ts';
import type { DateText } from '#core/value/date.ts';
import type { Db } from './pool.ts';

/** Whom an appointment set here is with, who goes there, and the lead it was won from. */
export type NewAppointment = {
  readonly accountId: number;
  readonly personId: number | null;
  readonly cycleId: string | null;
  readonly subject: string | null;
  readonly hostId: number;
};
export type StoredStep = AppointmentStep & { readonly stepId: number; readonly at: Date; readonly memberId: number };
type By = { readonly memberId: number; readonly now: Date };

/** Writes a new appointment with its first fact. */
export async function insertAppointment(db: Db, given: NewAppointment, now: Appointment, by: By): Promise<number> {
  const { appointment_id: appointmentId } = await db
    .insertInto('appointment')
    .values({
      account_id: given.accountId,
      person_id: given.personId,
      cycle_id: given.cycleId,
      subject: given.subject,
      host_id: given.hostId,
      status: now.status,
      meets_on: now.meetsOn,
      meets_at: now.meetsAt,
      set_by: by.memberId,
      set_at: by.now,
    })
    .returning('appointment_id')
    .executeTakeFirstOrThrow();
  return appointmentId;
}

/** Adds a fact; nothing is written over. */
export async function addStep(
  db: Db,
  appointmentId: number,
  step: AppointmentStep & { readonly why: string | null },
  by: By,
): Promise<void> {
  const hasDay = step.kind === 'set' || step.kind === 'move';
  await db
    .insertInto('appointment_event')
    .values({
      appointment_id: appointmentId,
      kind: step.kind,
      meets_on: hasDay ? step.meetsOn : null,
      meets_at: hasDay ? step.meetsAt : null,
      at: by.now,
      member_id: by.memberId,
      why: step.why,
    })
    .execute();
}

export type HeldAppointment = NewAppointment & {
  readonly appointmentId: number;
  readonly steps: readonly StoredStep[];
};

/** An appointment with its facts, oldest first, held until the end of the transaction; undefined where it was taken back. */
export async function findAppointment(db: Db, appointmentId: number): Promise<HeldAppointment | undefined> {
  const found = await db
    .selectFrom('appointment')
    .selectAll()
    .where('appointment_id', '=', appointmentId)
    .where('taken_back_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!found) return undefined;
  const { rows } = await sql<{ stepId: number; kind: string; on: DateText; time: string; at: Date; memberId: number }>`
    select appointment_event_id as "stepId", kind, meets_on::text as on, to_char(meets_at, 'HH24:MI') as time, at, member_id as "memberId"
      from appointment_event where appointment_id = ${appointmentId} and undone_at is null order by appointment_event_id`.execute(
    db,
  );
  return {
    appointmentId,
    accountId: found.account_id,
    personId: found.person_id,
    cycleId: found.cycle_id,
    subject: found.subject,
    hostId: found.host_id,
    steps: rows.map(({ on, time, ...step }) => ({ ...step, meetsOn: on, meetsAt: time }) as StoredStep),
  };
}

/** Marks a fact as taken back. */
export async function undoStep(db: Db, stepId: number, by: By): Promise<void> {
  await db
    .updateTable('appointment_event')
    .set({ undone_at: by.now, undone_by: by.memberId })
    .where('appointment_event_id', '=', stepId)
    .execute();
}

/** Writes how an appointment stands; undefined: it was taken back as a whole. */
export async function saveAppointment(
  db: Db,
  appointmentId: number,
  now: Appointment | undefined,
  at: Date,
): Promise<void> {
  await db
    .updateTable('appointment')
    .set(now ? { status: now.status, meets_on: now.meetsOn, meets_at: now.meetsAt } : { taken_back_at: at })
    .where('appointment_id', '=', appointmentId)
    .execute();
}

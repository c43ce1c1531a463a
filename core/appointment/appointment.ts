import { Refusal } from '#core/refusal.ts';
import type { DateText } from '#core/value/date.ts';
import type { AppointmentStatus } from './status.ts';

/** How an appointment set here stands. One that is moved stays one appointment, so it is never `rescheduled`. */
export type OwnStatus = Exclude<AppointmentStatus, 'rescheduled'>;
export type AppointmentDay = {
  readonly meetsOn: DateText;
  /** `14:30` JST; null where only the day is agreed. */
  readonly meetsAt: string | null;
};
export type Appointment = { readonly status: OwnStatus } & AppointmentDay;

/** One fact about it: set (アポ設定), moved (日程変更), held (実施), nobody came (不参加), called off (中止). */
export type AppointmentStep =
  | ({ readonly kind: 'set' } & AppointmentDay)
  | ({ readonly kind: 'move' } & AppointmentDay)
  | { readonly kind: 'hold' | 'no_show' | 'cancel' };

const endings = { hold: 'held', no_show: 'no_show', cancel: 'cancelled' } as const;

/**
 * The appointment after one more fact, told on `today`. What has a result already takes no other: the last fact is taken back
 * first. Refuses `appointment_settled`, and `appointment_not_yet` for a result before its day.
 */
export function advanceAppointment(
  before: Appointment | undefined,
  step: AppointmentStep,
  today: DateText,
): Appointment {
  if (step.kind === 'set') return { status: 'scheduled', meetsOn: step.meetsOn, meetsAt: step.meetsAt };
  if (before?.status !== 'scheduled')
    throw new Refusal(
      'appointment_settled',
      'この面談には、すでに結果が入っています。直すには、先に取り消してください。',
      {
        status: 409,
      },
    );
  if (step.kind === 'move') return { ...before, meetsOn: step.meetsOn, meetsAt: step.meetsAt };
  if (step.kind !== 'cancel' && before.meetsOn > today)
    throw new Refusal('appointment_not_yet', '実施・不参加は、面談の日になってから入れてください。', {
      status: 422,
      details: { meetsOn: before.meetsOn },
    });
  return { ...before, status: endings[step.kind] };
}

/** How it stands by its facts, oldest first; undefined where even its setting was taken back. */
export function foldAppointment(steps: readonly AppointmentStep[]): Appointment | undefined {
  return steps.reduce<Appointment | undefined>(
    (before, step) => advanceAppointment(before, step, '9999-12-31'),
    undefined,
  );
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import { advanceAppointment, foldAppointment, type AppointmentStep } from './appointment.ts';

const set: AppointmentStep = { kind: 'set', meetsOn: '2026-11-20', meetsAt: '14:00' };
const move: AppointmentStep = { kind: 'move', meetsOn: '2026-11-27', meetsAt: null };
const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

test('an appointment that is moved is held on its new day, as one appointment', () => {
  assert.deepEqual(foldAppointment([set, move, { kind: 'hold' }]), {
    status: 'held',
    meetsOn: '2026-11-27',
    meetsAt: null,
  });
  assert.equal(foldAppointment([]), undefined);
});

test('S3-17 a result comes on its day at the earliest; calling off may come before', () => {
  const appointment = advanceAppointment(undefined, set, '2026-11-10');
  for (const kind of ['hold', 'no_show'] as const) {
    assert.throws(() => advanceAppointment(appointment, { kind }, '2026-11-19'), refuses('appointment_not_yet'));
    assert.ok(advanceAppointment(appointment, { kind }, '2026-11-20'));
  }
  assert.equal(advanceAppointment(appointment, { kind: 'cancel' }, '2026-11-11').status, 'cancelled');
});

test('what has a result takes no other, whatever was told before', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constant(move), { maxLength: 4 }),
      fc.constantFrom('hold', 'no_show', 'cancel'),
      fc.constantFrom<AppointmentStep>(move, { kind: 'hold' }, { kind: 'no_show' }, { kind: 'cancel' }),
      (moves, ending, next) => {
        const ended = foldAppointment([set, ...moves, { kind: ending } as AppointmentStep]);
        assert.throws(() => advanceAppointment(ended, next, '2026-12-31'), refuses('appointment_settled'));
      },
    ),
  ));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import {
  advanceMeeting,
  foldMeeting,
  isHeld,
  isPlanned,
  meetingStates,
  stateOn,
  type Meeting,
  type MeetingStep,
} from './course.ts';

const refuses = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;
const plan: MeetingStep = { kind: 'plan', meetsOn: '2026-11-24', meetsAt: '10:00' };
const hold: MeetingStep = { kind: 'hold', meetsOn: '2026-11-24' };
const told = (toldOn: string, ...steps: MeetingStep[]) => foldMeeting(steps.map((step) => ({ ...step, toldOn })));
const planned = told('2026-11-20', plan)!;

test('a meeting is planned, its agenda written, held and confirmed', () => {
  const ready = advanceMeeting(planned, { kind: 'prepare' }, '2026-11-20');
  assert.deepEqual(ready, { state: 'agenda_ready', meetsOn: '2026-11-24', meetsAt: '10:00' });
  const held = advanceMeeting(ready, hold, '2026-11-24');
  assert.equal(advanceMeeting(held, { kind: 'confirm_minutes' }, '2026-11-25').state, 'minutes_confirmed');
});

test('one that nobody planned begins with being held; nothing else can be first', () => {
  assert.deepEqual(told('2026-11-24', hold), { state: 'held', meetsOn: '2026-11-24', meetsAt: null });
  for (const kind of ['prepare', 'miss', 'cancel', 'explain', 'confirm_minutes'] as const)
    assert.throws(() => advanceMeeting(undefined, { kind }, '2026-11-24'), refuses('meeting_step_impossible'));
});

test('its day passes without it: missed, with the reason later, or held after all', () => {
  assert.throws(() => advanceMeeting(planned, { kind: 'miss' }, '2026-11-24'), refuses('meeting_not_yet'));
  const missed = advanceMeeting(planned, { kind: 'miss' }, '2026-11-25');
  assert.equal(advanceMeeting(missed, { kind: 'explain' }, '2026-11-26').state, 'missed');
  assert.equal(advanceMeeting(missed, hold, '2026-11-26').state, 'held');
  for (const kind of ['prepare', 'cancel'] as const)
    assert.throws(() => advanceMeeting(missed, { kind }, '2026-11-26'), refuses('meeting_step_impossible'));
});

test('postponing takes its day along and asks for another agenda; nothing is planned backwards or held ahead', () => {
  const move: MeetingStep = { kind: 'move', meetsOn: '2026-11-26', meetsAt: null };
  assert.deepEqual(told('2026-11-20', plan, { kind: 'prepare' }, move), {
    state: 'scheduled',
    meetsOn: '2026-11-26',
    meetsAt: null,
  });
  assert.throws(() => advanceMeeting(planned, move, '2026-11-27'), refuses('meeting_day_passed'));
  assert.throws(() => advanceMeeting(undefined, plan, '2026-11-25'), refuses('meeting_day_passed'));
  assert.throws(() => advanceMeeting(planned, hold, '2026-11-23'), refuses('meeting_not_yet'));
});

test('a planned one whose day has passed is missed before the clock tells so', () => {
  assert.equal(stateOn('agenda_ready', '2026-11-24', '2026-11-24'), 'agenda_ready');
  assert.equal(stateOn('agenda_ready', '2026-11-24', '2026-11-25'), 'missed');
  assert.equal(stateOn('held', '2026-11-24', '2026-11-25'), 'held');
});

const days = fc.constantFrom('2026-11-20', '2026-11-24', '2026-11-26', '2026-12-01');
const anyStep: fc.Arbitrary<MeetingStep> = fc.oneof(
  fc.record({ kind: fc.constantFrom('plan' as const, 'move' as const), meetsOn: days, meetsAt: fc.constant(null) }),
  fc.record({ kind: fc.constant('hold' as const), meetsOn: days }),
  fc.record({ kind: fc.constantFrom('prepare', 'confirm_minutes', 'miss', 'explain', 'cancel') }),
);

test('whatever is told, and whenever: it stays one of the six states, and one that was held or called off is never missed', () =>
  fc.assert(
    fc.property(fc.array(fc.tuple(anyStep, days), { maxLength: 12 }), (steps) => {
      let meeting: Meeting | undefined;
      const wasThere = new Set<string>();
      for (const [step, today] of steps)
        try {
          const next = advanceMeeting(meeting, step, today);
          assert.ok(meetingStates.includes(next.state));
          if (wasThere.has('held') || wasThere.has('cancelled'))
            assert.ok(!['missed', 'scheduled'].includes(next.state));
          if (isHeld(next.state) && meeting && !isHeld(meeting.state)) assert.equal(step.kind, 'hold');
          meeting = next;
          wasThere.add(next.state);
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      if (meeting) assert.ok(!(isHeld(meeting.state) && isPlanned(meeting.state)));
    }),
  ));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CycleState } from '#core/demand/cycle.ts';
import { stateWords } from '#core/demand/cycle-words.ts';
import { isTold, noticeKinds, supersededBecause, type NoticeStanding } from './standing.ts';

const states = Object.keys(stateWords) as CycleState[];
const clocks = ['waiting', 'reminded', 'overdue', 'ignored', 'postponed', 'answered', 'followed_up'] as const;
const open: NoticeStanding = {
  kind: 'handed_over',
  state: 'handed_over',
  clock: 'waiting',
  isForReader: true,
  isReaderActive: true,
};

for (const [what, change, because] of [
  ['still waits for its reader', {}, null],
  ['was answered', { state: 'accepted' }, 'answered'],
  ['was sent back', { state: 'rejected' }, 'answered'],
  ['ran out', { state: 'ignored' }, 'lapsed'],
  ['ended with what followed from its reason', { state: 'recycled' }, 'closed'],
  ['turned out to be another lead', { state: 'merged' }, 'closed'],
  ['was taken back', { state: 'mql_candidate' }, 'withdrawn'],
  ['is gone', { state: null }, 'withdrawn'],
  ['is somebody else’s', { isForReader: false }, 'moved'],
  ['is of somebody who left', { isReaderActive: false }, 'left'],
  ['was put off', { clock: 'postponed' }, 'postponed'],
  ['is not due any more', { kind: 'reminded', clock: 'waiting' }, 'not_due'],
  ['was due and is overdue', { kind: 'reminded', clock: 'overdue' }, null],
  ['is overdue no more', { kind: 'overdue', clock: 'reminded' }, 'not_due'],
  ['was followed up', { kind: 'unfollowed', state: 'accepted' }, 'answered'],
  ['is still without follow-up', { kind: 'unfollowed', state: 'accepted_ignored', clock: 'answered' }, null],
  ['is held by whoever is told of a second request', { kind: 'asked_again', state: 'sql', clock: 'answered' }, null],
  ['was won before the second request was told', { kind: 'asked_again', state: 'won' }, 'closed'],
] as const satisfies readonly (readonly [string, Partial<NoticeStanding>, unknown])[])
  test(`a notice whose lead ${what}: ${because ?? 'it goes out'}`, () =>
    assert.equal(supersededBecause({ ...open, ...change }), because));

test('nothing goes out about a lead that ended, to somebody it is not for, or before it is due', () => {
  fc.assert(
    fc.property(
      fc.record({
        kind: fc.constantFrom(...noticeKinds),
        state: fc.constantFrom(...states, null),
        clock: fc.constantFrom(...clocks, null),
        isForReader: fc.boolean(),
        isReaderActive: fc.boolean(),
      }),
      (standing) => {
        if (supersededBecause(standing) !== null) return;
        assert.ok(standing.isForReader && standing.isReaderActive);
        assert.ok(['handed_over', 'accepted', 'accepted_ignored', 'sql', 'deal'].includes(standing.state!));
        const { kind } = standing;
        if (kind !== 'unfollowed' && kind !== 'asked_again') assert.ok(isTold(kind, standing.clock));
      },
    ),
  );
});

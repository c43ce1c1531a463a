import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ignoreDays } from './ignored.ts';

test('a hand-over is ignored five business days after it was due, and only then', () => {
  const days = ignoreDays('2026-04-03', '2026-05-01', '2026-04-14');
  // Friday 3 April: due Monday the 6th, ignored on Monday the 13th; so is the Sunday, and the Monday only a day later.
  assert.deepEqual(
    days.map(({ handedOverOn, ignoredOn }) => [handedOverOn.slice(8), ignoredOn.slice(8)]),
    [
      ['03', '13'],
      ['04', '13'],
      ['05', '13'],
      ['06', '14'],
    ],
  );
  assert.deepEqual(ignoreDays('2026-04-13', '2026-05-01', '2026-04-14'), []);
});

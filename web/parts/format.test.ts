import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './format.ts';

test('an instant is written as its day in Japan, a day as it stands', () => {
  assert.deepEqual(['2026-11-21T18:53:00.000Z', '2026-11-21T14:59:59.000Z', '2026-11-21', null].map(day), [
    '2026/11/22',
    '2026/11/21',
    '2026/11/21',
    '—',
  ]);
});

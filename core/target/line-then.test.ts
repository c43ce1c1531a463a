import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineAt, type LineHistory } from './line-then.ts';

const at = (day: string) => new Date(`${day}T00:00:00Z`);
const line: LineHistory = {
  ownerId: 2,
  ownerName: null,
  class: 'prospect',
  activeFrom: at('2026-02-02'),
  events: [
    { verdict: 'approve', side: 'sales', at: at('2026-02-01') },
    { verdict: 'approve', side: 'marketing', at: at('2026-02-02') },
    { verdict: 'pause', side: 'sales', at: at('2026-03-01') },
    { verdict: 'resume', side: 'sales', at: at('2026-04-01') },
  ],
  edits: [{ at: at('2026-03-15'), before: { ownerId: 1 } }],
};

test('a line is what its verdicts and edits until the moment make of it', () => {
  const states = ['2026-02-01', '2026-02-10', '2026-03-10', '2026-03-20', '2026-04-10'].map((day) =>
    lineAt(line, at(day)),
  );
  assert.deepEqual(states, [
    { isActive: false, ownerId: 1 },
    { isActive: true, ownerId: 1 },
    { isActive: false, ownerId: 1 },
    { isActive: false, ownerId: 2 },
    { isActive: true, ownerId: 2 },
  ]);
});

test('without an owner or a class then it was no target yet; a line without events counts from its day', () => {
  const late = { ...line, edits: [{ at: at('2026-02-20'), before: { ownerId: null } }] };
  assert.deepEqual(lineAt(late, at('2026-02-10')), { isActive: false, ownerId: null });
  const unclassed = { ...line, edits: [{ at: at('2026-02-20'), before: { class: null } }] };
  assert.equal(lineAt(unclassed, at('2026-02-10')).isActive, false);
  const told = { ...line, events: [] };
  assert.deepEqual([lineAt(told, at('2026-02-01')).isActive, lineAt(told, at('2026-02-03')).isActive], [false, true]);
});

test('a verdict counts until it was taken back', () => {
  const events = line.events.map((event) => ({
    ...event,
    undoneAt: event.verdict === 'pause' ? at('2026-03-10') : null,
  }));
  const states = ['2026-03-05', '2026-03-12'].map((day) => lineAt({ ...line, events }, at(day)).isActive);
  assert.deepEqual(states, [false, true]);
});

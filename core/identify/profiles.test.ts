import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Profiles } from './profiles.ts';

test('a stored profile is taken apart once, when it is asked for, and what is learnt stands over it', () => {
  const read: number[] = [];
  const open = () =>
    new Profiles<{ id: number; text: string }>((id, text) => {
      read.push(id);
      return { id, text };
    });
  const batch = open();
  batch.keep(1, 'one');
  batch.keep(2, 'two');
  assert.deepEqual([batch.has(1), batch.has(3), read], [true, false, []]);
  assert.equal(batch.get(1), batch.get(1));
  assert.deepEqual(read, [1]);
  const next = open();
  next.adopt(batch, 1);
  next.adopt(batch, 2);
  next.adopt(batch, 3);
  assert.equal(next.get(1), batch.get(1));
  next.set(2, { id: 2, text: 'learnt' });
  next.adopt(batch, 2);
  assert.deepEqual([next.get(2)?.text, next.get(3), read], ['learnt', undefined, [1]]);
  assert.deepEqual(
    batch.all().map(({ text }) => text),
    ['one', 'two'],
  );
  assert.deepEqual(read, [1, 2]);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureLeads } from './measure-lead.ts';

const row = (cluster: number, entity: string, isAccount = false) => ({ cluster, entity, isAccount });

test('leads are right, wrong or left open; one whose company is unknown can only be wrong', () => {
  const { topOne, coverage, wrongAccount } = measureLeads([
    row(1, 'a', true),
    row(2, 'b', true),
    row(1, 'a'), // right
    row(2, 'a'), // wrong
    row(9, 'b'), // open, though b is known
    row(1, 'z'), // wrong: nobody knows z
    row(8, 'z'), // open
  ]);
  assert.deepEqual([topOne.numerator, topOne.denominator], [1, 3]);
  assert.deepEqual([coverage.numerator, coverage.denominator], [3, 5]);
  assert.deepEqual([wrongAccount.numerator, wrongAccount.denominator], [2, 5]);
});

test('without leads nothing is said', () => {
  const { topOne, coverage, wrongAccount } = measureLeads([row(1, 'a', true)]);
  assert.deepEqual([topOne.value, coverage.value, wrongAccount.value], [null, null, null]);
});

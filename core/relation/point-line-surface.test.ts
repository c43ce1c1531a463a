import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relationShape, surfaceIndex } from './point-line-surface.ts';

const facts = (departments: number, products: number, ourPeople: number, strongContacts = 0) => ({
  departments,
  products,
  ourPeople,
  strongContacts,
});

test('G-PLS-1 departments, products and our people make a point, a line or a surface', () => {
  assert.equal(relationShape(facts(1, 1, 1)), 'point');
  assert.equal(relationShape(facts(1, 2, 1)), 'line');
  assert.equal(relationShape(facts(2, 2, 2)), 'surface');
  assert.equal(relationShape(facts(2, 1, 2)), 'line');
  assert.equal(relationShape(facts(0, 0, 0)), 'none');
});

test('three well-known contacts make a line; several departments with one of our people are not yet a surface', () => {
  assert.equal(relationShape(facts(1, 1, 1, 3)), 'line');
  assert.equal(relationShape(facts(1, 0, 1, 2)), 'point');
  assert.equal(relationShape(facts(3, 4, 1)), 'line');
});

test('the index fills with cells and with people on both sides', () => {
  const broad = { departments: 3, ourPeople: 3 };
  assert.equal(surfaceIndex({ filled: 4, eligible: 4 }, broad, false), 100);
  assert.equal(surfaceIndex({ filled: 1, eligible: 4 }, broad, false), 50);
  assert.equal(surfaceIndex({ filled: 1, eligible: 4 }, broad, true)!.toFixed(2), '38.73');
  assert.equal(surfaceIndex({ filled: 0, eligible: 4 }, broad, false), 0);
  assert.equal(surfaceIndex({ filled: 0, eligible: 0 }, broad, false), null);
});

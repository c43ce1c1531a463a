import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataQuality } from './data-quality.ts';

const filled = {
  company: { filled: 90, required: 100 },
  person: { filled: 40, required: 80 },
  department: { filled: 0, required: 20 },
  title: { filled: 0, required: 0 },
};

test('S3-10 completeness has four parts, accuracy without an audit is unknown', () => {
  const { completeness, accuracy } = dataQuality(filled, undefined);
  assert.deepEqual(
    [
      completeness.company.value,
      completeness.person.value,
      completeness.department.value,
      completeness.title.value,
      completeness.all.value,
    ],
    [0.9, 0.5, 0, null, 0.65],
  );
  assert.equal(accuracy, null);
});
test('S3-10 an audit of fewer than 30 records says nothing', () => {
  assert.equal(dataQuality(filled, { checked: 29, correct: 29 }).accuracy, null);
  assert.equal(dataQuality(filled, { checked: 40, correct: 38 }).accuracy?.value, 0.95);
});

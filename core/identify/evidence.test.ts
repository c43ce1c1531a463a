import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOfLines } from './evidence.ts';

test('an explanation in words: what speaks for and what against, without the prior and what says nothing', () => {
  const lines = [
    { comparison: 'domain', bits: 20 },
    { comparison: 'phone', bits: -1.5 },
    { comparison: 'address', bits: 0 },
    { comparison: 'website_title', bits: 3 },
  ];
  assert.deepEqual(wordsOfLines(lines), { matched: ['domain'], differs: ['phone'] });
});

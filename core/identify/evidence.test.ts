import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsOfLines } from './evidence.ts';

test('an explanation in words: what speaks for and what against, without the prior and what says nothing', () => {
  const lines = [
    { comparison: 'corporate_number', level: 'company_code', bits: 30 },
    { comparison: 'domain', level: 'equal', bits: 20 },
    { comparison: 'phone', level: 'different', bits: -1.5 },
    { comparison: 'address', level: 'city', bits: 0 },
    { comparison: 'website_title', level: 'equal', bits: 3 },
  ];
  assert.deepEqual(wordsOfLines(lines), { matched: ['company_code', 'domain'], differs: ['phone'] });
});

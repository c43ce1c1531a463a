import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCompanyName } from '#core/company/name.ts';
import { registerNameKey, registerReadingKey } from './register-write.ts';

const syllables = fc.constantFrom(
  ...'アイウエオカガキシジヤユョャッンーヴァ',
  'カブシキ',
  'ガイシャ',
  'カイシヤ',
  '・',
  ' ',
  '(',
  ')',
);

test('furigana has the key of a row that writes the same, however it is worked out', () => {
  fc.assert(
    fc.property(fc.array(syllables, { minLength: 1, maxLength: 8 }), (parts) => {
      const kana = parts.join('');
      assert.equal(registerReadingKey(kana), registerNameKey(parseCompanyName(kana).loose));
    }),
    { numRuns: 2_000 },
  );
});

test('an English name has one key with and without its form, and nothing has none', () => {
  assert.equal(registerReadingKey('AOZORA SEIKI CO., LTD.'), registerReadingKey('Aozora Seiki'));
  assert.equal(registerReadingKey('カブシキガイシャアオゾラ'), registerReadingKey('アオゾラ'));
  assert.equal(registerReadingKey(null), undefined);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Refusal } from '#core/refusal.ts';
import { createSeal } from './seal.ts';

const seal = createSeal('one secret');
const expires = new Date('2026-12-01T00:00:00Z');
const before = new Date('2026-11-30T23:59:59Z');

test('what is sealed opens in its place only, and under its own secret only', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const sealed = seal.close(text, 'endpoint/1/secret');
      assert.equal(seal.open(sealed, 'endpoint/1/secret'), text);
      assert.ok(text.length < 4 || !sealed.includes(text));
      for (const open of [
        () => seal.open(sealed, 'endpoint/2/secret'),
        () => createSeal('another').open(sealed, 'endpoint/1/secret'),
        () => seal.open(`${sealed.slice(0, -4)}AAA=`, 'endpoint/1/secret'),
      ])
        assert.throws(open, (error) => error instanceof Refusal && error.code === 'secret_unreadable');
    }),
    { numRuns: 20 },
  );
  assert.notEqual(seal.close('x', 'a'), seal.close('x', 'a'));
});

test('a signed claim holds until it expires; an edited one never does', () => {
  const token = seal.sign({ cycle: 'c1', member: 7 }, expires);
  assert.deepEqual(seal.verify(token, before), { cycle: 'c1', member: 7 });
  assert.equal(seal.verify(token, expires), undefined);
  const forged = Buffer.from(JSON.stringify({ claim: { member: 1 }, expires: Number.MAX_SAFE_INTEGER })).toString(
    'base64url',
  );
  for (const one of [
    '',
    'a',
    'a.b',
    `${token}.c`,
    `${forged}.${token.split('.')[1]}`,
    createSeal('another').sign({}, expires),
  ])
    assert.equal(seal.verify(one, before), undefined);
});

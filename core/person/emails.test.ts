import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { tellsBounce } from '#core/contact/bounce.ts';
import { parseEmail } from '#core/contact/email.ts';
import type { Observation } from '#core/observation/observation.ts';
import { emptyPerson, survivePerson } from './survive.ts';

const seen = (
  row: string,
  on: string | undefined,
  addresses: readonly string[],
  more: { bounces?: boolean; hasOptedOut?: boolean } = {},
) =>
  ({
    row: { source: 'csv', key: row, externalKey: undefined, number: 1, hash: 0n, trust: 40 },
    observedOn: on,
    flags: [],
    person: { name: undefined, emails: addresses.map((address) => parseEmail(address)!), hasOptedOut: false, ...more },
  }) as unknown as Observation;
const golden = (...rows: Observation[]) => {
  const person = emptyPerson();
  for (const row of rows) survivePerson(person, row, undefined);
  return person;
};
const emailOf = (...rows: Observation[]) => golden(...rows).values.email;

test('the newest address holds, unless mail to it bounces; where all bounce the newest of them', () => {
  const old = seen('a', '2021-04-01', ['kishimoto@aozora.co.jp']);
  const now = seen('b', '2024-06-01', ['k.kishimoto@shiomi.co.jp']);
  const bounced = seen('c', '2025-01-01', ['k.kishimoto@shiomi.co.jp'], { bounces: true });
  assert.equal(emailOf(old, now), 'k.kishimoto@shiomi.co.jp');
  assert.equal(emailOf(old, now, bounced), 'kishimoto@aozora.co.jp');
  assert.equal(emailOf(now, bounced), 'k.kishimoto@shiomi.co.jp');
  assert.deepEqual(
    [...golden(old, now, bounced).emails.keys()],
    ['kishimoto@aozora.co.jp', 'k.kishimoto@shiomi.co.jp'],
  );
  assert.equal(golden(old, now, bounced).provenance.email!.row, 'a');
});

test('an address of their own stands before that of a desk', () => {
  assert.equal(
    emailOf(seen('a', '2021-04-01', ['sato@aozora.co.jp']), seen('b', '2024-01-01', ['info@aozora.co.jp'])),
    'sato@aozora.co.jp',
  );
});

test('no order of rows changes which address holds, nor that an opt-out stays', () => {
  const row = fc.record({
    key: fc.uuid(),
    on: fc.option(fc.constantFrom('2021-04-01', '2022-05-01', '2024-06-01'), { nil: undefined }),
    addresses: fc.uniqueArray(fc.constantFrom('a@x.co.jp', 'b@x.co.jp', 'info@x.co.jp', 'c@y.co.jp'), { maxLength: 2 }),
    bounces: fc.boolean(),
    hasOptedOut: fc.boolean(),
  });
  const rows = fc.uniqueArray(row, { minLength: 1, maxLength: 6, selector: ({ key }) => key });
  fc.assert(
    fc.property(
      rows.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, turned]) => {
        const of = (given: typeof list) => {
          const { values, provenance, emails, hasOptedOut } = golden(
            ...given.map(({ key, on, addresses, ...more }) => seen(key, on, addresses, more)),
          );
          return { email: values.email, origin: provenance.email, emails: [...emails].sort(), hasOptedOut };
        };
        assert.deepEqual(of(turned), of(list));
        assert.equal(
          of(list).hasOptedOut,
          list.some((one) => one.hasOptedOut),
        );
      },
    ),
  );
});

test('a yes, a day and a reason tell that mail bounces; a no and nothing that it arrives', () => {
  for (const text of ['TRUE', '1', '2026/04/01', 'mailbox full', '不達', '宛先不明'])
    assert.ok(tellsBounce(text), text);
  for (const text of [undefined, '', 'FALSE', '0', 'いいえ', '正常', 'ＯＫ', '-']) assert.ok(!tellsBounce(text), text);
});

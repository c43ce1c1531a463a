import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Observation } from '#core/observation/observation.ts';
import { parsePersonName } from './name.ts';
import { emptyPerson, survivePerson } from './survive.ts';

function seen(key: string, trust: number, hasOptedOut: boolean): Observation {
  return {
    row: { source: 'list', key, externalKey: undefined, number: 1, hash: 0n, trust },
    observedOn: undefined,
    person: {
      name: parsePersonName({ full: '佐藤 太郎' }),
      ownKey: undefined,
      emails: [],
      phone: undefined,
      mobile: undefined,
      department: undefined,
      title: undefined,
      hasOptedOut,
    },
    flags: [],
  };
}

test('G-CON-1 a list with a new consent does not take an opt-out back, whatever comes first', () => {
  for (const order of [
    [true, false],
    [false, true],
  ]) {
    const golden = emptyPerson();
    for (const [index, hasOptedOut] of order.entries())
      survivePerson(golden, seen(String(index), index * 50, hasOptedOut), undefined);
    assert.equal(golden.hasOptedOut, true);
  }
});

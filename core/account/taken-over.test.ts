import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCompanyName } from '#core/company/name.ts';
import type { CompanySeen, Observation } from '#core/observation/observation.ts';
import { emptyGolden, surviveCompany } from './survive.ts';
import { speaksOfTakenOver, takenOverFrom } from './taken-over.ts';

const [midori, aozora] = ['7000012050002', '2011001098995'];
const called = (name: string | undefined, corporateNumber?: string, kana?: string): CompanySeen => ({
  ownKey: undefined,
  corporateNumber,
  domains: [],
  phones: [],
  attributes: kana === undefined ? {} : { kana },
  name: name === undefined ? undefined : parseCompanyName(name),
  address: undefined,
});
const closed = [called('緑電機株式会社', midori, 'ミドリデンキ'), called('ミドリ電機'), called('青空グループ')];
const successor = [called('株式会社青空', aozora), called('青空グループ')];
const takenOver = takenOverFrom(closed, successor);

test('only what the closed company alone was called is its own', () => {
  assert.deepEqual(takenOver, { names: ['ミドリ電機', '緑電機'], numbers: [midori] });
  assert.deepEqual(
    [...closed, ...successor].map((seen) => speaksOfTakenOver(takenOver, seen)),
    [true, true, false, false, false],
  );
  assert.equal(speaksOfTakenOver(takenOver, called('緑電機', aozora)), false, 'a number says whose row it is');
});

const row = (key: number, company: CompanySeen, trust: number, observedOn: string): Observation =>
  ({ row: { key: String(key), source: `s${key}`, trust }, observedOn, company }) as unknown as Observation;

test('whatever the sources, dates and order of rows, the closed company’s name, reading and number come last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ trust: fc.nat(100), day: fc.integer({ min: 10, max: 28 }), isOfClosed: fc.boolean() }), {
        minLength: 1,
        maxLength: 8,
      }),
      fc.infiniteStream(fc.nat()),
      (told, shuffle) => {
        const rows = told.map(({ trust, day, isOfClosed }, key) =>
          row(key, isOfClosed ? closed[0]! : successor[0]!, trust, `2026-04-${day}`),
        );
        const results = [rows, [...rows].sort(() => shuffle.next().value! - shuffle.next().value!)].map((order) => {
          const golden = { ...emptyGolden(), takenOver };
          for (const observation of order) surviveCompany(golden, observation);
          return golden;
        });
        assert.deepEqual(results[0], results[1]);
        const { values, formerNames } = results[0]!;
        const isAll = told.every(({ isOfClosed }) => isOfClosed);
        assert.deepEqual(
          [values.name, values.corporateNumber],
          isAll ? ['緑電機株式会社', midori] : ['株式会社青空', aozora],
        );
        assert.deepEqual([...formerNames], told.some(({ isOfClosed }) => isOfClosed) ? ['緑電機株式会社'] : []);
      },
    ),
  );
});

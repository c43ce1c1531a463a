import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCompanyName } from '#core/company/name.ts';
import { accountModel } from './account-model.ts';
import { accountRecord, type AccountRecord } from './account-record.ts';
import { cluster } from './cluster.ts';
import { evaluateClusters, evaluateEdges } from './evaluate.ts';
import { TermFrequencies } from './frequencies.ts';
import { KeyTable } from './key-table.ts';
import { matchBatch } from './match-batch.ts';
import { shareOfIdsKept } from './measure.ts';
import { seededRandom } from './random.ts';
import { recluster, reclusterMax } from './recluster.ts';
import { Resolver } from './resolver.ts';
import { Scorer } from './score.ts';

type Given = { name: string; number?: string; domain?: string; phone?: string };

function row({ name, number, domain, phone }: Given): AccountRecord {
  return accountRecord({
    name: parseCompanyName(name),
    ownKey: undefined,
    corporateNumber: number,
    domains: domain === undefined ? [] : [domain],
    phones: phone === undefined ? [] : [phone],
    address: undefined,
    attributes: {},
  });
}
const match = (rows: readonly AccountRecord[]) => matchBatch(accountModel, rows, new TermFrequencies());
const partition = (labels: Int32Array) => {
  const seen = new Map<number, number>();
  return [...labels].map((label) => seen.get(label) ?? seen.set(label, seen.size).get(label)!);
};

test('S1-40 one account written three ways in three files becomes one', () => {
  const rows = [
    row({ name: '㈱青空商事 東京支店', phone: '0312345678' }),
    row({ name: '青空商事株式会社', phone: '0312345678', domain: 'aozora-shoji.co.jp' }),
    row({ name: 'ｱｵｿﾞﾗｼﾖｳｼﾞ(ｶ', domain: 'aozora-shoji.co.jp' }),
    row({ name: '株式会社緑工業', phone: '0699998888' }),
  ];
  assert.deepEqual(partition(match(rows).clusterOf), [0, 0, 0, 1]);
});

test('two valid 法人番号 stay apart, whatever joins them in between', () => {
  const shared = { name: '株式会社蒼穹海辺', phone: '0312345678', domain: 'soukyu.co.jp' };
  const rows = [row({ ...shared, number: '4011001098993' }), row(shared), row({ ...shared, number: '1180301018771' })];
  const { clusterOf } = match(rows);
  assert.notEqual(clusterOf[0], clusterOf[2]);
});

test('a row without a name does not join a holding to its company', () => {
  const shared = { phone: '0312345678', domain: 'aozora.co.jp' };
  const rows = [
    row({ ...shared, name: '青空ホールディングス株式会社' }),
    row({ ...shared, name: '青空株式会社' }),
    row({ ...shared, name: '' }),
  ];
  const { clusterOf, open } = match(rows);
  assert.equal(new Set(clusterOf).size, 3);
  assert.ok(open.some(({ reason }) => reason === 'ambiguous'));
  assert.ok(open.some(({ reason }) => reason === 'related'));
});

test('the order of rows changes nothing', () => {
  const words = ['青空', '青空商事', '青空ホールディングス', '緑', '緑工業', '蒼穹'];
  const given = fc.record({
    name: fc.tuple(fc.constantFrom('株式会社', '㈱', ''), fc.constantFrom(...words)).map(([form, word]) => form + word),
    domain: fc.constantFrom('aozora.co.jp', 'midori.jp', undefined),
    phone: fc.constantFrom('0312345678', '0312345679', '0698765432', undefined),
  });
  fc.assert(
    fc.property(fc.array(given, { minLength: 2, maxLength: 25 }), fc.integer(), (rows, seed) => {
      const random = seededRandom(seed);
      const order = rows.map((_, index) => index).sort(() => random() - 0.5);
      const items = rows.map((one) => row(one as Given));
      const straight = match(items).clusterOf;
      const mixed = match(order.map((index) => items[index]!)).clusterOf;
      const back = new Int32Array(rows.length);
      for (const [place, index] of order.entries()) back[index] = mixed[place]!;
      assert.deepEqual(partition(back), partition(straight));
    }),
    { seed: 20260401, numRuns: 200 },
  );
});

test('one strong edge does not join two groups that disagree', () => {
  const near = (one: number, other: number) => Math.floor(one / 3) === Math.floor(other / 3);
  const edges = { one: [0, 1, 3, 4, 2], other: [1, 2, 4, 5, 3], bits: [9, 9, 9, 9, 8], size: 5 };
  const guard = { edge: 6, average: -2, bridge: 3, margin: 3, sizeMax: 50 };
  const { rootOf, refused } = cluster(6, edges, guard, (one, other) => (near(one, other) ? 9 : -12));
  assert.deepEqual([...rootOf], [0, 0, 0, 3, 3, 3]);
  assert.deepEqual(
    refused.map(({ reason }) => reason),
    ['average'],
  );
});

test('a verdict beats the model, and a split keeps what belongs together', () => {
  const shared = { name: '株式会社蒼穹海辺', phone: '0312345678', domain: 'soukyu.co.jp' };
  const rows = [row(shared), row({ ...shared, domain: 'soukyu.jp' }), row({ name: '緑工業', phone: '0699998888' })];
  const scorer = new Scorer(accountModel, new TermFrequencies(), 1_000);
  assert.deepEqual([...recluster(scorer, rows).rootOf], [0, 0, 2]);
  assert.deepEqual([...recluster(scorer, rows, [{ one: 1, other: 0, verdict: 'different' }]).rootOf], [0, 1, 2]);
  assert.deepEqual([...recluster(scorer, rows, [{ one: 0, other: 2, verdict: 'same' }]).rootOf], [0, 0, 0]);
  assert.throws(
    () =>
      recluster(
        scorer,
        Array.from({ length: reclusterMax + 1 }, () => rows[0]!),
      ),
    RangeError,
  );
});

test('rows that arrive one by one end where the batch ends', () => {
  const rows = [
    row({ name: '株式会社蒼穹海辺', phone: '0312345678' }),
    row({ name: '緑工業', phone: '0699998888' }),
    row({ name: '蒼穹海辺', domain: 'soukyu.co.jp' }),
    row({ name: '㈱蒼穹海辺', phone: '0312345678', domain: 'soukyu.co.jp' }),
  ];
  const resolver = new Resolver(new Scorer(accountModel, new TermFrequencies(), rows.length));
  for (const one of rows) resolver.add(one);
  assert.deepEqual(partition(Int32Array.from(resolver.entities())), partition(match(rows).clusterOf));
});

test('after the second look every order of arrival gives the same companies', () => {
  const shared = { name: '青空商事', phone: '0312345678' };
  const rows = [
    row(shared),
    row({ ...shared, domain: 'aozora.example.jp' }),
    row({ name: '青空商亊', domain: 'aozora.example.jp' }),
    row({ name: '青空商事ホールディングス', domain: 'aozora.example.jp' }),
    row({ name: '緑工業', phone: '0699998888' }),
    row({ name: '緑工業株式会社', phone: '0699998888', domain: 'midori.example.jp' }),
  ];
  const settled = (order: readonly number[]) => {
    const resolver = new Resolver(new Scorer(accountModel, new TermFrequencies(), rows.length));
    for (const at of order) resolver.add(rows[at]!);
    resolver.settle();
    const found = new Int32Array(rows.length);
    for (const [place, at] of order.entries()) found[at] = resolver.entities()[place]!;
    return partition(found);
  };
  const inOrder = settled(rows.map((_, at) => at));
  const orders = fc.shuffledSubarray(
    rows.map((_, at) => at),
    { minLength: rows.length },
  );
  fc.assert(fc.property(orders, (order) => assert.deepEqual(settled(order), inOrder)));
});

test('quality is counted as the papers count it', () => {
  const quality = evaluateClusters([1, 1, 1, 2, 2, 3], ['a', 'a', 'b', 'b', 'b', 'c']);
  assert.deepEqual([quality.pairwise.precision, quality.pairwise.recall], [2 / 4, 2 / 4]);
  assert.ok(Math.abs(quality.bCubed.precision - (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6) < 1e-12);
  assert.deepEqual([quality.exactCluster.f1, quality.overMerged.records], [1 / 3, 3]);
  assert.equal(evaluateClusters([1, 2], [5, 6]).pairwise.f1, 1);
  const edges = [
    { bits: 9, isTrue: true },
    { bits: 5, isTrue: false },
    { bits: 3, isTrue: true },
  ];
  assert.deepEqual(evaluateEdges(edges, 2, 4), {
    precision: 0.5,
    recall: 0.5,
    f1: 0.5,
    areaUnderCurve: (1 + 2 / 3) / 2,
  });
});

test('keys have one number each, in any quantity', () => {
  const table = new KeyTable();
  for (let key = 0; key < 50_000; key++) assert.equal(table.idOf(`k|${key}`), key);
  for (let key = 0; key < 50_000; key += 997) assert.equal(table.idOf(`k|${key}`), key);
  assert.equal(table.size, 50_000);
});

test('of three entities one falls apart and two become one: each new cluster takes the id it shares most with, two of three are kept', () => {
  const before = [1, 1, 1, 2, 2, 3];
  assert.equal(shareOfIdsKept(before, before), 1);
  assert.equal(shareOfIdsKept(before, [7, 7, 8, 9, 9, 9]), 2 / 3);
  assert.equal(shareOfIdsKept([], []), 1);
});

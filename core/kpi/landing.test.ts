import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { getKpi } from './catalogue.ts';
import { landsByPipeline, openStages, pipelineLanding, stageLikelihoods, type OpenStage } from './landing.ts';

const stage = (name: string, given: Partial<OpenStage> = {}): OpenStage => ({
  source: 'sfa',
  stage: name,
  likelihood: 0.5,
  decided: 90,
  deals: 1,
  amountYen: 1_000_000,
  squaresYen: 1e12,
  partYen: 500_000,
  ...given,
});

test('p of a stage is the share won of own deals, drawn to the rate of all where there are few', () => {
  const { stages, base } = stageLikelihoods(
    [
      { source: 'sfa', stage: '見積提出', decided: 90, won: 60 },
      { source: 'crm', stage: '見積提出', decided: 2, won: 2 },
    ],
    { decided: 99, won: 39 },
  )!;
  // base = 39.5 / 100; (60 + 10 × 0.395) ÷ (90 + 10); (2 + 3.95) ÷ 12
  assert.equal(base, 0.395);
  assert.deepEqual(
    stages.map(({ likelihood, decided }) => [Math.round(likelihood * 10_000) / 10_000, decided]),
    [
      [0.6395, 90],
      [0.4958, 2],
    ],
  );
});

test('without a decided deal there is no likelihood, and three wins of three are no certainty', () => {
  assert.equal(stageLikelihoods([], { decided: 0, won: 0 }), undefined);
  assert.equal(stageLikelihoods([], { decided: 3, won: 3 })!.base, 0.875);
});

test('the landing is what is won and the weighted pipeline, to the yen', () => {
  const landing = pipelineLanding({ yen: 6_000_001, deals: 3 }, [stage('提案'), stage('稟議中', { partYen: 333 })], 99);
  assert.deepEqual(
    [landing.figure.value, landing.openYen, landing.figure.n, landing.isWeak],
    [6_500_334, 500_333, 5, false],
  );
});

test('one deal has the spread of one coin: it is won or it is not', () => {
  const { figure } = pipelineLanding({ yen: 0, deals: 0 }, [stage('提案')], 99);
  assert.deepEqual(figure.interval, { low: 0, high: 1_000_000 });
  // Of a hundred alike deals about half: σ² = 100 · ¼ · a² · (100 + 100) / 101.
  const many = pipelineLanding(
    { yen: 0, deals: 0 },
    [stage('提案', { deals: 100, amountYen: 1e8, squaresYen: 1e14, partYen: 5e7 })],
    99,
  );
  const sigma = Math.sqrt((100 * 0.25 * 1e12 * 200) / 101);
  assert.deepEqual(many.figure.interval, {
    low: Math.round(5e7 - 1.959963984540054 * sigma),
    high: Math.round(5e7 + 1.959963984540054 * sigma),
  });
});

test('nothing won and nothing open is —, never 0; little history says so', () => {
  assert.equal(pipelineLanding({ yen: 0, deals: 0 }, [], 50).figure.value, null);
  assert.equal(
    pipelineLanding({ yen: 5, deals: 1 }, [stage('提案', { likelihood: 0, partYen: 0 })], 0).figure.value,
    null,
  );
  const weak = pipelineLanding({ yen: 5, deals: 1 }, [stage('提案', { decided: 29 })], 4);
  assert.deepEqual([weak.figure.note, weak.isWeak], ['small', true]);
  const done = pipelineLanding({ yen: 5, deals: 1 }, [], 0);
  assert.deepEqual([done.figure.value, done.figure.interval, done.isWeak], [5, null, false]);
});

test('the interval holds the value and never leaves what is possible', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 500_000_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      amounts,
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.nat(500),
      fc.nat(1_000_000),
      (own, p, decided, yen) => {
        const amountYen = own.reduce((sum, a) => sum + a, 0);
        const open = stage('提案', {
          likelihood: p,
          decided,
          deals: own.length,
          amountYen,
          squaresYen: own.reduce((sum, a) => sum + a * a, 0),
          partYen: own.reduce((sum, a) => sum + Math.round(a * p), 0),
        });
        const { figure } = pipelineLanding({ yen, deals: 1 }, [open], decided + 1);
        const { low, high } = figure.interval!;
        assert.ok(low >= yen && high <= yen + amountYen && low <= figure.value! && figure.value! <= high);
      },
    ),
  );
});

test('deals put together by stage are the stages they came from', () => {
  const deal = { source: 'sfa', stage: '提案', likelihood: 0.4, decided: 12 };
  const [one, other] = openStages([
    { ...deal, amountYen: 100, partYen: 40 },
    { ...deal, stage: '稟議中', amountYen: 7, partYen: 3 },
    { ...deal, amountYen: 11, partYen: 4 },
  ]);
  assert.deepEqual(one, { ...deal, deals: 2, amountYen: 111, squaresYen: 10_121, partYen: 44 });
  assert.equal(other!.deals, 1);
});

test('only money won lands by the pipeline', () => {
  assert.deepEqual(
    ['K5.5d', 'K3.3', 'K5.1', 'K6.1'].map((code) => landsByPipeline(getKpi(code))),
    [true, false, false, false],
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareRates, points } from './compare.ts';
import { immature, rateFigure } from './figure.ts';

const sal = { ja: 'SAL率', en: 'SAL rate' };

test('S2-11 S2-35 S2-37 G-SAL-1 the headline case, as numbers and as sentences', () => {
  const found = compareRates(sal, rateFigure(62, 100), rateFigure(93, 100));
  assert.equal(found.isClear, true);
  assert.equal(points(found.difference!), '+31pts');
  assert.equal(found.interval!.low.toFixed(4), '0.1983');
  assert.equal(found.interval!.high.toFixed(4), '0.4142');
  assert.equal(found.sentence.ja, 'SAL率は 62.0% から 93.0% へ +31.0pt 上がりました(95%区間 +19.8〜+41.4pt)。');
  assert.equal(found.sentence.en, 'SAL rate rose from 62.0% to 93.0%, +31.0 pt (95 % interval +19.8 to +41.4 pt).');
  const registered = compareRates(
    { ja: 'SFA登録率', en: 'SFA registration rate' },
    rateFigure(40, 100),
    rateFigure(65, 100),
  );
  assert.equal(points(registered.difference!), '+25pts');
  assert.equal(compareRates(sal, rateFigure(93, 100), rateFigure(62, 100)).sentence.ja.includes('下がりました'), true);
});

test('S2-37 with 1,000 each the same rates are known better', () => {
  const { before, after } = compareRates(sal, rateFigure(620, 1000), rateFigure(930, 1000));
  assert.deepEqual(
    [before.interval!.low, before.interval!.high, after.interval!.low, after.interval!.high].map((x) =>
      (x * 100).toFixed(1),
    ),
    // The specification prints 58.9; the formula gives 58.951.
    ['59.0', '65.0', '91.2', '94.4'],
  );
});

test('S2-37 with the SAL denominator the same counts read 64.5 % and 69.9 %', () => {
  const { before, after } = compareRates(sal, rateFigure(40, 62), rateFigure(65, 93));
  assert.deepEqual([before.value!.toFixed(3), after.value!.toFixed(3)], ['0.645', '0.699']);
});

test('G-DIF-1 an interval over zero says 差は確認できません', () => {
  const found = compareRates(sal, rateFigure(30, 120), rateFigure(12, 30));
  assert.equal(found.isClear, false);
  assert.match(found.sentence.ja, /差は確認できません/);
  assert.match(found.sentence.en, /No difference in SAL rate can be confirmed/);
  assert.equal(points(-0.055), '-5.5pts');
});

test('of two groups of one period one is higher: nothing rose', () => {
  const groups = { before: { ja: 'ターゲットの外', en: 'others' }, after: { ja: 'ターゲットの中', en: 'targets' } };
  const { sentence } = compareRates(sal, rateFigure(62, 100), rateFigure(93, 100), groups);
  assert.equal(
    sentence.ja,
    'SAL率は、ターゲットの中(93.0%)が ターゲットの外(62.0%)より 31.0pt 高いです(95%区間 +19.8〜+41.4pt)。',
  );
  assert.equal(
    sentence.en,
    'SAL rate is 31.0 pt higher for targets (93.0%) than for others (62.0%; 95 % interval +19.8 to +41.4 pt).',
  );
  assert.match(compareRates(sal, rateFigure(93, 100), rateFigure(62, 100), groups).sentence.ja, /31\.0pt 低いです/);
  assert.match(
    compareRates(sal, rateFigure(3, 9), rateFigure(4, 9), groups).sentence.ja,
    /ターゲットの外 33\.3%、ターゲットの中 44\.4%/,
  );
});

test('a side without cases cannot be compared', () => {
  const found = compareRates(sal, rateFigure(0, 0), rateFigure(3, 9));
  assert.equal(found.difference, null);
  assert.match(found.sentence.ja, /比べられません/);
});

test('a side that is still under way has not fallen: its leads had no time to be answered', () => {
  const found = compareRates(sal, rateFigure(59, 67), immature(rateFigure(8, 35)));
  assert.equal(found.isClear, false);
  assert.equal(
    found.sentence.ja,
    'SAL率の差は確認できません(まだ途中の期間があるため、88.1% → 22.9%、差 △65.2pt、95%区間 △77.4〜△46.3pt)。',
  );
  assert.match(found.sentence.en, /^No difference in SAL rate can be confirmed \(one side is still under way, /);
});

test('fewer than five cases prove nothing, however far apart they are', () => {
  const found = compareRates(sal, rateFigure(4, 4), rateFigure(0, 2));
  assert.equal(found.interval!.high < 0, true);
  assert.equal(found.isClear, false);
  assert.match(found.sentence.ja, /差は確認できません\(件数が5件に満たないため、/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { catalogue, defaultGoalKpi, getKpi, kpisOfPhase } from './catalogue.ts';
import { heldInputs, inputs, type Input } from './input.ts';
import { isAdditive, kpiFigure, measuresOf, missingInputs, unmeasuredSentence } from './kpi.ts';
import { namedMeasures, type MeasureCode } from './named-measure.ts';

/** Every id of domain.md §10.3 and §10.4; suffixes are second rows of the same KPI. */
const specified =
  'K1.1 K1.1b K1.2a K1.2b K1.2c K1.3 K1.4 K2.1 K2.2a K2.2b K2.2c K2.3 K2.4 K2.5 K3.1 K3.2a K3.2b K3.3 K3.4 K3.5 K3.6 K4.1 K4.2 K4.3 K4.4 K5.1 K5.2 K5.3 K5.4 K5.5 K5.6 K5.7 K5.8 K6.1 K6.2 K6.3 K6.4 K6.5 K6.6 K6.7 K6.8 K7.1 K7.2 K7.3 K7.4 K7.5 K8.1'.split(
    ' ',
  );

test('S3-06 every KPI of the specification stands in the catalogue once, by phase', () => {
  const codes = catalogue.map((kpi) => kpi.code);
  assert.equal(new Set(codes).size, codes.length);
  for (const code of specified) assert.equal(getKpi(code).code, code);
  assert.deepEqual(
    ([1, 2, 3, 4] as const).map((phase) => kpisOfPhase(phase).length),
    [7, 9, 11, 7],
  );
  assert.ok(kpisOfPhase(3).every((kpi) => kpi.code.startsWith('K3.')));
  assert.equal(kpisOfPhase(null).length + 34, catalogue.length);
  assert.equal(getKpi(defaultGoalKpi).unit, 'yen');
  assert.throws(
    () => getKpi('K9.9'),
    (error) => error instanceof Refusal && error.code === 'kpi_unknown',
  );
});

test('every KPI has its words, and a definition exactly when its inputs are held or planned', () => {
  for (const kpi of catalogue) {
    for (const words of [kpi.name, kpi.question, kpi.formula]) assert.ok(words.ja && words.en, kpi.code);
    assert.ok(kpi.needs.length > 0 && kpi.grain && kpi.seed && kpi.version >= 1, kpi.code);
    if (missingInputs(kpi, heldInputs).length === 0) assert.notEqual(kpi.definition, null, kpi.code);
  }
});

test('a definition uses measures of the right shape whose inputs the KPI names', () => {
  for (const { code, definition, needs, unit } of catalogue) {
    if (!definition) continue;
    const used: MeasureCode[] = 'of' in definition ? [definition.of] : [definition.numerator, definition.denominator];
    for (const measure of used)
      for (const input of namedMeasures[measure].needs) assert.ok(needs.includes(input), `${code} needs ${input}`);
    if (definition.kind === 'rate') assert.equal(unit, 'rate', code);
    if (definition.kind === 'waits') assert.equal(unit, 'days', code);
  }
});

test('counts and sums of a period add up over its days, rates and medians do not', () => {
  assert.deepEqual(
    ['K3.3', 'K5.1', 'K6.1', 'K4.3', 'K2.1'].map((code) => isAdditive(getKpi(code))),
    [true, true, false, false, false],
  );
});

test('every named measure is used by a KPI', () => {
  const all = new Set<Input>(Object.keys(inputs) as Input[]);
  assert.deepEqual(measuresOf(catalogue, all).sort(), (Object.keys(namedMeasures) as MeasureCode[]).sort());
});

test('a KPI without its inputs is 未計測 and says what it needs', () => {
  const kpi = getKpi('K2.3b');
  assert.deepEqual(unmeasuredSentence(kpi, heldInputs), {
    ja: '未計測(必要:インテントデータ)',
    en: 'Not measured yet (needs: intent data)',
  });
  assert.equal(kpiFigure(kpi, {}, heldInputs).note, 'unmeasured');
  assert.equal(unmeasuredSentence(getKpi('K6.1'), heldInputs), undefined);
  assert.equal(
    kpiFigure(getKpi('K3.6'), { open_deals_weighted: 5_000_000, plan_remaining: 0 }, heldInputs).value,
    null,
  );
});

test('S2-11 SAL rate, counts, amounts per case, medians and waits come from named measures', () => {
  const figure = (code: string, values: Parameters<typeof kpiFigure>[1]) => kpiFigure(getKpi(code), values, heldInputs);
  assert.equal(figure('K6.1', { cycles_sal: 93, cycles_handed: 100 }).value, 0.93);
  assert.equal(figure('K6.3', { cycles_ignored: 25, cycles_ignore_due: 95 }).value!.toFixed(4), '0.2632');
  assert.equal(figure('K6.1', { cycles_sal: 0, cycles_handed: 0 }).value, null);
  assert.equal(figure('K5.8', { leads_created: 0 }).value, 0);
  assert.equal(figure('K5.5', { deals_won_amount: 12_000_000, deals_won: 6 }).value, 2_000_000);
  assert.equal(figure('K4.3', { ltv_targets: [1, 2, 9] }).value, 2);
  const waits = [3, 5, 9, 30, 31].map((days) => ({ days, converted: true }));
  assert.equal(figure('K6.8', { first_deal_existing: waits }).value, 9);
});

test('a measure that nobody counted is a mistake, never a zero', () =>
  assert.throws(() => kpiFigure(getKpi('K6.1'), { cycles_sal: 3 }, heldInputs), /cycles_handed was not counted/));

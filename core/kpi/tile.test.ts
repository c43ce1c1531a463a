import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '#core/refusal.ts';
import { catalogue, getKpi } from './catalogue.ts';
import type { Input } from './input.ts';
import { isPlannable } from './plan-approval.ts';
import { roleQuestions } from './role-questions.ts';
import {
  checkTiles,
  isOfAgency,
  nextAction,
  nextOfAgency,
  questionsOf,
  tileChoices,
  tilesMax,
  tilesOf,
} from './tile.ts';

test('every role has three tiles and up to seven questions, each of the catalogue and in its own words', () => {
  for (const [role, tiles] of Object.entries(roleQuestions)) {
    const shown = tilesOf(role, [], tileChoices(catalogue));
    assert.deepEqual(
      shown.map(({ kpi }) => kpi.code),
      tiles.slice(0, 3).map(({ code }) => code),
      role,
    );
    const asked = questionsOf(role, tileChoices(catalogue));
    assert.equal(asked.length, tiles.length, role);
    assert.equal(new Set(asked.map(({ kpi }) => kpi.code)).size, tiles.length, role);
    assert.ok(tiles.length <= tilesMax, role);
    for (const { question } of asked) assert.ok(question.ja.endsWith('か') && question.en.endsWith('?'), question.ja);
  }
});

test('a choice takes the place of the three, and what may not be seen is left out', () => {
  const without = catalogue.filter(({ code }) => code !== 'K4.3');
  assert.deepEqual(
    tilesOf('executive', [], without).map(({ kpi }) => kpi.code),
    ['K3.3', 'K4.2', 'K5.5d'],
  );
  assert.deepEqual(
    tilesOf('executive', ['K6.1', 'K3.3'], catalogue).map(({ kpi, question }) => [kpi.code, question.en]),
    [
      ['K6.1', 'Leading indicator: does sales accept leads?'],
      ['K3.3', 'Pipeline from targets against plan?'],
    ],
  );
  assert.deepEqual(tilesOf('nobody', [], catalogue), []);
});

const wrong: [string, string[]][] = [
  ['eight', catalogue.slice(0, 8).map(({ code }) => code)],
  ['the same twice', ['K6.1', 'K6.1']],
  ['one that does not exist', ['K9.9']],
];
for (const [what, codes] of wrong)
  test(`${what} cannot be chosen`, () =>
    assert.throws(
      () => checkTiles(codes, catalogue),
      (error) => error instanceof Refusal && error.code === 'tiles_invalid',
    ));

test('an agency is shown its own leads alone, and led to screens it may open', () => {
  for (const { kpi } of questionsOf('agency', tileChoices(catalogue))) {
    assert.ok(isOfAgency(kpi), kpi.code);
    assert.ok(['/handovers', '/accounts'].includes(nextOfAgency(kpi).to), kpi.code);
  }
  assert.deepEqual(
    catalogue.filter(isOfAgency).filter(({ unit, needs }) => unit === 'yen' || needs.includes('targets')),
    [],
  );
});

test('a list company by company is no tile', () =>
  assert.ok(!tileChoices(catalogue).some(({ code }) => code === 'K5.4')));

test('every KPI leads to one next step: first what is missing, then a target, then where the number is made', () => {
  for (const kpi of catalogue) {
    const measured = { missing: [], mayPlan: true, hasPlan: false };
    assert.equal(nextAction(kpi, { ...measured, missing: ['leads'] }).to, '/imports');
    assert.equal(nextAction(kpi, { ...measured, missing: ['targets', 'deals'] }).to, '/imports');
    assert.equal(nextAction(kpi, measured).to, '/plans');
    assert.ok(nextAction(kpi, { ...measured, hasPlan: true }).ja);
  }
  assert.equal(nextAction(getKpi('K6.3'), { missing: [], mayPlan: false, hasPlan: false }).to, '/handovers');
  for (const code of ['K3.6', 'K4.1b'])
    assert.equal(nextAction(getKpi(code), { missing: [], mayPlan: false, hasPlan: false }).to, '/deals');
  assert.equal(isPlannable(getKpi('K6.3')), true);
});

const madeHere: [missing: Input[], to: string][] = [
  [['targets'], '/targets'],
  [['plans'], '/plans'],
  [['targets', 'plans'], '/targets'],
  [['weekly_meetings'], '/meetings'],
  [['feedback'], '/rejections'],
  [['targets', 'web'], '/kpis'],
];
for (const [missing, to] of madeHere)
  test(`where only ${missing.join(' and ')} is missing, which no file brings, the tile leads to ${to}`, () =>
    assert.equal(nextAction(getKpi('K3.3'), { missing, mayPlan: true, hasPlan: false }).to, to));

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing, rateFigure, totalFigure, type Figure } from '#core/measure/figure.ts';
import type { MonthFigure } from './figures.ts';
import { correctionOf, isSameFigure } from './figures.ts';
import { reportPeriods } from './month.ts';
import { paperOf } from './paper.ts';
import { reportBody } from './report.ts';
import { writtenDifference } from './paper-notes.ts';
import { writtenInterval, writtenNote, writtenValue, writtenYearOnYear } from './written.ts';
import { april } from '#core/period/fiscal.ts';

const periods = reportPeriods('2026-10', april);
const kept = (
  code: string,
  span: { from: string; to: string },
  figure: Figure,
  given: Partial<MonthFigure> = {},
): MonthFigure => ({
  code,
  kind: 'period',
  from: span.from,
  to: span.to,
  version: 1,
  figure,
  missing: [],
  target: null,
  ...given,
});

const figures = [
  kept('K5.5d', periods.month, totalFigure(12_000_000, 4), { target: 10_000_000 }),
  kept('K5.5d', periods.lastYear, totalFigure(8_000_000, 3)),
  kept('K5.5d', periods.toDate, totalFigure(60_000_000, 20), { target: 80_000_000 }),
  kept('K5.5d', periods.year, totalFigure(110_000_000), { kind: 'landing', target: 100_000_000 }),
  kept(
    'K5.5d',
    periods.year,
    { ...totalFigure(98_000_000, 30), interval: { low: 90_000_000, high: 120_000_000 } },
    { kind: 'pipeline', target: 100_000_000 },
  ),
  kept('K6.1', periods.month, rateFigure(93, 100), { target: 0.9 }),
  kept('K6.1', periods.lastYear, rateFigure(62, 100)),
  kept('K6.3c', periods.month, rateFigure(4, 100)),
  kept('K6.3d', periods.month, rateFigure(2, 100)),
  kept('K6.2', periods.month, rateFigure(12, 30)),
  kept('K6.2', periods.lastYear, rateFigure(30, 120)),
  kept('K6.3', periods.month, rateFigure(1, 8), { target: 0.05 }),
  kept('K1.1', periods.month, { ...nothing, note: 'unmeasured' }, { missing: ['icp'] }),
  kept('F.sal', periods.month, rateFigure(3, 4)),
  kept('F.won', periods.month, { ...rateFigure(0, 4), note: 'immature' }),
];
const body = reportBody(figures, periods);
const line = (code: string) => [...body.results, ...body.coverage].find((one) => one.code === code)!;

test('S2-36 the sheets print how the leads handed over are shared out, and nothing where a closed month did not keep a part', () => {
  assert.deepEqual(body.handed, {
    month: { handed: 100, sal: 93, rejected: 4, ignored: 1, pending: 2 },
    toDate: null,
  });
  const source = { ...body, periods, corrections: [], closing: null, texts: { findings: '', requests: '' } };
  const told = (language: 'ja' | 'en') => paperOf(source, language).notes.lines[0];
  assert.equal(told('ja'), '2026年10月: 引き渡し 100 = 受入 93 + 差し戻し 4 + 未対応 1 + 返事待ち 2');
  assert.equal(told('en'), '2026-10: handed over 100 = accepted 93 + sent back 4 + ignored 1 + waiting 2');
});

test('計画比, 前年同月比 and 着地見込み are worked out from the figures that are kept', () => {
  const won = line('K5.5d');
  assert.deepEqual([won.month.achievement, won.yearOnYear.value, won.yearOnYear.unit], [1.2, 1.5, 'ratio']);
  assert.deepEqual([won.toDate.achievement, won.landing.achievement], [0.75, 1.1]);
  assert.deepEqual([won.pipeline!.achievement, line('K3.3').pipeline], [0.98, null]);
});

test('S2-37 a rate is compared with last year in points, and says when that is not clear', () => {
  const [sal, registered] = [line('K6.1'), line('K6.2')];
  assert.deepEqual([writtenYearOnYear(sal.yearOnYear), sal.yearOnYear.isClear], ['+31.0pt', true]);
  assert.deepEqual([writtenYearOnYear(registered.yearOnYear), registered.yearOnYear.isClear], ['+15.0pt※', false]);
});

test('where lower is better the plan is divided by the actual', () => {
  assert.equal(line('K6.3').month.achievement, 0.05 / (1 / 8));
});

test('what is missing is —, 未計測 is named, and never a nought', () => {
  const coverage = line('K1.1');
  assert.deepEqual([coverage.month.figure.value, coverage.unmeasured?.ja], [null, '未計測(必要:ICPの定義)']);
  assert.deepEqual([line('K5.1').month.figure.value, line('K5.1').month.achievement], [null, null]);
  assert.equal(body.trend.length, 7);
  assert.ok(body.trend.slice(0, 6).every(({ value, lastYear }) => value === null && lastYear === null));
  assert.equal(body.trend[6]!.value, 12_000_000);
});

test('the funnel counts its stages of one cohort, with interval and 参考 where n is small', () => {
  const [mql, sal, , , won] = body.funnel;
  assert.deepEqual([mql!.month.value, sal!.month.numerator, won!.month.numerator], [4, 3, 0]);
  assert.equal(writtenNote(sal!.month, 'ja'), '参考(n=4)');
  assert.equal(writtenInterval(sal!.month), '30.1–95.4%');
  assert.equal(writtenNote(won!.month, 'ja'), '未成熟');
});

test('a figure whose meaning changed since last year says that it cannot simply be compared', () => {
  const change = {
    on: '2026-07-10',
    what: 'qualification_rule',
    codes: ['K6.1', 'K6.3', 'K5.5d'],
    version: 'r2',
    whatChanged: { ja: 'MQLのルールを変更', en: 'MQL rule changed' },
    by: null,
  } as const;
  const later = { ...change, on: '2026-11-01' } as const;
  const plan = { ...change, what: 'plan', codes: ['K6.2'] } as const;
  const changed = reportBody(figures, periods, [plan, change, later]);
  const of = (code: string) => changed.results.find((one) => one.code === code)!;
  assert.equal(writtenYearOnYear(of('K6.1').yearOnYear), '+31.0pt†');
  assert.equal(writtenYearOnYear(of('K5.5d').yearOnYear), '150.0%†');
  assert.equal(of('K6.2').yearOnYear.changed, null, 'another target leaves the figure as it is');
  assert.equal(of('K6.3').yearOnYear.changed, null, 'nothing to compare, nothing to say');
  const source = { ...changed, periods, closing: null, texts: { findings: '', requests: '' }, corrections: [] };
  const notes = (language: 'ja' | 'en') => paperOf(source, language).notes.lines.filter((line) => line.startsWith('†'));
  assert.deepEqual(notes('ja'), [
    '† 2026/07/10に定義が変わったため、前年とは単純に比較できません(MQLのルールを変更)。対象: 受注金額・SAL率',
  ]);
  assert.match(notes('en')[0]!, /^† The definition changed on 2026\/07\/10 \(MQL rule changed\)/);
  assert.deepEqual(
    paperOf(source, 'ja').trend.labels.filter((label) => label.endsWith('†')),
    ['7月†'],
  );
});

test('the paper says the same numbers in both languages, and its tables are as wide as their heads', () => {
  const source = { ...body, periods, closing: null, texts: { findings: '', requests: '増員' }, corrections: [] };
  const [ja, en] = [paperOf(source, 'ja'), paperOf(source, 'en')];
  for (const paper of [ja, en])
    for (const table of [paper.results, paper.funnel, paper.coverage])
      for (const row of table.rows) assert.equal(row.length, table.head.length, table.title);
  const numbers = (paper: typeof ja) => paper.results.rows.map((row) => row.slice(1).map(({ text }) => text));
  assert.deepEqual(numbers(ja), numbers(en));
  assert.deepEqual(
    ja.results.rows[0]!.map(({ text }) => text),
    [
      '受注金額',
      '12,000',
      '10,000',
      '120.0%',
      '8,000',
      '150.0%',
      '60,000',
      '80,000',
      '75.0%',
      '—',
      '110,000',
      '100,000',
      '110.0%',
    ],
  );
  assert.deepEqual(
    [10, 12].map((column) => [ja, en].map(({ results }) => results.rows[0]![column]!.note)),
    [
      ['商談 98,000', 'pipeline 98,000'],
      ['商談 98.0%', 'pipeline 98.0%'],
    ],
  );
  assert.deepEqual([ja.findings.isEmpty, ja.requests.text, ja.state], [true, '増員', '速報(締める前の数字)']);
  assert.ok(ja.notes.lines.some((line) => line.endsWith('95%区間は 90,000〜120,000千円です。')));
  assert.ok(ja.notes.lines.includes('ターゲットリストカバー率: 未計測(必要:ICPの定義)'));
  assert.ok(en.notes.lines.includes('Target list coverage: Not measured yet (needs: ICP definition)'));
});

const written: [number | null, Parameters<typeof writtenValue>[1], string][] = [
  [null, 'yen', '—'],
  [0, 'rate', '0.0%'],
  [-1_234_567, 'yen', '△1,235'],
  [-400, 'yen', '0'],
  [1234, 'count', '1,234'],
  [12.34, 'days', '12.3'],
];
for (const [value, unit, text] of written)
  test(`${value} ${unit} is written ${text}`, () => assert.equal(writtenValue(value, unit), text));

test('a correction is now less then, in its own unit, and unknown where one side has no value', () => {
  assert.equal(correctionOf(totalFigure(5), totalFigure(3)), -2);
  assert.equal(correctionOf(nothing, totalFigure(3)), null);
  assert.equal(writtenDifference({ difference: -2_500_000, unit: 'yen' }), '△2,500');
  assert.equal(writtenDifference({ difference: 0.31, unit: 'rate' }), '+31.0pt');
  assert.ok(isSameFigure(rateFigure(1, 2), { ...rateFigure(1, 2), note: 'immature' }));
  assert.ok(!isSameFigure(rateFigure(1, 2), rateFigure(2, 4)), 'the same share of other counts is a correction');
  assert.ok(!isSameFigure({ ...nothing, note: 'unmeasured' }, nothing));
});

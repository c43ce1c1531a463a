import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { april, periodOf } from '#core/period/fiscal.ts';
import { readPeriod, readPlanSheet } from './plan-sheet.ts';

const told = (text: string) =>
  readPlanSheet(text, april).lines.map(({ kpi, period, scope, target }) => [kpi.code, period.label.en, scope, target]);

const lines: [string, (string | number)[]][] = [
  ['K6.1\t2026年度Q3\t75%', ['K6.1', 'FY2026 Q3', 'all', 0.75]],
  ['SAL率,2026年10月,0.75,ターゲットの中', ['K6.1', '2026-10', 'inside', 0.75]],
  ['K3.3,FY2026 H1,"22,000千円"', ['K3.3', 'FY2026 H1', 'all', 22_000_000]],
  ['K3.3\t2026年度\t1.2億円\tすべて', ['K3.3', 'FY2026', 'all', 120_000_000]],
  ['K5.1\t2026年度第4四半期\t１２０件', ['K5.1', 'FY2026 Q4', 'all', 120]],
];
for (const [line, expected] of lines) test(`“${line}” is read`, () => assert.deepEqual(told(line), [expected]));

const problems: [string, RegExp][] = [
  ['K9.9,2026年度,5', /「K9\.9」はありません/],
  ['K5.4,2026年度,50%', /目標を立てられません/],
  ['K6.1,らいねん,50%', /期間「らいねん」/],
  ['K6.1,2026-13,50%', /期間「2026-13」/],
  ['K6.1,2026年度,150%', /目標「150%」/],
  ['K6.1,2026年度,0', /目標「0」/],
  ['K6.1,2026年度,50%,関東', /範囲「関東」/],
];
for (const [line, expected] of problems)
  test(`“${line}” is told with its reason and its line`, () => {
    const { lines: read, problems: found } = readPlanSheet(`指標,期間,目標\n\n${line}`, april);
    assert.deepEqual([read.length, found.length, found[0]!.line], [0, 1, 3]);
    assert.match(found[0]!.ja, expected);
  });

test('every label of a fiscal period, in both languages, is read back as that period', () =>
  fc.assert(
    fc.property(
      fc.constantFrom('month', 'quarter', 'half', 'year'),
      fc.integer({ min: 2000, max: 2090 }),
      fc.integer({ min: 1, max: 12 }),
      (kind, year, month) => {
        const period = periodOf(kind, `${year}-${String(month).padStart(2, '0')}-15`, april);
        assert.deepEqual([readPeriod(period.label.ja, april), readPeriod(period.label.en, april)], [period, period]);
      },
    ),
  ));

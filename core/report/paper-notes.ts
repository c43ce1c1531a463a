import type { Figure } from '#core/measure/figure.ts';
import { writtenDay } from '#core/period/day.ts';
import type { Language } from '#core/words.ts';
import type { Correction } from './month-report.ts';
import type { PaperSource } from './paper.ts';
import { speaker } from './paper-words.ts';
import { writtenNumber, writtenValue } from './written.ts';

const correctionsTold = 4;
const changesShown = 3;

/** What has to be said beside the numbers of a month: hand-overs, corrections, what is not measured, what cannot be compared. */
export function notesOf(report: PaperSource, language: Language): string[] {
  const say = speaker(language);
  const { corrections } = report;
  const lines = [...report.results, ...report.coverage];
  const unmeasured = lines.filter((line) => line.unmeasured !== null);
  const isUnclear = report.results.some(
    (line) => line.yearOnYear.isClear === false || line.toDateYearOnYear.isClear === false,
  );
  const isYoung = report.funnel.some((step) => step.month.note === 'immature' || step.toDate.note === 'immature');
  return [
    ...handedTold(report, language),
    ...(report.closing ? [corrections.length === 0 ? say('none') : say('corrections', { n: corrections.length })] : []),
    ...corrections.slice(0, correctionsTold).map((one) => writtenCorrection(one, language)),
    ...(corrections.length > correctionsTold ? [say('more', { n: corrections.length - correctionsTold })] : []),
    ...unmeasured.map((line) => say('unmeasured', { name: line.name[language], why: line.unmeasured![language] })),
    say('intervals'),
    ...(isUnclear ? [say('unclear')] : []),
    ...changesTold(report, language),
    ...(isYoung ? [say('immature')] : []),
    say('landing'),
    ...report.results.flatMap(({ pipeline }) =>
      pipeline ? [say('pipeline') + rangeOf(pipeline.figure, language)] : [],
    ),
  ];
}

/** 引き渡し 26 = 受入 21 + 差し戻し 3 + 未対応 2 + 返事待ち 0, of the month and of the year to date (domain.md §9.3). */
function handedTold({ handed, periods }: PaperSource, language: Language): string[] {
  return (['month', 'toDate'] as const).flatMap((span) => {
    const parts = handed[span];
    return parts ? [speaker(language)('handed', { period: periods[span].label[language], ...parts })] : [];
  });
}

/** Each change of meaning once, with the figures that cannot simply be compared across it. */
function changesTold({ results }: PaperSource, language: Language): string[] {
  const say = speaker(language);
  const found = results.flatMap((line) =>
    [line.yearOnYear.changed, line.toDateYearOnYear.changed].flatMap((change) =>
      change ? [{ change, name: line.name[language] }] : [],
    ),
  );
  const told = [...Map.groupBy(found, ({ change }) => `${change.on} ${change.whatChanged.ja}`).values()];
  const lines = told.slice(0, changesShown).map((own) =>
    say('changed', {
      day: writtenDay(own[0]!.change.on),
      what: own[0]!.change.whatChanged[language],
      names: [...new Set(own.map(({ name }) => name))].join(language === 'ja' ? '・' : ', '),
    }),
  );
  return told.length > changesShown ? [...lines, say('more', { n: told.length - changesShown })] : lines;
}

/** How far the landing by pipeline may reach, in thousand yen. */
function rangeOf({ interval }: Figure, language: Language): string {
  if (!interval) return '';
  const [low, high] = [writtenValue(interval.low, 'yen'), writtenValue(interval.high, 'yen')];
  return speaker(language)('pipelineRange', { low, high });
}

/** SAL率(2026年10月) 締め 62.0% → いま 63.0%(差 +1.0pt、変わった行 1件) */
function writtenCorrection(one: Correction, language: Language): string {
  const say = speaker(language);
  return say('correction', {
    name: one.name[language],
    period: one.period[language],
    frozen: writtenValue(one.frozen.value, one.unit),
    now: writtenValue(one.now.value, one.unit),
    difference: writtenDifference(one),
    rows: one.casesChanged === null ? '' : say('rows', { n: one.casesChanged }),
  });
}

/** +1.0pt for rates; else a signed value in its unit, and — where there is none. */
export function writtenDifference({ difference, unit }: Pick<Correction, 'difference' | 'unit'>): string {
  if (difference === null) return '—';
  const sign = difference > 0 ? '+' : '';
  return sign + (unit === 'rate' ? `${writtenNumber(difference * 100, 1)}pt` : writtenValue(difference, unit));
}

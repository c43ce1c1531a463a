import type { Figure } from '#core/measure/figure.ts';
import { todayJst, writtenDay } from '#core/period/day.ts';
import type { Period } from '#core/period/fiscal.ts';
import type { Language } from '#core/words.ts';
import { reportedKpi, stageNames, trendKpi } from './contents.ts';
import type { MonthReport } from './month-report.ts';
import { notesOf } from './paper-notes.ts';
import { speaker } from './paper-words.ts';
import type { AgainstPlan, ReportLine } from './report.ts';
import {
  writtenInterval,
  writtenNote,
  writtenNumber,
  writtenShare,
  writtenValue,
  writtenYearOnYear,
} from './written.ts';

/** A number as it stands on the paper, and in small what has to stand beside it. */
export type Cell = { readonly text: string; readonly note: string };
export type PaperTable = {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};
export type PaperChart = {
  readonly title: string;
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
};
type PaperText = { readonly title: string; readonly text: string; readonly isEmpty: boolean };

/** The two sheets of a monthly report in words: page, slides and PDF show the same. */
export type Paper = {
  readonly title: string;
  readonly subtitle: string;
  readonly state: string;
  readonly results: PaperTable;
  readonly trend: PaperChart;
  readonly findings: PaperText;
  readonly funnel: PaperTable;
  readonly funnelChart: PaperChart;
  readonly coverage: PaperTable;
  readonly requests: PaperText;
  readonly notes: { readonly title: string; readonly lines: readonly string[] };
};

/** What the paper needs of a report; instants may come as text, as the API says them. */
export type PaperSource = Pick<MonthReport, 'results' | 'coverage' | 'funnel' | 'handed' | 'trend' | 'corrections'> & {
  readonly periods: Readonly<Record<'month' | 'toDate' | 'year', Pick<Period, 'from' | 'label'>>>;
  readonly closing: { readonly closedAt: Date | string; readonly closedByName: string | null } | null;
  readonly texts: { readonly findings: string; readonly requests: string };
};

/** The paper of a report in one language; amounts in thousand yen. */
export function paperOf(report: PaperSource, language: Language): Paper {
  const say = speaker(language);
  const { periods, closing, texts } = report;
  const month = periods.month.label[language];
  const who = closing?.closedByName ?? 'Mori';
  const first = language === 'ja' ? `${Number(periods.year.from.slice(5, 7))}月` : periods.year.from.slice(0, 7);
  return {
    title: say('title', { month }),
    subtitle: say('subtitle', { year: periods.year.label[language], toDate: periods.toDate.label[language] }),
    state: closing ? say('closed', { day: writtenDay(todayJst(new Date(closing.closedAt))), who }) : say('open'),
    results: {
      title: say('results'),
      head: say('resultsHead', { first }).split('|'),
      rows: report.results.map((line) => resultRow(line, language)),
    },
    trend: trendOf(report, language),
    findings: textOf(say('findings'), texts.findings, say('noFindings')),
    funnel: {
      title: say('funnel'),
      head: say('funnelHead', { month, first }).split('|'),
      rows: report.funnel.map(({ stage, month: own, toDate }) => [
        plain(stageNames[stage][language]),
        ...stepCells(own, stage === 'mql', language),
        ...stepCells(toDate, stage === 'mql', language),
      ]),
    },
    funnelChart: {
      title: say('funnel'),
      labels: report.funnel.map(({ stage }) => stageNames[stage][language]),
      series: [
        { name: month, values: report.funnel.map(({ stage, month: own }) => countOf(own, stage === 'mql')) },
        {
          name: periods.toDate.label[language],
          values: report.funnel.map(({ stage, toDate }) => countOf(toDate, stage === 'mql')),
        },
      ],
    },
    coverage: {
      title: say('coverage'),
      head: say('coverageHead').split('|'),
      rows: report.coverage.map((line) => [
        plain(line.name[language]),
        plain(writtenValue(line.month.figure.value, line.unit)),
        plain(line.unmeasured?.[language] ?? besideRate(line.month.figure, language)),
      ]),
    },
    requests: textOf(say('requests'), texts.requests, say('noRequests')),
    notes: { title: say('notes'), lines: notesOf(report, language) },
  };
}

function resultRow(line: ReportLine, language: Language): Cell[] {
  const { unit } = line;
  const value = (figure: Figure): Cell => ({
    text: writtenValue(figure.value, unit),
    note: unit === 'rate' ? besideRate(figure, language) : writtenNote(figure, language),
  });
  const against = (own: AgainstPlan) => [
    value(own.figure),
    plain(writtenValue(own.target, unit)),
    plain(writtenShare(own.achievement)),
  ];
  return [
    { text: line.name[language], note: unit === 'yen' ? speaker(language)('thousandYen') : '' },
    ...against(line.month),
    value(line.lastYear),
    plain(writtenYearOnYear(line.yearOnYear)),
    ...against(line.toDate),
    plain(writtenYearOnYear(line.toDateYearOnYear)),
    ...landingCells(line, language),
  ];
}

/** By pace, and beneath it what the pipeline comes to. */
function landingCells({ landing, pipeline, unit }: ReportLine, language: Language): Cell[] {
  const say = speaker(language);
  const beneath = (value: string) => (value === '—' ? '' : say('byPipeline', { value }));
  return [
    {
      text: writtenValue(landing.figure.value, unit),
      note: pipeline ? beneath(writtenValue(pipeline.figure.value, unit)) : '',
    },
    plain(writtenValue(landing.target, unit)),
    { text: writtenShare(landing.achievement), note: pipeline ? beneath(writtenShare(pipeline.achievement)) : '' },
  ];
}

/** 62/100, and 参考(n=3) or 未成熟 where that has to be said. */
function besideRate(figure: Figure, language: Language): string {
  const parts =
    figure.denominator === null || figure.denominator === 0
      ? ''
      : `${writtenNumber(figure.numerator ?? 0)}/${writtenNumber(figure.denominator)}`;
  return [parts, writtenNote(figure, language)].filter(Boolean).join(' ');
}

function stepCells(figure: Figure, isFirst: boolean, language: Language): Cell[] {
  const reached = countOf(figure, isFirst);
  if (isFirst) return [plain(writtenValue(reached, 'count')), plain('')];
  return [
    plain(writtenValue(reached, 'count')),
    {
      text: writtenValue(figure.value, 'rate'),
      note: [writtenInterval(figure), writtenNote(figure, language)]
        .filter((part) => part !== '' && part !== '—')
        .join(' '),
    },
  ];
}

const countOf = (figure: Figure, isFirst: boolean) => (isFirst ? figure.value : figure.numerator);

function trendOf(report: PaperSource, language: Language): PaperChart {
  const say = speaker(language);
  const thousands = (yen: number | null) => (yen === null ? null : Math.round(yen / 1_000));
  return {
    title: say('trend', { name: reportedKpi(trendKpi).name[language] }),
    labels: report.trend.map(
      ({ month, isChanged }) =>
        (language === 'ja' ? `${Number(month.slice(5))}月` : month.slice(2)) + (isChanged ? '†' : ''),
    ),
    series: [
      { name: say('lastYear'), values: report.trend.map(({ lastYear }) => thousands(lastYear)) },
      {
        name: say('thisYear', { year: report.periods.year.label[language] }),
        values: report.trend.map(({ value }) => thousands(value)),
      },
    ],
  };
}

function textOf(title: string, text: string, empty: string): PaperText {
  return { title, text: text.trim() === '' ? empty : text, isEmpty: text.trim() === '' };
}

const plain = (text: string): Cell => ({ text, note: '' });

import type { Language } from '#core/words.ts';
import { Paper, Text, Title } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { funnelCode } from '#core/report/contents.ts';
import { paperOf } from '#core/report/paper.ts';
import { BarPicture } from './BarPicture.tsx';
import { SheetTable } from './SheetTable.tsx';
import type { Line, OpenedNumber, Report } from './report.ts';

/** The two sheets as they are printed; a number with leads or deals behind it opens to them. */
export function ReportSheets({
  report,
  language,
  open,
  openLanding,
}: {
  report: Report;
  language: Language;
  open: (opened: OpenedNumber) => void;
  openLanding: (line: Line) => void;
}) {
  const { t } = useTranslation();
  const paper = useMemo(() => paperOf(report, language), [report, language]);
  const opener = (line: Line, span: 'month' | 'lastYear' | 'toDate') =>
    line.opens && (span === 'lastYear' ? line.lastYear : line[span].figure).n > 0
      ? () =>
          open({
            code: line.code,
            name: line.name,
            isRate: line.unit === 'rate',
            part: 'numerator',
            ...spanOf(report, span),
          })
      : undefined;
  const stageOpener = (row: number, span: 'month' | 'toDate') => {
    const { stage, ...step } = report.funnel[row]!;
    const reached = stage === 'mql' ? step[span].value : step[span].numerator;
    if (!reached) return undefined;
    const label = paper.funnel.rows[row]![0]!.text;
    return () =>
      open({
        code: funnelCode(stage === 'mql' ? 'sal' : stage),
        name: { ja: label, en: label },
        isRate: stage !== 'mql',
        part: stage === 'mql' ? 'denominator' : 'numerator',
        ...spanOf(report, span),
      });
  };
  const landingColumn = 10;
  const resultSpans = { 1: 'month', 4: 'lastYear', 6: 'toDate' } as const;
  return (
    <>
      <Sheet paper={paper} number={1}>
        <section>
          <Title order={3}>{paper.results.title}</Title>
          <SheetTable
            table={paper.results}
            openerOf={(row, column) =>
              column === landingColumn && report.results[row]!.pipeline
                ? () => openLanding(report.results[row]!)
                : column in resultSpans
                  ? opener(report.results[row]!, resultSpans[column as keyof typeof resultSpans])
                  : undefined
            }
          />
        </section>
        <div className="report-columns">
          <section>
            <Title order={3}>{paper.trend.title}</Title>
            <BarPicture chart={paper.trend} heightPx={190} />
          </section>
          <Words {...paper.findings} />
        </div>
      </Sheet>
      <Sheet paper={paper} number={2}>
        <div className="report-columns">
          <section>
            <Title order={3}>{paper.funnel.title}</Title>
            <BarPicture chart={paper.funnelChart} heightPx={240} isLying />
            <SheetTable
              table={paper.funnel}
              openerOf={(row, column) =>
                column === 1 ? stageOpener(row, 'month') : column === 3 ? stageOpener(row, 'toDate') : undefined
              }
            />
          </section>
          <div>
            <section>
              <Title order={3}>{paper.coverage.title}</Title>
              <SheetTable
                table={paper.coverage}
                openerOf={(row, column) => (column === 1 ? opener(report.coverage[row]!, 'month') : undefined)}
              />
            </section>
            <Words {...paper.requests} />
            <section>
              <Title order={3}>{paper.notes.title}</Title>
              {paper.notes.lines.map((line) => (
                <Text key={line} size="xs" c="dimmed">
                  {line}
                </Text>
              ))}
            </section>
          </div>
        </div>
      </Sheet>
      <Text size="xs" c="dimmed" mb="md" className="no-print">
        {t('report.sheetsNote')}
      </Text>
    </>
  );
}

function Sheet({
  paper,
  number,
  children,
}: {
  paper: ReturnType<typeof paperOf>;
  number: 1 | 2;
  children: React.ReactNode;
}) {
  return (
    <Paper
      withBorder
      p="md"
      mb="md"
      component="section"
      className="report-sheet"
      aria-label={`${paper.title} ${number} / 2`}
    >
      <div className="report-head">
        <div>
          <Title order={2}>{paper.title}</Title>
          <Text size="xs" c="dimmed">
            {paper.subtitle}
          </Text>
        </div>
        <Text size="xs" c="dimmed">
          {paper.state} · {number} / 2
        </Text>
      </div>
      {children}
    </Paper>
  );
}

function Words({ title, text, isEmpty }: { title: string; text: string; isEmpty: boolean }) {
  return (
    <section>
      <Title order={3}>{title}</Title>
      <Text size="sm" style={{ whiteSpace: 'pre-line' }} c={isEmpty ? 'dimmed' : undefined}>
        {text}
      </Text>
    </section>
  );
}

function spanOf({ periods }: Report, span: 'month' | 'lastYear' | 'toDate'): { from: string; to: string } {
  const { from, to } = periods[span];
  return { from, to };
}

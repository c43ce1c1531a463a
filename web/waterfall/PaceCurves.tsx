import { Table } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureNote, type Figure } from '../parts/FigureText.tsx';
import { count, percent } from '../parts/format.ts';
import { useChart } from './chart.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { Curve, LeadQuery, Opened } from './leads.ts';

const stages = ['sal', 'sql', 'deal', 'won'] as const;
/** What happens later is in the table; a longer axis would squeeze the days that matter. */
const daysShown = 180;

/** Share of handed-over leads that came to a stage, by days since the hand-over. */
export function PaceCurves({ curves }: { curves: readonly Curve[] }) {
  const { t, i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language.
  const option = useMemo(
    () => ({
      grid: { left: 48, right: 16, top: 34, bottom: 40 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => percent(Number(value) / 100) },
      xAxis: {
        type: 'value',
        min: 0,
        max: daysShown,
        name: t('waterfall.daysSince'),
        nameLocation: 'middle',
        nameGap: 24,
      },
      yAxis: { type: 'value', min: 0, max: 100, axisLabel: { formatter: '{value}%' } },
      series: stages.map((stage, index) => ({
        name: t(`waterfall.short.${stage}`),
        type: 'line',
        step: 'end',
        symbol: 'none',
        lineStyle: { width: 2.5, type: lineTypes[index] },
        data: pointsOf(curves[index]!),
      })),
    }),
    [curves, i18n.language],
  );
  const holder = useChart(option, 1);
  return <div ref={holder} style={{ height: 280 }} role="img" aria-label={t('waterfall.pace')} />;
}

/** Lines differ in more than their green. */
const lineTypes = ['solid', [10, 3], [5, 3], [2, 2]] as const;

function pointsOf({ steps }: Curve): [number, number][] {
  const shown = steps
    .filter(({ day }) => day <= daysShown)
    .map(({ day, share }): [number, number] => [day, share * 100]);
  return [[0, 0], ...shown, [daysShown, shown.at(-1)?.[1] ?? 0]];
}

/** The same curves as numbers. */
export function PaceTable({
  curves,
  query,
  open,
}: {
  curves: readonly Curve[];
  query: LeadQuery;
  open: (opened: Opened) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.paceTable')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('waterfall.stage')}</Table.Th>
            <Table.Th className="number">{t('waterfall.median')}</Table.Th>
            {curves[0]!.ages.map(({ day }) => (
              <Table.Th key={day} className="number">
                {t('waterfall.byDay', { day })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {stages.map((stage, index) => (
            <Table.Tr key={stage}>
              <Table.Th scope="row">{t(`waterfall.stages.${stage}`)}</Table.Th>
              <Table.Td className="number">
                {curves[index]!.median.value !== null && t('measure.days', { n: count(curves[index]!.median.value) })}{' '}
                <FigureNote figure={curves[index]!.median} />
              </Table.Td>
              {curves[index]!.ages.map(({ day, figure, atRisk }) => {
                const title = `${t(`waterfall.stages.${stage}`)} ${t('waterfall.byDay', { day })}`;
                return (
                  <Table.Td key={day} className="number">
                    <Share figure={figure} />
                    <div className="beneath">
                      <NumberLink
                        value={figure.numerator ?? 0}
                        label={title}
                        open={() => open({ title, query: { ...query, stage, withinDays: day } })}
                      />
                      /{count(figure.denominator)} · {t('waterfall.atRisk', { n: count(atRisk) })}
                    </div>
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Share({ figure }: { figure: Figure }) {
  const { interval } = figure;
  return (
    <>
      {percent(figure.value)} <FigureNote figure={figure} />
      {interval && (
        <div className="beneath">
          {percent(interval.low)}–{percent(interval.high)}
        </div>
      )}
    </>
  );
}

import { Paper } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChart } from './chart.ts';
import type { Waterfall } from './leads.ts';

const stages = ['mql', 'sal', 'sql', 'deal', 'won'] as const;

/** Bars per month of hand-over; the table below says the same in numbers. */
export function CohortBars({ data }: { data: Waterfall }) {
  const { t, i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language.
  const option = useMemo(
    () => ({
      grid: { left: 40, right: 12, top: 34, bottom: 28 },
      legend: { top: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: data.cohorts.map(({ cohort }) => cohort.slice(2).replace('-', '/')) },
      yAxis: { type: 'value', minInterval: 1 },
      series: stages.map((stage) => ({
        name: t(`waterfall.short.${stage}`),
        type: 'bar',
        barGap: '10%',
        data: data.cohorts.map((cohort) => cohort[stage]),
      })),
    }),
    [data, i18n.language],
  );
  const holder = useChart(option);
  return (
    <Paper withBorder p="sm" mb="sm">
      <div ref={holder} style={{ height: 240 }} role="img" aria-label={t('waterfall.chart')} />
    </Paper>
  );
}

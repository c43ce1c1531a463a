import { Paper } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useChart } from '../waterfall/chart.ts';
import type { Rejections } from './rejections.ts';

const sourcesMax = 8;
const reasonsMax = 5;

/** Why leads of each source were sent back; the table below says the same in numbers. */
export function ReasonBars({ data }: { data: Rejections }) {
  const { t, i18n } = useTranslation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words change with the language.
  const option = useMemo(() => {
    const sources = [...Map.groupBy(data.rows, (row) => row.source ?? '—')]
      .map(([source, rows]) => ({ source, reasons: rows.flatMap((row) => row.reasons) }))
      .filter(({ reasons }) => reasons.length > 0)
      .slice(0, sourcesMax)
      .reverse();
    const kinds = data.reasons.map(({ reason }) => reason);
    const shown = kinds.slice(0, reasonsMax);
    const countOf = (reasons: Rejections['rows'][number]['reasons'], of: (reason: string) => boolean) =>
      reasons.reduce((sum, one) => sum + (of(one.reason) ? one.count : 0), 0);
    const series = shown.map((reason) => ({
      name: t(`handovers.reasons.${reason}`),
      data: sources.map(({ reasons }) => countOf(reasons, (one) => one === reason)),
    }));
    const rest = kinds.slice(reasonsMax) as string[];
    if (rest.length > 0)
      series.push({
        name: t('rejections.others'),
        data: sources.map(({ reasons }) => countOf(reasons, (one) => rest.includes(one))),
      });
    return {
      grid: { left: 132, right: 24, top: 40, bottom: 28 },
      legend: { top: 0, type: 'scroll' },
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      color: ['#2f8378', '#e0a458', '#7a6fb0', '#c8553d', '#5b8fb9', '#9aa5a3'],
      yAxis: {
        type: 'category',
        data: sources.map(({ source }) => source),
        axisLabel: { width: 120, overflow: 'break' },
      },
      xAxis: { type: 'value', minInterval: 1 },
      series: series.map((one) => ({ ...one, type: 'bar', stack: 'reasons', barMaxWidth: 26 })),
    };
  }, [data, i18n.language]);
  const holder = useChart(option);
  const bars = new Set(data.rows.filter((row) => row.reasons.length > 0).map((row) => row.source)).size;
  return (
    <Paper withBorder p="sm" mb="md">
      <div
        ref={holder}
        style={{ height: 90 + Math.min(bars, sourcesMax) * 40 }}
        role="img"
        aria-label={t('rejections.picture')}
      />
    </Paper>
  );
}

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperChart } from '#core/report/paper.ts';
import { useChart } from '../waterfall/chart.ts';

/** The wider column of a sheet on paper, in CSS pixels. */
const columnPx = 585;

/** Bars side by side: upright for months, lying for stages. The table beside it, or the label of each bar, says the same. */
export function BarPicture({
  chart,
  heightPx,
  isLying = false,
}: {
  chart: PaperChart;
  heightPx: number;
  isLying?: boolean;
}) {
  const { i18n } = useTranslation();
  const option = useMemo(() => {
    const labels = { type: 'category', data: [...chart.labels], inverse: isLying, axisTick: { show: false } };
    const values = {
      type: 'value',
      minInterval: 1,
      axisLabel: isLying ? { show: false } : { formatter: (value: number) => value.toLocaleString('ja-JP') },
      splitLine: { show: !isLying },
    };
    return {
      grid: isLying
        ? { left: i18n.language === 'en' ? 130 : 120, right: 48, top: 28, bottom: 8 }
        : { left: 64, right: 8, top: 28, bottom: 24 },
      legend: { top: 0, left: 0, itemWidth: 12, itemHeight: 12, itemGap: 20 },
      tooltip: { trigger: 'axis' },
      xAxis: isLying ? values : labels,
      yAxis: isLying ? labels : values,
      series: chart.series.map(({ name, values: own }) => ({
        name,
        type: 'bar',
        barGap: '10%',
        data: own.map((value) => value ?? '-'),
        ...(isLying
          ? {
              label: {
                show: true,
                position: 'right',
                formatter: ({ value }: { value: number | string }) => value.toLocaleString('ja-JP'),
              },
            }
          : {}),
      })),
    };
  }, [chart, isLying, i18n.language]);
  const holder = useChart(option, 0, columnPx);
  return <div ref={holder} style={{ height: heightPx }} role="img" aria-label={chart.title} className="report-chart" />;
}

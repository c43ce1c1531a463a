import { BarChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

use([BarChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

export type Series = { readonly name: string; readonly values: readonly number[] };

/** Grouped bars per month, drawn as SVG so that print is sharp. The table below says the same in numbers. */
export function useBars(
  labels: readonly string[],
  series: readonly Series[],
  look: { isDark: boolean; widthPx?: number },
) {
  const { isDark, widthPx } = look;
  const holder = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!holder.current) return;
    const chart = init(holder.current, isDark ? 'dark' : undefined, {
      renderer: 'svg',
      ...(widthPx ? { width: widthPx } : {}),
    });
    chart.setOption({
      backgroundColor: 'transparent',
      color: ['#b8c7c4', '#5aa79c', '#2f8378', '#0b6b62', '#063f3a'],
      grid: { left: 40, right: 12, top: 34, bottom: 28 },
      legend: { top: 0, data: series.map((one) => one.name) },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: [...labels] },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map((one) => ({ name: one.name, type: 'bar', data: [...one.values], barGap: '10%' })),
      animation: false,
    });
    const resize = () => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [labels, series, isDark, widthPx]);
  return holder;
}

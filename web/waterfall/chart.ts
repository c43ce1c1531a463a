import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { usePrinting } from '../parts/print.tsx';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

/** A4 upright between its margins, in CSS pixels. */
const uprightPx = 670;

/** Deep sea: the further a lead comes, the deeper the green. */
const byDay = ['#b8c7c4', '#5aa79c', '#2f8378', '#0b6b62', '#063f3a'] as const;
const atNight = ['#5d6f6c', '#2f8378', '#45a697', '#6fccbc', '#b5ede3'] as const;

/** From hand-over to won, for the look of the page; paper is always light. */
export function useStageColours(): readonly string[] {
  const isPrinting = usePrinting();
  return useComputedColorScheme('light') === 'dark' && !isPrinting ? atNight : byDay;
}

/**
 * Draws a chart into the element of the returned ref, as SVG so that print is sharp. A table beside it says the same.
 * `firstColour` leaves out the colours of earlier stages; `paperWidthPx` is its width in print.
 */
export function useChart(option: EChartsCoreOption, firstColour = 0, paperWidthPx = uprightPx) {
  const holder = useRef<HTMLDivElement>(null);
  const isPrinting = usePrinting();
  const colours = useStageColours();
  useEffect(() => {
    if (!holder.current) return;
    const chart = init(holder.current, colours === atNight ? 'dark' : undefined, {
      renderer: 'svg',
      ...(isPrinting ? { width: paperWidthPx } : {}),
    });
    chart.setOption({
      backgroundColor: 'transparent',
      color: colours.slice(firstColour),
      animation: false,
      textStyle: { fontFamily: 'inherit' },
      ...option,
    });
    const resize = () => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [option, colours, firstColour, paperWidthPx, isPrinting]);
  return holder;
}

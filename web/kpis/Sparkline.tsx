import { useTranslation } from 'react-i18next';
import { day } from '../parts/format.ts';
import { useShownValue } from './KpiNumber.tsx';
import type { Kpi, Trend, TrendPeriod } from './kpi.ts';

const [width, height, edge] = [240, 44, 4];

/** Twelve periods as a line, their targets as dashes, and a mark where the meaning changed. The table behind 詳細 says the same. */
export function Sparkline({ trend, periods, name }: { trend: Trend; periods: readonly TrendPeriod[]; name: string }) {
  const { t } = useTranslation();
  const told = trend.points.filter(({ figure }) => figure.value !== null);
  if (told.length < 2) return null;
  const scale = scaleOf(trend);
  const at = (index: number) => edge + ((index + 0.5) / trend.points.length) * (width - 2 * edge);
  return (
    <svg
      className="sparkline"
      role="img"
      aria-label={t('kpi.trendOf', { name, n: told.length })}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
    >
      {trend.markers.map((marker) => {
        const index = periods.findIndex(({ from, to }) => marker.on >= from && marker.on < to);
        return (
          <line
            key={`${marker.on}${marker.what}${marker.version}${marker.whatChanged.ja}`}
            className="marker"
            x1={at(index)}
            x2={at(index)}
            y1={0}
            y2={height}
          />
        );
      })}
      {trend.points.map(
        ({ target }, index) =>
          target !== null && (
            <line
              key={periods[index]!.from}
              className="target"
              x1={at(index - 0.4)}
              x2={at(index + 0.4)}
              y1={scale(target)}
              y2={scale(target)}
            />
          ),
      )}
      {linesOf(trend).map((line) => (
        <polyline
          key={line[0]!.index}
          points={line.map(({ index, value }) => `${at(index)},${scale(value)}`).join(' ')}
        />
      ))}
      {trend.points.map(
        ({ figure }, index) =>
          figure.value !== null && (
            <ellipse
              key={periods[index]!.from}
              className={figure.note === null ? undefined : 'weak'}
              cx={at(index)}
              cy={scale(figure.value)}
              rx={index === trend.points.length - 1 ? 4 : 2}
              ry={index === trend.points.length - 1 ? 4 : 2}
            />
          ),
      )}
    </svg>
  );
}

/** The same twelve periods in numbers, with the changes of meaning between them. */
export function TrendTable({ kpi, trend, periods }: { kpi: Kpi; trend: Trend; periods: readonly TrendPeriod[] }) {
  const { t, i18n } = useTranslation();
  const value = useShownValue(kpi.unit);
  const language = i18n.language === 'en' ? 'en' : 'ja';
  return (
    <>
      <table className="trend-table">
        <thead>
          <tr>
            <th scope="col">{t('kpi.trendPeriod')}</th>
            <th scope="col" className="number">
              {t('kpi.value')}
            </th>
            <th scope="col" className="number">
              n
            </th>
            <th scope="col" className="number">
              {t('kpi.targetColumn')}
            </th>
          </tr>
        </thead>
        <tbody>
          {trend.points.map(({ figure, target }, index) => (
            <tr key={periods[index]!.from}>
              <th scope="row">{periods[index]!.label[language]}</th>
              <td className="number">{value(figure.value)}</td>
              <td className="number">{figure.note === 'unmeasured' ? '—' : figure.n.toLocaleString('ja-JP')}</td>
              <td className="number">{value(target)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {trend.markers.map((marker) => (
        <p key={`${marker.on}${marker.what}${marker.version}${marker.whatChanged.ja}`} className="caution">
          {day(marker.on)} {marker.whatChanged[language]}
          {marker.by && ` (${marker.by})`}
        </p>
      ))}
    </>
  );
}

type Point = { readonly index: number; readonly value: number };

/** Runs without a gap: a period that cannot be told breaks the line instead of falling to 0. */
function linesOf(trend: Trend): Point[][] {
  const lines: Point[][] = [];
  let line: Point[] = [];
  for (const [index, { figure }] of trend.points.entries()) {
    if (figure.value === null) line = [];
    else {
      if (line.length === 0) lines.push(line);
      line.push({ index, value: figure.value });
    }
  }
  return lines;
}

/** From the lowest to the highest value or target, from 0 for what cannot be negative. */
function scaleOf(trend: Trend): (value: number) => number {
  const values = trend.points.flatMap(({ figure, target }) => [figure.value, target]).filter((one) => one !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  return (value) => height - edge - (high === low ? 0.5 : (value - low) / (high - low)) * (height - 2 * edge);
}

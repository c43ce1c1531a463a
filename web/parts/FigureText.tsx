import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, percent } from './format.ts';

/** A figure as the API carries it. */
export type Figure = {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly n: number;
  readonly note: string | null;
};

/** A rate with its parts, and what has to stand beside it: 62.0% (62/100) 参考 · 未成熟 · 期間比. */
export function RateText({ figure, showsInterval }: { figure: Figure; showsInterval?: boolean }) {
  const { value, numerator, denominator, interval } = figure;
  return (
    <>
      <Text span size="sm" c={figure.note === 'small' ? 'dimmed' : undefined} className="number-link">
        {percent(value)}
      </Text>{' '}
      {value !== null && (
        <Text span size="xs" c="dimmed">
          ({count(numerator)}/{count(denominator)})
        </Text>
      )}
      {showsInterval && interval && (
        <Text size="xs" c="dimmed">
          {percent(interval.low)}–{percent(interval.high)}
        </Text>
      )}
      <FigureNote figure={figure} />
    </>
  );
}

/** Days until a step: the median, or the first quarter where half have not come that far. */
export function DaysText({ median, quarter }: { median: Figure; quarter: Figure }) {
  const { t } = useTranslation();
  if (median.value !== null)
    return (
      <>
        {t('measure.days', { n: count(median.value) })} <FigureNote figure={median} />
      </>
    );
  return (
    <Group gap={6} justify="flex-end">
      <Text span size="sm">
        {quarter.value === null ? '—' : t('measure.quarterDays', { n: count(quarter.value) })}
      </Text>
      <FigureNote figure={median} />
    </Group>
  );
}

export function FigureNote({ figure: { note, n } }: { figure: Figure }) {
  const { t } = useTranslation();
  if (note === null || note === 'list_instead') return null;
  return (
    <Badge variant="light" size="sm" color={note === 'immature' ? 'orange' : 'gray'} tt="none" fw={500}>
      {t(`measure.notes.${note}`, { n: count(n) })}
    </Badge>
  );
}

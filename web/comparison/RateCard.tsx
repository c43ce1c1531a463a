import { Badge, Box, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FigureNote, type Figure } from '../parts/FigureText.tsx';
import { count, percent } from '../parts/format.ts';
import { IntervalPicture } from './IntervalPicture.tsx';
import type { Compared } from './sides.ts';

/** One rate before and after: both with count, interval and n, the difference with its interval, and one plain sentence. */
export function RateCard({
  title,
  names,
  compared,
  period,
  references,
  note,
}: {
  title: string;
  names: readonly [string, string];
  compared: Compared;
  period?: { before: Figure; after: Figure };
  /** Values from outside, drawn as lines. */
  references?: readonly number[];
  note?: ReactNode;
}) {
  const { t, i18n } = useTranslation();
  const { before, after, difference, interval, isClear } = compared;
  const points = pointsIn(i18n.language === 'en' ? '−' : '△');
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={title}>
      <Title order={2} mb="xs">
        {title}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="md" className="three-across">
        <RateSide name={names[0]} figure={before} ratio={period?.before} />
        <RateSide name={names[1]} figure={after} ratio={period?.after} isAfter />
        <Stack gap={2}>
          <Text size="sm" c="dimmed">
            {t('comparison.difference')}
          </Text>
          <Group gap={8} align="baseline">
            <Text fz={30} fw={700} lh={1.2} c={isClear ? 'teal' : 'dimmed'} className="number-link">
              {difference === null ? '—' : `${points(difference)} pt`}
            </Text>
            {interval && (
              <Text size="sm" className="number-link">
                ({t('comparison.span', { low: points(interval.low), high: points(interval.high) })})
              </Text>
            )}
          </Group>
          {difference !== null && (
            <Badge variant={isClear ? 'light' : 'outline'} color={isClear ? 'teal' : 'gray'} tt="none" mt={4}>
              {t(isClear ? 'comparison.clear' : 'comparison.unclear')}
            </Badge>
          )}
        </Stack>
      </SimpleGrid>
      <IntervalPicture names={names} figures={[before, after]} {...(references ? { references } : {})} />
      <Text fw={600}>{compared.sentence[i18n.language === 'en' ? 'en' : 'ja']}</Text>
      {note}
    </Paper>
  );
}

function RateSide({
  name,
  figure,
  ratio,
  isAfter,
}: {
  name: string;
  figure: Figure;
  ratio: Figure | undefined;
  isAfter?: boolean;
}) {
  const { t } = useTranslation();
  const { value, interval, numerator, denominator } = figure;
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Group gap={8} align="baseline">
        <Text fz={30} fw={700} lh={1.2} c={isAfter ? 'teal' : undefined} className="number-link">
          {value === null ? '—' : (value * 100).toFixed(1)}
          {value !== null && (
            <Text span fz="md">
              {' %'}
            </Text>
          )}
        </Text>
        {interval && (
          <Text size="sm" className="number-link">
            ({(interval.low * 100).toFixed(1)}–{(interval.high * 100).toFixed(1)})
          </Text>
        )}
      </Group>
      <Group gap={6}>
        {value !== null && (
          <Text size="xs" c="dimmed">
            {t('comparison.parts', { numerator: count(numerator), denominator: count(denominator) })}
          </Text>
        )}
        <FigureNote figure={figure} />
      </Group>
      {ratio && ratio.value !== null && (
        <Box fz="xs" c="dimmed">
          {t('measure.notes.period_ratio')} {percent(ratio.value)} ({count(ratio.numerator)}/{count(ratio.denominator)})
        </Box>
      )}
    </Stack>
  );
}

/** +31.0 or △2.4: a difference of rates in points, with the minus of the reader's papers. */
const pointsIn = (minus: string) => (difference: number) =>
  `${difference < 0 ? minus : '+'}${Math.abs(difference * 100).toFixed(1)}`;

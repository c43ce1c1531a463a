import { Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { CohortHeatMap } from './CohortHeatMap.tsx';
import type { Curve, LeadQuery, Opened } from './leads.ts';
import { PaceCurves, PaceTable } from './PaceCurves.tsx';

export const paceStages = ['sal', 'sql', 'deal', 'won'] as const;
export type PaceStage = (typeof paceStages)[number];

/** How fast leads come to each stage, leads still under way allowed for: curves, their table, and cohorts at equal age. */
export function Pace({ query, open }: { query: LeadQuery; open: (opened: Opened) => void }) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<PaceStage>('sal');
  const answers = useQueries({
    queries: paceStages.map((one) => ({
      queryKey: ['waterfall-curve', query, one],
      queryFn: () => answer<Curve>(api.GET('/api/waterfall/curve', { params: { query: { ...query, stage: one } } })),
      placeholderData: keepPreviousData,
    })),
  });
  const curves = answers.map((one) => one.data);
  if (!curves.every((one) => one !== undefined)) return null;
  return (
    <Stack gap="md" my="md">
      <Paper withBorder p="md" component="section" aria-label={t('waterfall.pace')}>
        <Title order={2}>{t('waterfall.pace')}</Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('waterfall.paceLead')}
        </Text>
        <PaceCurves curves={curves} />
        <PaceTable curves={curves} query={query} open={open} />
      </Paper>
      <Paper withBorder p="md" component="section">
        <Title order={2}>{t('waterfall.heat')}</Title>
        <Text size="sm" c="dimmed" mb="xs">
          {t('waterfall.heatLead')}
        </Text>
        <SegmentedControl
          mb="xs"
          className="no-print"
          aria-label={t('waterfall.heatStage')}
          value={stage}
          onChange={(value) => setStage(value as PaceStage)}
          data={paceStages.map((value) => ({ value, label: t(`waterfall.short.${value}`) }))}
        />
        <CohortHeatMap curve={curves[paceStages.indexOf(stage)]!} stage={stage} query={query} open={open} />
      </Paper>
    </Stack>
  );
}

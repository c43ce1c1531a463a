import { Anchor, Group, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { HandoverDetail } from '../handovers/HandoverDetail.tsx';
import { HandoverItem } from '../handovers/HandoverItem.tsx';
import type { Handovers, Opened } from '../handovers/handover.ts';
import { count } from '../parts/format.ts';

const shownMax = 5;

export function useTodaysHandovers() {
  return useQuery({
    queryKey: ['handovers', 'mine', 'home'],
    queryFn: () =>
      answer<Handovers>(api.GET('/api/handovers', { params: { query: { view: 'mine', limit: shownMax } } })),
  });
}

/** What waits for this member, the longest first; nothing at all where nothing waits. */
export function TodaysHandovers() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened>();
  const mine = useTodaysHandovers();
  if (!mine.data || mine.data.total === 0) return null;
  return (
    <Stack gap="xs" mb="lg">
      <Group justify="space-between">
        <Title order={2}>{t('home.handovers', { n: count(mine.data.total) })}</Title>
        {mine.data.total > shownMax && (
          <Anchor component={Link} to="/handovers">
            {t('home.allHandovers')}
          </Anchor>
        )}
      </Group>
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {mine.data.rows.map((row) => (
          <HandoverItem key={row.cycleId} row={row} onOpen={() => setOpened(row)} />
        ))}
      </Stack>
      <HandoverDetail opened={opened} onClose={() => setOpened(undefined)} />
    </Stack>
  );
}

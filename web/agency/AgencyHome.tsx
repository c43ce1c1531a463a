import { Alert, Anchor, Box, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { FeedbackChanges } from '../feedback/FeedbackChanges.tsx';
import { HandoverDetail } from '../handovers/HandoverDetail.tsx';
import { HandoverItem } from '../handovers/HandoverItem.tsx';
import { LeadParts } from '../handovers/LeadParts.tsx';
import type { Handovers, Opened } from '../handovers/handover.ts';
import { HomeTiles } from '../home/Tiles.tsx';
import { count } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';

const shownMax = 30;

/** First screen of an agency: what was given to it with its deadline, its own companies, and how it does with them. Nothing else. */
export function AgencyHome() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Opened>();
  const mine = useQuery({
    queryKey: ['handovers', 'mine', 'agency'],
    queryFn: () =>
      answer<Handovers>(api.GET('/api/handovers', { params: { query: { view: 'mine', limit: shownMax } } })),
  });
  const accounts = useQuery({
    queryKey: ['accounts', 'agency'],
    queryFn: () => answer<{ total: number }>(api.GET('/api/accounts', { params: { query: { limit: 1 } } })),
  });
  return (
    <>
      <PageHeader title={t('agency.title')} lead={t('agency.lead')} />
      <FeedbackChanges onlyNew />
      <Loaded query={mine}>
        {({ rows, total, counts }) => {
          const overdue = rows.filter((row) => row.clock?.state === 'overdue').length;
          const tiles = [
            ['mine', counts.mine, '/handovers', 'mine'],
            ['accepted', counts.accepted, '/handovers', 'accepted'],
            ['unfollowed', counts.unfollowed, '/handovers', 'unfollowed'],
            ['accounts', accounts.data?.total, '/accounts', undefined],
          ] as const;
          return (
            <Stack>
              {overdue > 0 && (
                <Alert color="orange" py={8}>
                  {t('agency.overdue', { n: count(overdue) })}
                </Alert>
              )}
              {rows.length === 0 ? (
                <Empty>{t('agency.none')}</Empty>
              ) : (
                <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
                  {rows.map((row) => (
                    <HandoverItem key={row.cycleId} row={row} onOpen={() => setOpened(row)} />
                  ))}
                </Stack>
              )}
              {total > rows.length && (
                <Group>
                  <Anchor component={Link} to="/handovers">
                    {t('agency.all')}
                  </Anchor>
                </Group>
              )}
              <SimpleGrid cols={{ base: 2, sm: 4 }}>
                {tiles.map(([name, value, to, hash]) => (
                  <Card
                    key={name}
                    withBorder
                    component={Link}
                    to={to}
                    hash={hash}
                    style={{ textDecoration: 'none', color: 'inherit' }}
                  >
                    <Text size="sm" c="dimmed">
                      {t(`agency.tiles.${name}`)}
                    </Text>
                    <Text fz={26} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
                      {count(value)}
                    </Text>
                  </Card>
                ))}
              </SimpleGrid>
              <LeadParts open={setOpened} />
            </Stack>
          );
        }}
      </Loaded>
      <Box mt="lg">
        <HomeTiles />
      </Box>
      <HandoverDetail opened={opened} onClose={() => setOpened(undefined)} />
    </>
  );
}

import { Anchor, Badge, Group, List, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { AgencyHome } from '../agency/AgencyHome.tsx';
import { FeedbackChanges } from '../feedback/FeedbackChanges.tsx';
import { CheckAlarm } from '../handovers/CheckLine.tsx';
import { useMe } from '../session/me.ts';
import { MeetingReminder } from './MeetingReminder.tsx';
import { HomeTiles } from './Tiles.tsx';
import { TodaysHandovers } from './TodaysHandovers.tsx';

type Counts = Partial<
  Record<
    | 'accounts'
    | 'people'
    | 'imports'
    | 'reviews'
    | 'awaitingSales'
    | 'awaitingMarketing'
    | 'candidates'
    | 'active'
    | 'overdueSearches'
    | 'contactsToMend'
    | 'notesToRead'
    | 'noHands'
    | 'mql'
    | 'wishLists'
    | 'rejectedRows',
    number
  >
>;

/** An agency's first screen holds what was given to it; ours the day's work. */
export function HomePage() {
  const role = useMe().data?.role;
  if (role === undefined) return null;
  return role === 'agency' ? <AgencyHome /> : <OwnHome />;
}

/** Today's list first, three tiles, and the first steps until they are done. */
function OwnHome() {
  const { t } = useTranslation();
  const home = useQuery({
    queryKey: ['home'],
    queryFn: () => answer<{ counts: Counts; today: string }>(api.GET('/api/home')),
  });
  return (
    <Loaded query={home}>
      {({ counts }) => {
        const todo = (
          [
            ['noHands', '/handovers', 'no_capacity'],
            ['contactsToMend', '/handovers', 'unreachable'],
            ['notesToRead', '/handovers', 'other'],
            ['overdueSearches', '/targets', undefined],
            ['awaitingSales', '/targets', undefined],
            ['awaitingMarketing', '/targets', undefined],
            ['candidates', '/targets', undefined],
            ['reviews', '/reviews', undefined],
            ['rejectedRows', '/imports', undefined],
          ] as const
        ).filter(([name]) => (counts[name] ?? 0) > 0);
        const steps = [
          ['/imports', 1, (counts.imports ?? 0) > 0],
          ['/reviews', 2, (counts.imports ?? 0) > 0 && counts.reviews === 0],
          ['/wish-lists', 3, (counts.wishLists ?? 0) > 0],
          ['/targets', 4, (counts.active ?? 0) > 0],
          ['/waterfall', 5, (counts.mql ?? 0) > 0],
        ] as const;
        return (
          <>
            <PageHeader title={t('home.title')} />
            <CheckAlarm />
            <MeetingReminder />
            <TodaysHandovers />
            <FeedbackChanges onlyNew />
            <Paper withBorder p="md" mb="lg">
              {todo.length === 0 ? (
                <Text c="dimmed">{t('home.empty')}</Text>
              ) : (
                <List spacing={8} listStyleType="none">
                  {todo.map(([name, to, reason]) => (
                    <List.Item
                      key={name}
                      icon={
                        <Badge variant="light" size="lg" miw={44}>
                          {count(counts[name])}
                        </Badge>
                      }
                    >
                      <Anchor
                        component={Link}
                        to={to}
                        {...(reason ? { hash: 'returned', search: { reason } as never } : {})}
                      >
                        {t(`home.${name}`, { n: count(counts[name]) })}
                      </Anchor>
                    </List.Item>
                  ))}
                </List>
              )}
            </Paper>
            <HomeTiles />
            <Title order={2} mb="sm">
              {t('home.firstSteps')}
            </Title>
            <Stack gap="xs">
              {steps.map(([to, number, isDone]) => (
                <Paper key={number} withBorder p="sm">
                  <Group wrap="nowrap" align="flex-start">
                    <ThemeIcon variant={isDone ? 'filled' : 'light'} radius="xl" size={28} aria-hidden>
                      {isDone ? '✓' : number}
                    </ThemeIcon>
                    <Stack gap={0} style={{ flex: 1 }}>
                      <Anchor component={Link} to={to} fw={600}>
                        {t(`home.step${number}`)}
                      </Anchor>
                      <Text size="sm" c="dimmed">
                        {t(`home.step${number}Text`)}
                      </Text>
                    </Stack>
                    {isDone && (
                      <Badge variant="light" color="teal">
                        {t('home.done')}
                      </Badge>
                    )}
                  </Group>
                </Paper>
              ))}
            </Stack>
          </>
        );
      }}
    </Loaded>
  );
}

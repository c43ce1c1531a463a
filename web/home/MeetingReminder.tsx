import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { Actions } from '../meetings/Actions.tsx';
import { useWhen } from '../meetings/planned.ts';
import { count, day } from '../parts/format.ts';
import { useRight } from '../session/me.ts';

type Due = paths['/api/meetings/due']['get']['responses'][200]['content']['application/json'];

export function useMeetingDue() {
  return useQuery({
    queryKey: ['meetings', 'due'],
    enabled: useRight('meetings.read'),
    queryFn: () => answer<Due>(api.GET('/api/meetings/due')),
  });
}

/** Whether there is anything to tell of the weekly meeting; minutes only to those who may confirm them. */
export function hasMeetingNews(
  { isMissing, missed, next, today, unconfirmed, actions }: Due,
  mayEdit: boolean,
): boolean {
  return (
    isMissing || missed !== null || next?.meetsOn === today || (mayEdit && unconfirmed.length > 0) || actions.length > 0
  );
}

/** Warns when a week passed without a meeting or a planned one was not held, tells of today's and those who may confirm of minutes that are still a draft, and shows the actions that are still open. */
export function MeetingReminder() {
  const { t } = useTranslation();
  const mayEdit = useRight('meetings.edit');
  const due = useMeetingDue();
  if (!due.data) return null;
  const unconfirmed = mayEdit ? due.data.unconfirmed : [];
  if (!hasMeetingNews(due.data, mayEdit)) return null;
  return (
    <Stack mb="lg" gap="xs">
      <NotHeld due={due.data} />
      <TodaysMeeting due={due.data} />
      {unconfirmed.length > 0 && (
        <Alert color="yellow" py={8}>
          <Group gap="sm">
            <Text size="sm">
              {t('home.minutesUnconfirmed', {
                n: count(unconfirmed.length),
                days: unconfirmed
                  .slice(0, 3)
                  .map(({ meetsOn }) => day(meetsOn))
                  .join(', '),
              })}
            </Text>
            <Anchor component={Link} to="/meetings" size="sm">
              {t('home.toMinutes')}
            </Anchor>
          </Group>
        </Alert>
      )}
      {due.data.actions.length > 0 && (
        <>
          <Title order={2}>{t('home.actions', { n: count(due.data.actions.length) })}</Title>
          <Actions actions={due.data.actions} isFrozen={!mayEdit} />
        </>
      )}
    </Stack>
  );
}

/** No meeting for over a week, the planned one that nobody held, or both; and when the next one is. */
function NotHeld({ due: { isMissing, missed, next } }: { due: Due }) {
  const { t } = useTranslation();
  const when = useWhen();
  if (!isMissing && missed === null) return null;
  const told = [
    isMissing && t('home.meetingMissing'),
    missed && t('home.meetingMissed', { day: when({ meetsOn: missed.meetsOn }) }),
    missed?.reason && t('home.meetingWhy', { why: missed.reason }),
    next && t('home.meetingNext', { day: when(next) }),
  ];
  return (
    <Alert color="yellow" py={8}>
      <Group gap="sm">
        <Text size="sm">{told.filter(Boolean).join(' ')}</Text>
        <Anchor component={Link} to="/meetings" size="sm">
          {t(next ? 'home.toMeetings' : 'home.planMeetings')}
        </Anchor>
      </Group>
    </Alert>
  );
}

function TodaysMeeting({ due: { next, today } }: { due: Due }) {
  const { t } = useTranslation();
  if (next?.meetsOn !== today) return null;
  const about = [next.meetsAt, next.leaderName && t('meetings.ledBy', { who: next.leaderName })].filter(Boolean);
  return (
    <Alert color="blue" py={8}>
      <Group gap="sm">
        <Text size="sm">
          {about.length > 0 ? t('home.meetingToday', { about: about.join(' · ') }) : t('home.meetingTodayAlone')}
        </Text>
        <Anchor component={Link} to="/meetings" size="sm">
          {t('home.todaysAgenda')}
        </Anchor>
      </Group>
    </Alert>
  );
}

import { Alert, Anchor, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { Actions } from '../meetings/Actions.tsx';
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

/** Warns when a week passed without a meeting, tells those who may confirm of minutes that are still a draft, and shows the actions that are still open. */
export function MeetingReminder() {
  const { t } = useTranslation();
  const mayEdit = useRight('meetings.edit');
  const due = useMeetingDue();
  if (!due.data) return null;
  const unconfirmed = mayEdit ? due.data.unconfirmed : [];
  if (!due.data.isMissing && unconfirmed.length === 0 && due.data.actions.length === 0) return null;
  return (
    <Stack mb="lg" gap="xs">
      {due.data.isMissing && (
        <Alert color="yellow" py={8}>
          <Group gap="sm">
            <Text size="sm">{t('home.meetingMissing')}</Text>
            <Anchor component={Link} to="/meetings" size="sm">
              {t('home.toMeetings')}
            </Anchor>
          </Group>
        </Alert>
      )}
      {unconfirmed.length > 0 && (
        <Alert color="yellow" py={8}>
          <Group gap="sm">
            <Text size="sm">
              {t('home.minutesUnconfirmed', {
                n: count(unconfirmed.length),
                days: unconfirmed
                  .slice(0, 3)
                  .map(({ heldOn }) => day(heldOn))
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

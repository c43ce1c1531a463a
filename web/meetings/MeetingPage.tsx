import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AgendaView } from './AgendaView.tsx';
import { HeldMeeting } from './HeldMeeting.tsx';
import { useHoldMeeting, type Meetings } from './meeting.ts';

/** 週次会議: the agenda that wrote itself, the meeting held on it, and those before. */
export function MeetingPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<number>();
  const [attendees, setAttendees] = useState('');
  const mayEdit = useRight('meetings.edit');
  const meetings = useQuery({
    queryKey: ['meetings'],
    queryFn: () => answer<Meetings>(api.GET('/api/meetings')),
  });
  const hold = useHoldMeeting(setOpened);
  if (opened !== undefined) return <HeldMeeting meetingId={opened} onBack={() => setOpened(undefined)} />;
  return (
    <>
      <PageHeader title={t('meetings.title')} lead={t('meetings.lead')} actions={<PrintButton />} />
      <Loaded query={meetings}>
        {({ isMissing, agenda, today, meetings: held }) => (
          <Stack>
            {isMissing && <Alert color="yellow">{t('meetings.missing')}</Alert>}
            {mayEdit && !held.some((one) => one.heldOn === today) && (
              <Paper withBorder p="sm" className="no-print">
                <Group align="flex-end">
                  <TextInput
                    label={t('meetings.attendees')}
                    placeholder={t('meetings.attendeesExample')}
                    value={attendees}
                    onChange={(event) => setAttendees(event.currentTarget.value)}
                    style={{ flex: '1 1 14rem' }}
                  />
                  <Button loading={hold.isPending} onClick={() => hold.mutate(attendees)}>
                    {t('meetings.start')}
                  </Button>
                </Group>
              </Paper>
            )}
            <AgendaView agenda={agenda} isFrozen={!mayEdit} />
            <Title order={2} size="h4">
              {t('meetings.past')}
            </Title>
            {held.length === 0 ? (
              <Text c="dimmed" size="sm">
                {t('meetings.noPast')}
              </Text>
            ) : (
              <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
                {held.map((one) => (
                  <Group key={one.meetingId} component="li" gap="sm">
                    <Anchor component="button" type="button" onClick={() => setOpened(one.meetingId)}>
                      {day(one.heldOn)}
                    </Anchor>
                    <Text size="sm" c="dimmed">
                      {t('meetings.counts', { decisions: count(one.decisions), actions: count(one.actions) })}
                    </Text>
                    <Badge variant="light" tt="none" color={one.state === 'held' ? 'yellow' : 'teal'}>
                      {t(`meetings.meetingStates.${one.state}`)}
                    </Badge>
                  </Group>
                ))}
              </Stack>
            )}
          </Stack>
        )}
      </Loaded>
    </>
  );
}

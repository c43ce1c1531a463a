import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missedWeeks } from '#core/meeting/meeting.ts';
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
        {({ isMissing, agenda, added, today, meetings: held }) => (
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
            <AgendaView agenda={agenda} added={added} isFrozen={!mayEdit} />
            <Title order={2} size="h4">
              {t('meetings.past')}
            </Title>
            {held.length === 0 ? (
              <Text c="dimmed" size="sm">
                {t('meetings.noPast')}
              </Text>
            ) : (
              <PastMeetings held={held} today={today} open={setOpened} />
            )}
          </Stack>
        )}
      </Loaded>
    </>
  );
}

/** Meetings and the weeks that had none, the latest first. */
function PastMeetings({
  held,
  today,
  open,
}: {
  held: Meetings['meetings'];
  today: string;
  open: (meetingId: number) => void;
}) {
  const { t } = useTranslation();
  const missed = missedWeeks(
    held.map(({ heldOn }) => heldOn),
    today,
  );
  const lines = [...held.map((one) => ({ on: one.heldOn, one })), ...missed.map((on) => ({ on, one: undefined }))];
  return (
    <Stack gap={6} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines
        .sort((first, second) => (first.on < second.on ? 1 : -1))
        .map(({ on, one }) => (
          <Group key={on} component="li" gap="sm">
            {one ? (
              <>
                <Anchor component="button" type="button" onClick={() => open(one.meetingId)}>
                  {day(one.heldOn)}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {t('meetings.counts', { decisions: count(one.decisions), actions: count(one.actions) })}
                </Text>
                <Badge variant="light" tt="none" color={one.state === 'held' ? 'yellow' : 'teal'}>
                  {t(`meetings.meetingStates.${one.state}`)}
                </Badge>
              </>
            ) : (
              <Text size="sm" c="dimmed">
                {t('meetings.missedWeek', { day: day(on) })}
              </Text>
            )}
          </Group>
        ))}
    </Stack>
  );
}

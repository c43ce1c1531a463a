import { Alert, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isHeld } from '#core/meeting/course.ts';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AgendaView } from './AgendaView.tsx';
import { HeldMeeting } from './HeldMeeting.tsx';
import type { Meetings } from './meeting.ts';
import { NextMeeting } from './NextMeeting.tsx';
import { PastMeetings } from './PastMeetings.tsx';
import { PlanMeetings } from './PlanMeetings.tsx';
import { useHoldMeeting } from './planned.ts';

/** 週次会議: the next meeting, its agenda that writes itself, and those before. */
export function MeetingPage() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<number>();
  const mayEdit = useRight('meetings.edit');
  const read = useQuery({
    queryKey: ['meetings'],
    queryFn: () => answer<Meetings>(api.GET('/api/meetings')),
  });
  const hold = useHoldMeeting({ onHeld: setOpened, onUndone: () => setOpened(undefined) });
  if (opened !== undefined) return <HeldMeeting meetingId={opened} onBack={() => setOpened(undefined)} />;
  return (
    <Loaded query={read}>
      {({ isMissing, agenda, added, today, planned, meetings }) => (
        <>
          <PageHeader
            title={t('meetings.title')}
            lead={t('meetings.lead')}
            actions={
              <>
                {mayEdit && <PlanMeetings today={today} last={planned.at(-1) ?? meetings[0]} />}
                <PrintButton />
              </>
            }
          />
          <Stack>
            {isMissing && <Alert color="yellow">{t('meetings.missing')}</Alert>}
            <NextMeeting
              planned={planned}
              today={today}
              mayStart={!meetings.some(({ meetsOn, state }) => meetsOn === today && isHeld(state))}
              start={(attendees) => hold.mutate({ attendees })}
              isStarting={hold.isPending}
            />
            <AgendaView agenda={agenda} added={added} isFrozen={!mayEdit} />
            <Title order={2} size="h4">
              {t('meetings.past')}
            </Title>
            <PastMeetings
              meetings={meetings}
              today={today}
              open={setOpened}
              holdAfterAll={({ meetsOn, attendees }) => hold.mutate({ attendees, on: meetsOn })}
            />
          </Stack>
        </>
      )}
    </Loaded>
  );
}

import { Badge, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count, day, moment } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import { ChangeMeeting } from './ChangeMeeting.tsx';
import { usePrepareMeeting, useWhen, type MeetingLine } from './planned.ts';

type Start = { readonly start: (attendees: string) => void; readonly isStarting: boolean };

/** The next meeting that is planned, with what may be done about it, and those after it. Today's is started here, and without a plan any. */
export function NextMeeting({
  planned,
  today,
  mayStart,
  ...start
}: { planned: readonly MeetingLine[]; today: string /** No meeting was held today. */; mayStart: boolean } & Start) {
  const { t } = useTranslation();
  const mayEdit = useRight('meetings.edit');
  const [next, ...later] = planned;
  const isToday = next?.meetsOn === today;
  return (
    <Paper withBorder p="md" component="section" aria-label={t('meetings.next')}>
      <Title order={2} size="h4" mb="xs">
        {t('meetings.next')}
      </Title>
      {next ? (
        <Planned meeting={next} today={today} isNext />
      ) : (
        <Text size="sm" c="dimmed">
          {t('meetings.noneNext')}
        </Text>
      )}
      {mayEdit && mayStart && (isToday || !next) && <StartForm expected={next?.attendees ?? ''} {...start} />}
      {mayEdit && mayStart && next && !isToday && <StartAnyway {...start} />}
      {later.length > 0 && <Later meetings={later} today={today} />}
    </Paper>
  );
}

function Planned({ meeting, today, isNext = false }: { meeting: MeetingLine; today: string; isNext?: boolean }) {
  const { t } = useTranslation();
  const when = useWhen();
  const mayEdit = useRight('meetings.edit');
  const { state, leaderName, attendees, movedFrom, movedBecause } = meeting;
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <div style={{ flex: '1 1 20rem' }}>
        <Group gap="xs" style={{ rowGap: 2 }}>
          <Text fw={600} size={isNext ? 'md' : 'sm'} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {when(meeting)}
          </Text>
          <Badge variant="light" tt="none" color={state === 'agenda_ready' ? 'teal' : 'blue'}>
            {t(`meetings.meetingStates.${state}`)}
          </Badge>
          <Text size="sm" c="dimmed">
            {[
              leaderName && t('meetings.ledBy', { who: leaderName }),
              attendees && t('meetings.expected', { who: attendees }),
              movedFrom && [t('meetings.movedFrom', { day: day(movedFrom) }), movedBecause].filter(Boolean).join(': '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Group>
        {isNext && <AboutAgenda meeting={meeting} mayEdit={mayEdit} />}
      </div>
      {mayEdit && <ChangeMeeting meeting={meeting} today={today} offered={['move', 'cancel']} />}
    </Group>
  );
}

/** When its agenda was or will be written. */
function AboutAgenda({
  meeting: { meetingId, state, preparedAt },
  mayEdit,
}: {
  meeting: MeetingLine;
  mayEdit: boolean;
}) {
  const { t } = useTranslation();
  const prepare = usePrepareMeeting();
  return (
    <Group gap="xs" mt={4}>
      <Text size="sm" c="dimmed">
        {preparedAt ? t('meetings.prepared', { at: moment(preparedAt) }) : t('meetings.notPrepared')}
      </Text>
      {mayEdit && (
        <Button
          size="compact-xs"
          variant="subtle"
          className="no-print"
          loading={prepare.isPending}
          onClick={() => prepare.mutate(meetingId)}
        >
          {t(`meetings.prepare.${state === 'agenda_ready' ? state : 'scheduled'}`)}
        </Button>
      )}
    </Group>
  );
}

function StartForm({ expected, start, isStarting }: { expected: string } & Start) {
  const { t } = useTranslation();
  const [attendees, setAttendees] = useState(expected);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start(attendees);
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Group align="flex-end" mt="sm">
        <TextInput
          label={t('meetings.attendees')}
          placeholder={t('meetings.attendeesExample')}
          maxLength={500}
          value={attendees}
          onChange={(event) => setAttendees(event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
        />
        <Button type="submit" loading={isStarting}>
          {t('meetings.start')}
        </Button>
      </Group>
    </form>
  );
}

/** A meeting beside the plan, which stays as it is. */
function StartAnyway(start: Start) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return <StartForm expected="" {...start} />;
  return (
    <Button size="compact-sm" variant="subtle" mt="xs" className="no-print" onClick={() => setIsOpen(true)}>
      {t('meetings.startAnyway')}
    </Button>
  );
}

const shownFirst = 3;

function Later({ meetings, today }: { meetings: readonly MeetingLine[]; today: string }) {
  const { t } = useTranslation();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? meetings : meetings.slice(0, shownFirst);
  return (
    <>
      <Title order={3} size="h5" mt="md" mb="xs">
        {t('meetings.later')}
      </Title>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        {shown.map((meeting) => (
          <li key={meeting.meetingId}>
            <Planned meeting={meeting} today={today} />
          </li>
        ))}
      </Stack>
      {shown.length < meetings.length && (
        <Button size="compact-sm" variant="subtle" mt="xs" className="no-print" onClick={() => setIsWhole(true)}>
          {t('meetings.showAll', { n: count(meetings.length - shown.length) })}
        </Button>
      )}
    </>
  );
}

import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isHeld } from '#core/meeting/course.ts';
import { missedWeeks } from '#core/meeting/meeting.ts';
import { count, day } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import { ChangeMeeting } from './ChangeMeeting.tsx';
import { useWhen, type MeetingLine } from './planned.ts';

const colours: Record<MeetingLine['state'], string> = {
  scheduled: 'blue',
  agenda_ready: 'blue',
  held: 'yellow',
  minutes_confirmed: 'teal',
  missed: 'red',
  cancelled: 'gray',
};

/** Meetings that were held, missed or called off, and the weeks that had none, the latest first. */
export function PastMeetings({
  meetings,
  today,
  open,
  holdAfterAll,
}: {
  meetings: readonly MeetingLine[];
  today: string;
  open: (meetingId: number) => void;
  /** Records a meeting that passed for missed. */
  holdAfterAll: (meeting: MeetingLine) => void;
}) {
  const { t } = useTranslation();
  if (meetings.length === 0)
    return (
      <Text c="dimmed" size="sm">
        {t('meetings.noPast')}
      </Text>
    );
  const daysOf = (wanted: (meeting: MeetingLine) => boolean) => meetings.filter(wanted).map(({ meetsOn }) => meetsOn);
  const weeks = missedWeeks(
    daysOf(({ state }) => isHeld(state)),
    today,
    daysOf(({ state }) => !isHeld(state)),
  );
  const lines = [
    ...meetings.map((meeting) => ({ on: meeting.meetsOn, meeting })),
    ...weeks.map((on) => ({ on, meeting: undefined })),
  ].toSorted((first, second) => (first.on < second.on ? 1 : -1));
  return (
    <Stack gap={8} component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
      {lines.map(({ on, meeting }) => (
        <li key={meeting?.meetingId ?? on}>
          {meeting ? (
            <PastMeeting meeting={meeting} today={today} open={open} holdAfterAll={holdAfterAll} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('meetings.missedWeek', { day: day(on) })}
            </Text>
          )}
        </li>
      ))}
    </Stack>
  );
}

function PastMeeting({
  meeting,
  today,
  open,
  holdAfterAll,
}: {
  meeting: MeetingLine;
  today: string;
  open: (meetingId: number) => void;
  holdAfterAll: (meeting: MeetingLine) => void;
}) {
  const { t } = useTranslation();
  const when = useWhen();
  const mayEdit = useRight('meetings.edit');
  const { meetingId, state, reason, decisions, actions } = meeting;
  const isMissed = state === 'missed';
  return (
    <Group gap="sm" style={{ rowGap: 4 }}>
      {isHeld(state) ? (
        <Anchor component="button" type="button" onClick={() => open(meetingId)}>
          {when(meeting)}
        </Anchor>
      ) : (
        <Text>{when(meeting)}</Text>
      )}
      <Badge variant="light" tt="none" color={colours[state]}>
        {t(`meetings.meetingStates.${state}`)}
      </Badge>
      {isHeld(state) && (
        <Text size="sm" c="dimmed">
          {t('meetings.counts', { decisions: count(decisions), actions: count(actions) })}
        </Text>
      )}
      {reason && (
        <Text size="sm" c="dimmed">
          {t('meetings.because', { why: reason })}
        </Text>
      )}
      {isMissed && mayEdit && (
        <>
          {!reason && <ChangeMeeting meeting={meeting} today={today} offered={['explain']} />}
          <Button
            size="compact-sm"
            variant="subtle"
            className="no-print"
            aria-label={t('meetings.of', { when: when(meeting), what: t('meetings.heldAfterAll') })}
            onClick={() => holdAfterAll(meeting)}
          >
            {t('meetings.heldAfterAll')}
          </Button>
        </>
      )}
    </Group>
  );
}

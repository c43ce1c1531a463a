import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTellMeeting, useWhen, type MeetingLine, type Told } from './planned.ts';

type Asked = Told['kind'];
const words = {
  move: { button: 'move', why: 'moveWhy', sure: 'moveSure' },
  cancel: { button: 'cancelMeeting', why: 'moveWhy', sure: 'cancelSure' },
  explain: { button: 'explain', why: 'missedWhy', sure: 'explainSure' },
} as const;

/** What may be told of a meeting, each with its reason: another day, called off, why it was not held. */
export function ChangeMeeting({
  meeting,
  today,
  offered,
}: {
  meeting: MeetingLine;
  today: string;
  offered: readonly Asked[];
}) {
  const { t } = useTranslation();
  const when = useWhen();
  const [asked, setAsked] = useState<Asked>();
  return (
    <div className="no-print" style={asked && { flexBasis: '100%' }}>
      <Group gap={6}>
        {offered.map((kind) => (
          <Button
            key={kind}
            size="compact-sm"
            variant="default"
            aria-expanded={asked === kind}
            aria-label={t('meetings.of', { when: when(meeting), what: t(`meetings.${words[kind].button}`) })}
            onClick={() => setAsked(asked === kind ? undefined : kind)}
          >
            {t(`meetings.${words[kind].button}`)}
          </Button>
        ))}
      </Group>
      {asked && (
        <AskedForm key={asked} kind={asked} meeting={meeting} today={today} close={() => setAsked(undefined)} />
      )}
    </div>
  );
}

function AskedForm({
  kind,
  meeting,
  today,
  close,
}: {
  kind: Asked;
  meeting: MeetingLine;
  today: string;
  close: () => void;
}) {
  const { t } = useTranslation();
  const [meetsOn, setMeetsOn] = useState('');
  const [meetsAt, setMeetsAt] = useState(meeting.meetsAt ?? '');
  const [why, setWhy] = useState('');
  const tell = useTellMeeting(close);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const reason = why.trim();
    const told: Told =
      kind === 'move'
        ? { kind, meetsOn, meetsAt: meetsAt || null, why: reason || null }
        : kind === 'cancel'
          ? { kind, why: reason || null }
          : { kind, why: reason };
    tell.mutate({ id: meeting.meetingId, told });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="xs" mt={6}>
        {kind === 'move' && (
          <>
            <TextInput
              type="date"
              required
              size="xs"
              min={today}
              label={t('meetings.moveTo')}
              value={meetsOn}
              onChange={(event) => setMeetsOn(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              size="xs"
              label={t('meetings.time')}
              value={meetsAt}
              onChange={(event) => setMeetsAt(event.currentTarget.value)}
            />
          </>
        )}
        <TextInput
          required={kind === 'explain'}
          size="xs"
          maxLength={500}
          label={t(`meetings.${words[kind].why}`)}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          style={{ flex: '1 1 14rem' }}
        />
        <Button type="submit" size="xs" variant="default" loading={tell.isPending}>
          {t(`meetings.${words[kind].sure}`)}
        </Button>
      </Group>
    </form>
  );
}

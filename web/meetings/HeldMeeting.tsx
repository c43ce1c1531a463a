import {
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AgendaView } from './AgendaView.tsx';
import { useRemoveItem, type Meeting } from './meeting.ts';

/** One meeting: what lay before it, what was decided, who does what until when. */
export function HeldMeeting({ meetingId, onBack }: { meetingId: number; onBack: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const mayEdit = useRight('meetings.edit');
  const [draft, setDraft] = useState('');
  const remove = useRemoveItem(meetingId);
  const isOpen = ({ state }: Meeting) => mayEdit && state === 'held';
  const takeUp = (text: string) => {
    setDraft(text);
    window.scrollTo({ top: 0 });
  };
  const meeting = useQuery({
    queryKey: ['meeting', meetingId],
    queryFn: () => answer<Meeting>(api.GET('/api/meetings/{id}', { params: { path: { id: meetingId } } })),
  });
  const confirm = useMutation({
    mutationFn: () => answer(api.POST('/api/meetings/{id}/confirm', { params: { path: { id: meetingId } } })),
    onSuccess: () => {
      sayDone(t('meetings.confirmed'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <>
      <Anchor component="button" type="button" size="sm" onClick={onBack} className="no-print">
        {t('meetings.back')}
      </Anchor>
      <Loaded query={meeting}>
        {(held) => (
          <>
            <PageHeader
              title={t('meetings.minutesOf', { day: day(held.heldOn) })}
              lead={held.attendees ? t('meetings.attendedBy', { who: held.attendees }) : undefined}
              actions={
                <>
                  {isOpen(held) && (
                    <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
                      {t('meetings.confirm')}
                    </Button>
                  )}
                  <Button
                    variant="default"
                    component="a"
                    href={`/api/meetings/${meetingId}/minutes.pptx?language=${language}`}
                    download
                  >
                    {t('meetings.pptx')}
                  </Button>
                  <PrintButton />
                </>
              }
            />
            <Paper withBorder p="md" mb="md" component="section" aria-label={t('meetings.decisions')}>
              <Title order={2} size="h4" mb="xs">
                {t('meetings.decisions')}
              </Title>
              <Items items={held.items} remove={isOpen(held) ? remove.mutate : undefined} />
              {isOpen(held) && <NewItem meetingId={meetingId} text={draft} setText={setDraft} />}
            </Paper>
            <AgendaView
              agenda={held.agenda}
              added={held.added}
              meetingId={meetingId}
              isFrozen={!isOpen(held)}
              {...(isOpen(held) ? { propose: takeUp } : {})}
            />
          </>
        )}
      </Loaded>
    </>
  );
}

function Items({ items, remove }: { items: Meeting['items']; remove: ((itemId: number) => void) | undefined }) {
  const { t } = useTranslation();
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('meetings.noItems')}
      </Text>
    );
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {items.map((item) => (
        <Group key={item.itemId} component="li" gap="xs">
          <Badge variant={item.kind === 'action' ? 'light' : 'default'} tt="none">
            {t(`meetings.kinds.${item.kind}`)}
          </Badge>
          <Text size="sm">
            {item.text}
            {item.kind === 'action' && `(${item.ownerName ?? '—'}、${day(item.dueOn)})`}
          </Text>
          {item.kind === 'action' && item.state !== 'open' && (
            <Badge variant="light" color="gray" tt="none">
              {t(`meetings.states.${item.state}`)}
            </Badge>
          )}
          {remove && (
            <Button
              size="compact-xs"
              variant="subtle"
              className="no-print"
              aria-label={t('meetings.removeNamed', { text: item.text })}
              onClick={() => remove(item.itemId)}
            >
              {t('meetings.remove')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function NewItem({ meetingId, text, setText }: { meetingId: number; text: string; setText: (text: string) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'decision' | 'action'>('action');
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState('');
  const members = useQuery({
    queryKey: ['members'],
    queryFn: () => answer<{ members: { memberId: number; name: string }[] }>(api.GET('/api/members')),
  });
  const known = members.data?.members ?? [];
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/meetings/{id}/items', {
          params: { path: { id: meetingId } },
          body: { kind, text, ...(kind === 'action' ? { ownerId: Number(ownerId), dueOn } : {}) },
        }),
      ),
    onSuccess: () => {
      setText('');
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Group align="flex-end" mt="md" gap="sm">
        <SegmentedControl
          aria-label={t('meetings.kind')}
          value={kind}
          onChange={(value) => setKind(value as 'decision' | 'action')}
          data={(['action', 'decision'] as const).map((one) => ({ value: one, label: t(`meetings.kinds.${one}`) }))}
        />
        <TextInput
          required
          label={t('meetings.what')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '2 1 16rem' }}
        />
        {kind === 'action' && (
          <>
            <Select
              required
              searchable
              label={t('meetings.who')}
              data={known.map((member) => ({ value: String(member.memberId), label: member.name }))}
              value={ownerId}
              onChange={setOwnerId}
            />
            <TextInput
              required
              type="date"
              label={t('meetings.until')}
              value={dueOn}
              onChange={(event) => setDueOn(event.currentTarget.value)}
            />
          </>
        )}
        <Button type="submit" loading={add.isPending}>
          {t('meetings.record')}
        </Button>
      </Group>
    </form>
  );
}

import { Button, Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { AboutDecision, nothingSaid, saidOf } from './AboutDecision.tsx';

/** Records an action with who and until when, or a decision, what it affects and whether it can be taken back. */
export function NewItem({
  meetingId,
  text,
  setText,
}: {
  meetingId: number;
  text: string;
  setText: (text: string) => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<'decision' | 'action'>('action');
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [dueOn, setDueOn] = useState('');
  const [about, setAbout] = useState(nothingSaid);
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
          body: { kind, text, ...(kind === 'action' ? { ownerId: Number(ownerId), dueOn } : saidOf(about)) },
        }),
      ),
    onSuccess: () => {
      setText('');
      setAbout(nothingSaid);
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
        {kind === 'decision' && <AboutDecision about={about} setAbout={setAbout} />}
        <Button type="submit" loading={add.isPending}>
          {t('meetings.record')}
        </Button>
      </Group>
    </form>
  );
}

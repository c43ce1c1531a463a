import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { moment } from './format.ts';
import { sayFailed } from './notices.ts';

export type NoteLine = { noteId: number; text: string; at: string; memberName: string | null };

export function Notes({
  kind,
  id,
  notes,
  mayEdit,
}: {
  kind: 'accounts' | 'people';
  id: number;
  notes: NoteLine[];
  mayEdit: boolean;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const add = useMutation({
    mutationFn: () =>
      answer(
        kind === 'accounts'
          ? api.POST('/api/accounts/{id}/notes', { params: { path: { id } }, body: { text } })
          : api.POST('/api/people/{id}/notes', { params: { path: { id } }, body: { text } }),
      ),
    onSuccess: () => {
      setText('');
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Stack>
      {mayEdit && (
        <>
          <Textarea
            aria-label={t('account.addNote')}
            placeholder={t('account.addNote')}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button disabled={text.trim() === ''} loading={add.isPending} onClick={() => add.mutate()}>
              {t('account.addNote')}
            </Button>
          </Group>
        </>
      )}
      {notes.map((note) => (
        <Paper key={note.noteId} withBorder p="sm">
          <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
            {note.text}
          </Text>
          <Text size="xs" c="dimmed">
            {note.memberName ?? '—'} · {moment(note.at)}
          </Text>
        </Paper>
      ))}
    </Stack>
  );
}

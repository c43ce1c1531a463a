import { Button, Group, Paper, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { useMe } from '../session/me.ts';
import { moment } from './format.ts';
import { sayFailed, sayUndoable } from './notices.tsx';

export type NoteLine = {
  noteId: number;
  text: string;
  at: string;
  memberId: number | null;
  memberName: string | null;
};

/** What colleagues wrote about a record. One's own notes can be changed and deleted, each with a way back. */
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
  const me = useMe();
  const add = (text: string) =>
    answer(
      kind === 'accounts'
        ? api.POST('/api/accounts/{id}/notes', { params: { path: { id } }, body: { text } })
        : api.POST('/api/people/{id}/notes', { params: { path: { id } }, body: { text } }),
    );
  const { t } = useTranslation();
  return (
    <Stack>
      {mayEdit && <NoteForm label={t('account.addNote')} save={add} />}
      {notes.map((note) => (
        <NoteCard key={note.noteId} note={note} isOwn={mayEdit && note.memberId === me.data?.memberId} />
      ))}
    </Stack>
  );
}

function NoteCard({ note, isOwn }: { note: NoteLine; isOwn: boolean }) {
  const { t } = useTranslation();
  const [isEditing, setIsEditing] = useState(false);
  const change = (body: { text?: string; isDeleted?: boolean }) =>
    answer(api.PATCH('/api/notes/{id}', { params: { path: { id: note.noteId } }, body }));
  const remove = useMutation({
    mutationFn: () => change({ isDeleted: true }),
    onSuccess: () => {
      sayUndoable(t('account.noteDeleted'), () => change({ isDeleted: false }));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const rewrite = async (text: string) => {
    await change({ text });
    setIsEditing(false);
    sayUndoable(t('account.noteChanged'), () => change({ text: note.text }));
  };
  return (
    <Paper withBorder p="sm">
      {isEditing ? (
        <NoteForm label={t('common.save')} text={note.text} save={rewrite} onCancel={() => setIsEditing(false)} />
      ) : (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {note.text}
        </Text>
      )}
      <Group justify="space-between" mt={4}>
        <Text size="xs" c="dimmed">
          {note.memberName ?? '—'} · {moment(note.at)}
        </Text>
        {isOwn && !isEditing && (
          <Group gap="xs" className="no-print">
            <Button size="compact-xs" variant="subtle" onClick={() => setIsEditing(true)}>
              {t('account.edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('common.remove')}
            </Button>
          </Group>
        )}
      </Group>
    </Paper>
  );
}

function NoteForm({
  label,
  text: written = '',
  save,
  onCancel,
}: {
  label: string;
  text?: string;
  save: (text: string) => Promise<unknown>;
  onCancel?: () => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(written);
  const saving = useMutation({
    mutationFn: () => save(text.trim()),
    onSuccess: () => {
      setText('');
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <div className="no-print">
      <Textarea
        aria-label={t('account.note')}
        placeholder={t('account.addNote')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="xs" gap="xs">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
        <Button
          disabled={text.trim() === '' || text.trim() === written}
          loading={saving.isPending}
          onClick={() => saving.mutate()}
        >
          {label}
        </Button>
      </Group>
    </div>
  );
}

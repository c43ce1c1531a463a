import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { ListKind, ListView } from './list.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';

type Noun = ListKind<unknown>['noun'];
export type OwnView = {
  viewId: number;
  name: string;
  definition: ListView;
  /** `*` for everybody, else a department. */
  sharedWith: string | null;
};

/** One's own saved views: rename and delete. */
export function ManageViews({
  noun,
  views,
  isOpen,
  onClose,
}: {
  noun: Noun;
  views: OwnView[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog opened={isOpen} close={onClose} title={t('lists.manageViews')}>
      <Stack>
        {views.length === 0 && <Text c="dimmed">{t('lists.noViews')}</Text>}
        {views.map((view) => (
          <ViewLine key={view.viewId} noun={noun} view={view} />
        ))}
      </Stack>
    </Dialog>
  );
}

function ViewLine({ noun, view }: { noun: Noun; view: OwnView }) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['views'] });
  const path = { path: { id: view.viewId } };
  const rename = useMutation({
    mutationFn: () => answer(api.PATCH('/api/views/{id}', { params: path, body: { name } })),
    onSuccess: () => {
      sayDone(t('imports.saved'));
      return refresh();
    },
    onError: sayFailed,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/views/{id}', { params: path })),
    onSuccess: () => {
      sayUndoable(t('lists.viewDeleted', { name: view.name }), () => putBack(noun, view));
      return refresh();
    },
    onError: sayFailed,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rename.mutate();
      }}
    >
      <Group wrap="nowrap" gap="xs">
        <TextInput
          aria-label={`${t('lists.viewName')}: ${view.name}`}
          flex={1}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={name.trim() === '' || name === view.name}>
          {t('lists.rename')}
        </Button>
        <Button
          variant="subtle"
          color="red"
          loading={remove.isPending}
          aria-label={`${view.name} ${t('common.remove')}`}
          onClick={() => remove.mutate()}
        >
          {t('common.remove')}
        </Button>
      </Group>
    </form>
  );
}

const putBack = (noun: Noun, { name, definition, sharedWith }: OwnView) =>
  answer(
    api.POST('/api/views', {
      body: {
        noun,
        name,
        definition: definition as never,
        sharedWith: sharedWith === null ? 'me' : sharedWith === '*' ? 'everybody' : 'department',
      },
    }),
  );

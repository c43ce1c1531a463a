import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';

export type OwnView = { viewId: number; name: string; sharedWith: string | null };

/** One's own saved views: rename and delete. */
export function ManageViews({ views, isOpen, onClose }: { views: OwnView[]; isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('lists.manageViews')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        {views.length === 0 && <Text c="dimmed">{t('lists.noViews')}</Text>}
        {views.map((view) => (
          <ViewLine key={view.viewId} view={view} />
        ))}
      </Stack>
    </Modal>
  );
}

function ViewLine({ view }: { view: OwnView }) {
  const { t } = useTranslation();
  const [name, setName] = useState(view.name);
  const done = (message: string) => () => {
    sayDone(message);
    return queryClient.invalidateQueries({ queryKey: ['views'] });
  };
  const path = { path: { id: view.viewId } };
  const rename = useMutation({
    mutationFn: () => answer(api.PATCH('/api/views/{id}', { params: path, body: { name } })),
    onSuccess: done(t('imports.saved')),
    onError: sayFailed,
  });
  const remove = useMutation({
    mutationFn: () => answer(api.DELETE('/api/views/{id}', { params: path })),
    onSuccess: done(t('lists.viewDeleted', { name: view.name })),
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

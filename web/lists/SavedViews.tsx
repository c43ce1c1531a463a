import { Button, Group, Menu, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useMe } from '../session/me.ts';
import { ManageViews } from './ManageViews.tsx';
import type { List, ListView } from './list.ts';

type Views = {
  rows: {
    viewId: number;
    name: string;
    definition: ListView;
    sharedWith: string | null;
    memberName: string;
    memberId: number;
  }[];
};

/** Views saved by name, own and shared with the department or everybody. */
export function SavedViews<Row>({ list: { kind, view: current, change } }: { list: List<Row> }) {
  const { noun } = kind;
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [isManaging, manage] = useDisclosure();
  const me = useMe();
  const [name, setName] = useState('');
  const [share, setShare] = useState('me');
  const views = useQuery({
    queryKey: ['views', noun],
    queryFn: () => answer<Views>(api.GET('/api/views', { params: { query: { noun } } })),
  });
  const save = () =>
    answer(
      api.POST('/api/views', {
        body: { noun, name, definition: current as never, sharedWith: share as 'me' },
      }),
    ).then(() => {
      modal.close();
      setName('');
      sayDone(t('imports.saved'));
      void queryClient.invalidateQueries({ queryKey: ['views'] });
    }, sayFailed);
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default">{t('lists.views')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(views.data?.rows ?? []).map((view) => (
            <Menu.Item key={view.viewId} onClick={() => change(view.definition)}>
              {view.name}
              {view.sharedWith && ` (${view.memberName})`}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={modal.open}>{t('lists.saveView')}…</Menu.Item>
          <Menu.Item onClick={manage.open}>{t('lists.manageViews')}…</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ManageViews
        noun={noun}
        views={(views.data?.rows ?? []).filter((view) => view.memberId === me.data?.memberId)}
        isOpen={isManaging}
        onClose={manage.close}
      />
      <Dialog opened={isOpen} close={modal.close} title={t('lists.saveView')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <Stack>
            <TextInput
              label={t('lists.viewName')}
              required
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <SegmentedControl
              aria-label={t('lists.share')}
              value={share}
              onChange={setShare}
              data={['me', 'department', 'everybody'].map((value) => ({ value, label: t(`lists.shares.${value}`) }))}
            />
            <Group justify="flex-end">
              <Button type="submit">{t('common.save')}</Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}

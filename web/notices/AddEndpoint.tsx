import { Button, Checkbox, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { announcements, kinds, refreshEndpoints, type Announcement } from './endpoints.ts';

/** A new endpoint: what it is, where it is, and what it is told. */
export function AddEndpoint({ close, onAdded }: { close: () => void; onAdded: (secret: string | null) => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('teams');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [token, setToken] = useState('');
  const [announces, setAnnounces] = useState<Announcement[]>(['handed_over', 'overdue']);
  const [isOpen, setIsOpen] = useState(false);
  const add = useMutation({
    mutationFn: () =>
      answer<{ secret: string | null }>(
        api.POST('/api/notice-endpoints', {
          body: {
            kind,
            name,
            address,
            announces,
            isOpenToMembers: kind !== 'webhook' && isOpen,
            ...(kind === 'chatwork' ? { token } : {}),
          },
        }),
      ),
    onSuccess: ({ secret }) => {
      refreshEndpoints();
      onAdded(secret);
    },
    onError: sayFailed,
  });
  return (
    <Modal opened onClose={close} title={t('notices.add')} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          add.mutate();
        }}
      >
        <Stack>
          <Select
            label={t('notices.kind')}
            value={kind}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: t(`notices.endpointKinds.${value}`) }))}
            onChange={(next) => setKind(next as typeof kind)}
          />
          <TextInput
            label={t('notices.name')}
            placeholder={t('notices.nameExample')}
            required
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t(`notices.addresses.${kind}`)}
            description={t(`notices.helps.${kind}`)}
            required
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          {kind === 'chatwork' && (
            <PasswordInput
              label={t('notices.token')}
              required
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
            />
          )}
          <Checkbox.Group
            label={t('notices.announces')}
            value={announces}
            onChange={(next) => setAnnounces(next as Announcement[])}
          >
            <Group gap="md" mt={4}>
              {announcements.map((one) => (
                <Checkbox key={one} value={one} label={t(`notices.announcements.${one}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          {kind !== 'webhook' && (
            <Checkbox
              label={t('notices.openToMembers')}
              checked={isOpen}
              onChange={(event) => setIsOpen(event.currentTarget.checked)}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t('notices.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

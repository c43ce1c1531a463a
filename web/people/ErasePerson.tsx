import { Alert, Button, Group, List, Modal, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';

/** A person's request to be erased. It cannot be taken back, so whoever carries it out types the name first. */
export function ErasePerson({ personId, name }: { personId: number; name: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [isOpen, modal] = useDisclosure();
  const [requestedOn, setRequestedOn] = useState('');
  const [reason, setReason] = useState(t('people.erasure.usualReason'));
  const [typed, setTyped] = useState('');
  const erase = useMutation({
    mutationFn: () =>
      answer<{ erasureId: number; rows: number }>(
        api.POST('/api/people/{id}/erase', { params: { path: { id: personId } }, body: { requestedOn, reason } }),
      ),
    onSuccess: ({ erasureId, rows }) => {
      sayDone(t('people.erasure.done', { id: erasureId, n: rows }));
      queryClient.removeQueries({ queryKey: ['person'] });
      void queryClient.invalidateQueries();
      void navigate({ to: '/people' });
    },
    onError: sayFailed,
  });
  const squeeze = (text: string) => text.normalize('NFKC').replace(/\s/g, '');
  if (!useRight('people.erase')) return null;
  return (
    <>
      <Button variant="subtle" color="red" onClick={modal.open}>
        {t('people.erasure.button')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={modal.close}
        size="lg"
        title={t('people.erasure.title')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            erase.mutate();
          }}
        >
          <Stack>
            <Alert color="red" title={t('people.erasure.final')}>
              <List size="sm" spacing={4}>
                {(['gone', 'stays', 'later'] as const).map((point) => (
                  <List.Item key={point}>{t(`people.erasure.${point}`)}</List.Item>
                ))}
              </List>
            </Alert>
            <TextInput
              type="date"
              label={t('people.erasure.requestedOn')}
              required
              value={requestedOn}
              onChange={(event) => setRequestedOn(event.currentTarget.value)}
            />
            <TextInput
              label={t('people.erasure.reason')}
              description={t('people.erasure.reasonHint')}
              required
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <TextInput
              label={t('people.erasure.typeName', { name })}
              required
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={modal.close}>
                {t('common.cancel')}
              </Button>
              <Button
                type="submit"
                color="red"
                loading={erase.isPending}
                disabled={squeeze(typed) !== squeeze(name) || requestedOn === '' || reason.trim() === ''}
              >
                {t('people.erasure.confirm')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';

type People = { people: { personId: number; name: string; department: string | null; title: string | null }[] };

/** A department and, when known, the person in it; while unknown, the day by which somebody finds out. */
export function AimEditor({ lineId, accountId }: { lineId: number; accountId: number }) {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [aim, setAim] = useState({ department: '', personId: null as string | null, searchDueOn: '' });
  const account = useQuery({
    queryKey: ['account', accountId],
    enabled: isOpen,
    queryFn: () => answer<People>(api.GET('/api/accounts/{id}', { params: { path: { id: accountId } } })),
  });
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/targets/{id}/aims', {
          params: { path: { id: lineId } },
          body: {
            department: aim.department,
            personId: aim.personId === null ? null : Number(aim.personId),
            searchDueOn: aim.personId === null ? aim.searchDueOn || null : null,
          },
        }),
      ),
    onSuccess: () => {
      modal.close();
      void queryClient.invalidateQueries({ queryKey: ['targets'] });
    },
    onError: sayFailed,
  });
  const people = account.data?.people ?? [];
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={modal.open}>
        {t('targets.addAim')}
      </Button>
      <Modal opened={isOpen} onClose={modal.close} title={t('targets.addAim')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Stack>
            <TextInput
              label={t('people.department')}
              required
              list="departments"
              value={aim.department}
              onChange={(event) => setAim({ ...aim, department: event.currentTarget.value })}
            />
            <datalist id="departments">
              {[...new Set(people.map((person) => person.department).filter(Boolean))].map((name) => (
                <option key={name} value={name!} />
              ))}
            </datalist>
            <Select
              label={t('people.name')}
              clearable
              searchable
              placeholder={t('targets.unknownPerson')}
              data={people.map((person) => ({
                value: String(person.personId),
                label: [person.name, person.title, person.department].filter(Boolean).join(' '),
              }))}
              value={aim.personId}
              onChange={(personId) => setAim({ ...aim, personId })}
            />
            {aim.personId === null && (
              <TextInput
                type="date"
                required
                label={t('targets.searchDue')}
                value={aim.searchDueOn}
                onChange={(event) => setAim({ ...aim, searchDueOn: event.currentTarget.value })}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={add.isPending}>
                {t('common.add')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}

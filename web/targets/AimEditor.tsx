import { Button, CloseButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { PersonOfCompany, TargetRow } from '../../api/shapes.ts';
import { day } from '../parts/format.ts';
import { LeftMark } from '../people/LeftMark.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';

const nothing = { department: '', personId: null as string | null, searchDueOn: '' };

type People = { people: PersonOfCompany[] };

type Aim = TargetRow['aims'][number];

/** One department and person that a target is about, with a way to take it off the line again. */
export function AimLine({ aim, lineId, mayEdit }: { aim: Aim; lineId: number; mayEdit: boolean }) {
  const { t } = useTranslation();
  const remove = useMutation({
    mutationFn: () =>
      answer(api.DELETE('/api/targets/{id}/aims/{aimId}', { params: { path: { id: lineId, aimId: aim.aimId } } })),
    onSuccess: () => {
      const { department, personId, role, searchDueOn } = aim;
      sayUndoable(t('targets.aimRemoved', { name: department }), () =>
        answer(
          api.POST('/api/targets/{id}/aims', {
            params: { path: { id: lineId } },
            body: { department, personId, role, searchDueOn },
          }),
        ),
      );
      void queryClient.invalidateQueries({ queryKey: ['targets'] });
    },
    onError: sayFailed,
  });
  return (
    <Group gap={2} wrap="nowrap">
      <Text size="sm">
        {aim.department} ·{' '}
        {aim.personName ?? `${t('targets.unknownPerson')}(${t('targets.searchDue')} ${day(aim.searchDueOn)})`}
      </Text>
      <LeftMark left={aim.left} />
      {mayEdit && (
        <CloseButton
          size="xs"
          className="no-print"
          aria-label={t('targets.removeAim', { name: aim.department })}
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        />
      )}
    </Group>
  );
}

/** A department and, when known, the person in it; while unknown, the day by which somebody finds out. */
export function AimEditor({ lineId, accountId }: { lineId: number; accountId: number }) {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [aim, setAim] = useState(nothing);
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
      setAim(nothing);
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
              data={people
                .filter(({ isRoleAddress }) => !isRoleAddress)
                .map((person) => ({
                  value: String(person.personId),
                  label: [person.name, person.title, person.department, person.left && `(${t('people.left.mark')})`]
                    .filter(Boolean)
                    .join(' '),
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

import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useMe } from '../session/me.ts';
import { useOwnerChoices } from '../session/members.ts';
import { useSetAppointment } from './appointment.ts';

type With = {
  accountId: number;
  accountName: string;
  personId?: number | null;
  /** The lead it is won from. */
  cycleId?: string;
};

/** アポを設定: one button, and what it asks for. */
export function SetAppointment(about: With) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setIsOpen(true)}>
        {t('appointments.set')}
      </Button>
      {isOpen && (
        <Dialog title={t('appointments.setFor', { name: about.accountName })} close={() => setIsOpen(false)}>
          <SetForm {...about} close={() => setIsOpen(false)} />
        </Dialog>
      )}
    </>
  );
}

function SetForm({ accountId, personId = null, cycleId, close }: With & { close: () => void }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const [meetsOn, setMeetsOn] = useState('');
  const [meetsAt, setMeetsAt] = useState('');
  const [subject, setSubject] = useState('');
  const [person, setPerson] = useState(personId === null ? null : String(personId));
  const [host, setHost] = useState(me ? String(me.memberId) : null);
  const people = usePeopleOf(accountId);
  const hosts = useOwnerChoices();
  const set = useSetAppointment(close);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({
      accountId,
      personId: person === null ? null : Number(person),
      cycleId: cycleId ?? null,
      meetsOn,
      meetsAt: meetsAt || null,
      subject: subject.trim() || null,
      ...(host === null ? {} : { hostId: Number(host) }),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <SimpleGrid cols={2}>
          <TextInput
            type="date"
            required
            data-autofocus
            label={t('appointments.meetsOn')}
            value={meetsOn}
            onChange={(event) => setMeetsOn(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('appointments.meetsAt')}
            value={meetsAt}
            onChange={(event) => setMeetsAt(event.currentTarget.value)}
          />
        </SimpleGrid>
        <Select
          searchable
          clearable
          label={t('appointments.person')}
          placeholder={t('common.notSet')}
          data={people}
          value={person}
          onChange={setPerson}
        />
        <Select required searchable label={t('appointments.host')} data={hosts} value={host} onChange={setHost} />
        <TextInput
          label={t('appointments.subject')}
          placeholder={t('appointments.subjectExample')}
          maxLength={200}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={set.isPending}>
            {t('appointments.set')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

type PersonOfAccount = { personId: number; name: string; department: string | null; title: string | null };

/** People of the company as choices, with where they work there. */
function usePeopleOf(accountId: number): { value: string; label: string }[] {
  const account = useQuery({
    queryKey: ['account', accountId],
    queryFn: () =>
      answer<{ people: PersonOfAccount[] }>(api.GET('/api/accounts/{id}', { params: { path: { id: accountId } } })),
  });
  return (account.data?.people ?? []).map(({ personId, name, department, title }) => ({
    value: String(personId),
    label: [name, [department, title].filter(Boolean).join(' ')].filter(Boolean).join(' / '),
  }));
}

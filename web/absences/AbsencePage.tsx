import { Badge, Button, Group, Paper, Select, SimpleGrid, Table, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, day } from '../parts/format.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useMe, useRight } from '../session/me.ts';
import { useOwnerChoices } from '../session/members.ts';

type Absences = paths['/api/absences']['get']['responses'][200]['content']['application/json'];
type Absence = Absences['absences'][number];

/** Who is away when, and who answers instead. */
export function AbsencePage() {
  const { t } = useTranslation();
  const absences = useQuery({
    queryKey: ['absences'],
    queryFn: () => answer<Absences>(api.GET('/api/absences')),
  });
  return (
    <>
      <PageHeader title={t('absences.title')} lead={t('absences.lead')} />
      <AddAbsence />
      <Loaded query={absences}>
        {({ absences: rows, today }) =>
          rows.length === 0 ? <Empty>{t('absences.none')}</Empty> : <AbsenceTable rows={rows} today={today} />
        }
      </Loaded>
    </>
  );
}

function AddAbsence() {
  const { t } = useTranslation();
  const me = useMe().data;
  const mayOthers = useRight('absences.others');
  const people = useOwnerChoices();
  const own = me ? String(me.memberId) : null;
  const [given, setGiven] = useState({ who: null as string | null, from: '', to: '', deputy: null as string | null });
  const who = given.who ?? own;
  const add = useMutation({
    mutationFn: () =>
      answer<{ deputyIsAway: boolean }>(
        api.POST('/api/absences', {
          body: {
            memberId: Number(who),
            fromOn: given.from,
            toOn: given.to || given.from,
            deputyId: given.deputy === null ? null : Number(given.deputy),
          },
        }),
      ),
    onSuccess: ({ deputyIsAway }) => {
      sayDone(t(deputyIsAway ? 'absences.deputyIsAway' : 'absences.added'));
      setGiven({ ...given, from: '', to: '', deputy: null });
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Paper withBorder p="md" mb="lg" component="form" onSubmit={submit}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {mayOthers ? (
          <Select
            label={t('absences.who')}
            searchable
            allowDeselect={false}
            value={who}
            data={people.map((one) =>
              one.value === own ? { ...one, label: `${one.label}(${t('absences.me')})` } : one,
            )}
            onChange={(value) => setGiven({ ...given, who: value })}
          />
        ) : (
          <TextInput label={t('absences.who')} value={me?.name ?? ''} readOnly />
        )}
        <TextInput
          type="date"
          required
          label={t('absences.from')}
          value={given.from}
          onChange={(event) => setGiven({ ...given, from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('absences.to')}
          min={given.from}
          value={given.to}
          onChange={(event) => setGiven({ ...given, to: event.currentTarget.value })}
        />
        <Select
          label={t('absences.deputy')}
          searchable
          clearable
          placeholder={t('absences.noDeputy')}
          value={given.deputy}
          data={people.filter((one) => one.value !== who)}
          onChange={(deputy) => setGiven({ ...given, deputy })}
        />
      </SimpleGrid>
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed">
          {given.deputy === null ? t('absences.noDeputyHint') : ''} {mayOthers ? '' : t('absences.othersHint')}
        </Text>
        <Button type="submit" loading={add.isPending} disabled={!who}>
          {t('absences.add')}
        </Button>
      </Group>
    </Paper>
  );
}

function AbsenceTable({ rows, today }: { rows: Absence[]; today: string }) {
  const { t } = useTranslation();
  const remove = useMutation({
    mutationFn: (absence: Absence) =>
      answer(api.DELETE('/api/absences/{id}', { params: { path: { id: absence.absenceId } } })),
    onSuccess: (_, { memberId, fromOn, toOn, deputyId }) => {
      sayUndoable(t('absences.removed'), () =>
        answer(api.POST('/api/absences', { body: { memberId, fromOn, toOn, deputyId } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('absences.title')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('absences.who')}</Table.Th>
            <Table.Th>{t('absences.period')}</Table.Th>
            <Table.Th>{t('absences.deputy')}</Table.Th>
            <Table.Th className="number">{t('absences.waiting')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.absenceId}>
              <Table.Td>
                {row.memberName}{' '}
                {row.fromOn <= today && (
                  <Badge variant="light" color="orange" tt="none">
                    {t('absences.today')}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>
                {day(row.fromOn)} – {day(row.toOn)}
              </Table.Td>
              <Table.Td>{row.deputyName ?? t('absences.noDeputy')}</Table.Td>
              <Table.Td className="number">{count(row.waiting)}</Table.Td>
              <Table.Td ta="right">
                {row.mayRemove && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={t('absences.remove', { name: row.memberName, day: day(row.fromOn) })}
                    onClick={() => remove.mutate(row)}
                  >
                    {t('common.remove')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

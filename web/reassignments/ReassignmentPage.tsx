import { Anchor, Badge, Button, Group, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count, day, listed } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { PlanReassignment } from './PlanReassignment.tsx';
import type { ReassignmentRow, Reassignments } from './reassignment.ts';

/** 担当替え(一括): planned with a preview, taken back before its day, with a letter for every company. */
export function ReassignmentPage() {
  const { t } = useTranslation();
  const mayEdit = useRight('reassignments.edit');
  const found = useQuery({
    queryKey: ['reassignments'],
    queryFn: () => answer<Reassignments>(api.GET('/api/reassignments')),
  });
  return (
    <>
      <PageHeader title={t('reassignments.title')} lead={t('reassignments.lead')} />
      <Loaded query={found}>
        {({ reassignments: rows, today }) => (
          <>
            {mayEdit && <PlanReassignment today={today} />}
            <Title order={2} mt="xl" mb="sm">
              {t('reassignments.list')}
            </Title>
            {rows.length === 0 ? <Empty>{t('reassignments.none')}</Empty> : <List rows={rows} mayEdit={mayEdit} />}
          </>
        )}
      </Loaded>
    </>
  );
}

const colors = { planned: 'blue', applied: 'teal', undone: 'gray' } as const;

function List({ rows, mayEdit }: { rows: ReassignmentRow[]; mayEdit: boolean }) {
  const { t } = useTranslation();
  const undo = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/reassignments/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => {
      sayDone(t('reassignments.undone'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reassignments.list')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('reassignments.effectiveOn')}</Table.Th>
            <Table.Th>{t('reassignments.from')}</Table.Th>
            <Table.Th>{t('reassignments.to')}</Table.Th>
            <Table.Th className="number">{t('reassignments.accounts')}</Table.Th>
            <Table.Th>{t('reassignments.state')}</Table.Th>
            <Table.Th>{t('reassignments.note')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.reassignmentId}>
              <Table.Td>
                {day(row.effectiveOn)}
                {row.state !== 'undone' && (
                  <Text size="xs" c="dimmed">
                    {t('reassignments.sharedUntil', { day: day(row.sharedUntil) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>{row.fromName}</Table.Td>
              <Table.Td>{listed(row.toNames)}</Table.Td>
              <Table.Td className="number">{count(row.accounts)}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={colors[row.state]} tt="none">
                  {t(`reassignments.states.${row.state}`)}
                </Badge>
                {row.moved && (
                  <Text size="xs" c="dimmed">
                    {t('reassignments.moved', row.moved)}
                  </Text>
                )}
              </Table.Td>
              <Table.Td className="wrap">{row.note ?? ''}</Table.Td>
              <Table.Td>
                <Group gap="sm" justify="flex-end" wrap="nowrap">
                  {row.state !== 'undone' && (
                    <Anchor
                      component={Link}
                      to={`/reassignments/${row.reassignmentId}/letters`}
                      size="sm"
                      aria-label={t('reassignments.lettersOf', { name: row.fromName, day: day(row.effectiveOn) })}
                    >
                      {t('reassignments.letters')}
                    </Anchor>
                  )}
                  {mayEdit && row.state === 'planned' && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={t('reassignments.undoOf', { name: row.fromName, day: day(row.effectiveOn) })}
                      loading={undo.isPending && undo.variables === row.reassignmentId}
                      onClick={() => undo.mutate(row.reassignmentId)}
                    >
                      {t('reassignments.undo')}
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

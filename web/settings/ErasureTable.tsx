import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day, moment } from '../parts/format.ts';
import { Empty, Loaded } from '../parts/States.tsx';

type Erasures = {
  rows: {
    erasureId: number;
    requestedOn: string;
    reason: string;
    rowCount: number;
    at: string;
    memberName: string | null;
  }[];
};

/** When somebody was erased and why, and of nobody whom: the proof for the one who asked. */
export function ErasureTable() {
  const { t } = useTranslation();
  const erasures = useQuery({ queryKey: ['erasures'], queryFn: () => answer<Erasures>(api.GET('/api/erasures')) });
  return (
    <Loaded query={erasures}>
      {({ rows }) => (
        <>
          <Text size="sm" c="dimmed" mb="md">
            {t('people.erasure.listLead')}
          </Text>
          {rows.length === 0 ? (
            <Empty>{t('people.erasure.none')}</Empty>
          ) : (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('people.erasure.list')}>
              <Table className="mori-table">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('people.erasure.number')}</Table.Th>
                    <Table.Th>{t('people.erasure.requestedOn')}</Table.Th>
                    <Table.Th>{t('people.erasure.doneAt')}</Table.Th>
                    <Table.Th>{t('imports.who')}</Table.Th>
                    <Table.Th>{t('people.erasure.reason')}</Table.Th>
                    <Table.Th ta="right">{t('people.erasure.rows')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.erasureId}>
                      <Table.Td>{row.erasureId}</Table.Td>
                      <Table.Td>{day(row.requestedOn)}</Table.Td>
                      <Table.Td>{moment(row.at)}</Table.Td>
                      <Table.Td>{row.memberName ?? '—'}</Table.Td>
                      <Table.Td className="wrap">{row.reason}</Table.Td>
                      <Table.Td ta="right">{count(row.rowCount)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )}
        </>
      )}
    </Loaded>
  );
}

import { Anchor, Modal, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { beside, count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';

/** Outcomes whose rows are kept with what became of them; what did not change is counted only, rejected rows stand below. */
export const openOutcomes = ['new', 'matched', 'review'] as const;
export type OpenOutcome = (typeof openOutcomes)[number];

type Rows = {
  rows: {
    rowNumber: number;
    cells: string[];
    accountId: number | null;
    personId: number | null;
    evidence: { matched: string[]; differs: string[] } | null;
  }[];
};
const rowsShown = 200;

/** The rows behind one number of an import: what each says, which company and person it belongs to, and why. */
export function OutcomeRows({
  batchId,
  outcome,
  total,
  close,
}: {
  batchId: number;
  outcome: OpenOutcome;
  total: number;
  close: () => void;
}) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['import-rows', batchId, outcome],
    queryFn: () =>
      answer<Rows>(
        api.GET('/api/imports/{id}/rows', {
          params: { path: { id: batchId }, query: { outcome, limit: rowsShown } },
        }),
      ),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={`${t(`imports.${outcome}`)} ${t('common.count', { n: count(total) })}`}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            {data.rows.length < total && (
              <Text size="sm" c="dimmed" mb="xs">
                {t('account.rowsShown', { n: count(data.rows.length), total: count(total) })}
              </Text>
            )}
            <Table className="mori-table" striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th className="number">{t('imports.row')}</Table.Th>
                  <Table.Th>{t('imports.belongsTo')}</Table.Th>
                  <Table.Th>{t('account.why')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.rowNumber}>
                    <Table.Td className="number">{row.rowNumber}</Table.Td>
                    <Table.Td>
                      {row.accountId !== null && (
                        <Anchor component={Link} to={`/accounts/${row.accountId}`} size="sm" mr={8}>
                          {t('people.company')}
                        </Anchor>
                      )}
                      {row.personId !== null && (
                        <Anchor component={Link} to={`/people/${row.personId}`} size="sm">
                          {t('people.title')}
                        </Anchor>
                      )}
                    </Table.Td>
                    <Table.Td>
                      {row.evidence && beside(row.evidence.matched.map((word) => t(`reviews.words.${word}`)))}
                    </Table.Td>
                    <Table.Td className="wrap" c="dimmed">
                      {row.cells.filter(Boolean).slice(0, 5).join(' / ')}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Modal>
  );
}

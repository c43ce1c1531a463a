import { Modal, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { thousandYen } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { ChangedCases, Correction } from './report.ts';

/** The leads and deals that came to a closed figure, left it, or changed their amount. */
export function ChangedRows({
  month,
  correction,
  close,
}: {
  month: string;
  correction: Correction;
  close: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { code, name } = correction;
  const changed = useQuery({
    queryKey: ['month-corrections', month, code],
    queryFn: () =>
      answer<ChangedCases>(api.GET('/api/months/{month}/corrections/{code}', { params: { path: { month, code } } })),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('report.changedOf', { name: name[i18n.language === 'en' ? 'en' : 'ja'] })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded query={changed}>
        {({ rows }) => (
          <div className="table-scroll">
            <Table className="mori-table">
              <Table.Thead>
                <Table.Tr>
                  {(['company', 'kind', 'change'] as const).map((column) => (
                    <Table.Th key={column}>{t(`report.columns.${column}`)}</Table.Th>
                  ))}
                  {(['amountFrozen', 'amountNow'] as const).map((column) => (
                    <Table.Th key={column} className="number">
                      {t(`report.columns.${column}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={`${row.measure} ${row.id}`}>
                    <Table.Td>
                      {row.accountId === null ? (
                        '—'
                      ) : (
                        <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                          {row.accountName}
                        </Link>
                      )}
                    </Table.Td>
                    <Table.Td>{t(`report.kinds.${row.kind}`)}</Table.Td>
                    <Table.Td>{t(`report.changes.${row.change}`)}</Table.Td>
                    <Table.Td className="number">{thousandYen(row.amountFrozenYen)}</Table.Td>
                    <Table.Td className="number">{thousandYen(row.amountYen)}</Table.Td>
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

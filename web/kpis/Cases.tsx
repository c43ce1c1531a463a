import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { count, day } from '../parts/format.ts';
import type { KpiRows } from './kpi.ts';

/** Leads and deals one by one: what a number counts. */
export function Cases({ rows }: { rows: KpiRows['rows'] }) {
  const { t } = useTranslation();
  return (
    <Table className="mori-table">
      <Table.Thead>
        <Table.Tr>
          {(['company', 'case', 'state', 'day'] as const).map((column) => (
            <Table.Th key={column}>{t(`kpi.columns.${column}`)}</Table.Th>
          ))}
          <Table.Th className="number">{t('kpi.columns.amount')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td>
              {row.accountId && (
                <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                  {row.accountName}
                </Link>
              )}
            </Table.Td>
            <Table.Td>{row.label}</Table.Td>
            <Table.Td>{t(row.kind === 'deal' ? `demand.dealStates.${row.state}` : `kpi.states.${row.state}`)}</Table.Td>
            <Table.Td>{day(row.day)}</Table.Td>
            <Table.Td className="number">
              {row.kind === 'lead' || row.amountYen === null ? '—' : t('kpi.units.yen', { n: count(row.amountYen) })}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

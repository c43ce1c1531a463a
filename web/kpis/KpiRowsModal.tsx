import { Group, Modal, SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day, percent } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Kpi, KpiQuery, KpiRows } from './kpi.ts';

/** The cases a rate is made of, or its companies one by one. */
export function KpiRowsModal({ kpi, query, close }: { kpi: Kpi; query: KpiQuery; close: () => void }) {
  const { t, i18n } = useTranslation();
  const name = kpi.name[i18n.language === 'en' ? 'en' : 'ja'];
  const [part, setPart] = useState<'numerator' | 'denominator'>('numerator');
  const rows = useQuery({
    queryKey: ['kpi-rows', kpi.code, query, part],
    queryFn: () =>
      answer<KpiRows>(
        api.GET('/api/kpis/{code}/rows', { params: { path: { code: kpi.code }, query: { ...query, part } } }),
      ),
  });
  return (
    <Modal.Root opened onClose={close} size="xl">
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body>
          <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
            <Modal.Title fw={600}>{name}</Modal.Title>
            <Modal.CloseButton aria-label={t('common.close')} />
          </Group>
          {kpi.opens === 'cases' && (
            <SegmentedControl
              mb="sm"
              aria-label={t('kpi.part')}
              value={part}
              onChange={(value) => setPart(value as 'numerator')}
              data={(['numerator', 'denominator'] as const).map((value) => ({ value, label: t(`kpi.parts.${value}`) }))}
            />
          )}
          <Loaded query={rows}>
            {(data) => (
              <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
                <Text size="sm" c="dimmed" mb="xs">
                  {t(kpi.opens === 'accounts' ? 'common.companiesCount' : 'common.count', { n: count(data.total) })}
                </Text>
                {kpi.opens === 'accounts' ? <Accounts accounts={data.accounts} /> : <Cases rows={data.rows} />}
              </div>
            )}
          </Loaded>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

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

function Accounts({ accounts }: { accounts: KpiRows['accounts'] }) {
  const { t } = useTranslation();
  return (
    <Table className="mori-table">
      <Table.Tbody>
        {accounts.map(({ accountId, name, figure }) => (
          <Table.Tr key={accountId}>
            <Table.Td>
              <Link to="/accounts/$id" params={{ id: String(accountId) }}>
                {name}
              </Link>
            </Table.Td>
            <Table.Td className="number" c={figure.note === 'small' ? 'dimmed' : undefined}>
              {percent(figure.value)} ({figure.numerator}/{figure.denominator})
            </Table.Td>
            <Table.Td c="dimmed">{figure.note && t(`kpi.notes.${figure.note}`, { n: count(figure.n) })}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

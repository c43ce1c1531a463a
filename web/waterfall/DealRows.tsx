import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day, thousandYen } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Deals, OpenedDeals } from './leads.ts';

/** The deals behind one number; their amounts add up to the money shown. */
export function DealRows({ opened, close }: { opened: OpenedDeals; close: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['waterfall-deals', opened.query],
    queryFn: () => answer<Deals>(api.GET('/api/waterfall/deals', { params: { query: opened.query } })),
  });
  return (
    <Dialog title={opened.title} size="xl" close={close}>
      <Loaded query={found}>
        {({ total, amountYen, deals }) => (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              {amountYen === null
                ? t('waterfall.dealsWithoutAmount', { n: count(total) })
                : t('waterfall.dealsBehind', { n: count(total), yen: thousandYen(amountYen) })}
              {deals.length < total && ` · ${t('waterfall.largestDeals', { n: count(deals.length) })}`}
            </Text>
            <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
              <Table className="mori-table">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('waterfall.dealColumns.company')}</Table.Th>
                    <Table.Th className="number">{t('waterfall.dealColumns.amount')}</Table.Th>
                    <Table.Th>{t('waterfall.dealColumns.deal')}</Table.Th>
                    <Table.Th>{t('waterfall.dealColumns.state')}</Table.Th>
                    <Table.Th>{t('waterfall.dealColumns.created')}</Table.Th>
                    <Table.Th>{t('waterfall.dealColumns.closed')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {deals.map((deal) => (
                    <Table.Tr key={deal.dealId}>
                      <Table.Td>
                        {deal.accountId && (
                          <Link to="/accounts/$id" params={{ id: String(deal.accountId) }}>
                            {deal.accountName}
                          </Link>
                        )}
                      </Table.Td>
                      <Table.Td className="number">{thousandYen(deal.amountYen)}</Table.Td>
                      <Table.Td>{deal.name}</Table.Td>
                      <Table.Td>
                        {t(`demand.dealStates.${deal.state}`)}
                        {deal.lostNote && (
                          <Text span size="xs" c="dimmed">
                            {' '}
                            {deal.lostNote}
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td>{day(deal.createdOn)}</Table.Td>
                      <Table.Td>{day(deal.closedOn)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

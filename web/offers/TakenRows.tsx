import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { OfferRow, Outcome, Taken } from './offer.ts';
import { RowCells } from './RowCells.tsx';

/** The rows behind one number of an offer, each with the lead it led to. */
export function TakenRows({ offer, outcome, close }: { offer: OfferRow; outcome: Outcome; close: () => void }) {
  const { t } = useTranslation();
  const { offerId } = offer;
  const rows = useQuery({
    queryKey: ['offers', 'rows', offerId, outcome],
    queryFn: () =>
      answer<Taken>(api.GET('/api/offers/{offerId}/rows', { params: { path: { offerId }, query: { outcome } } })),
  });
  return (
    <Dialog title={`${offer.name} · ${t(`offers.outcomes.${outcome}`)}`} size="xl" close={close}>
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(data.total) })}
            </Text>
            <Table className="mori-table wraps-names">
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.rowKey}>
                    <RowCells row={row} />
                    <Table.Td>
                      {row.cycleId && <a href={`/handovers?lead=${row.cycleId}`}>{t('offers.openLead')}</a>}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

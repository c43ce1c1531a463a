import { Alert, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Opened } from './rejections.ts';

type Rows = {
  total: number;
  rows: {
    cycleId: string;
    accountId: number | null;
    accountName: string | null;
    personName: string | null;
    handedOn: string | null;
    receiverName: string | null;
    reason: string | null;
    why: string | null;
  }[];
};

/** The leads behind one number of the rejection analysis. */
export function LeadList({ opened, close }: { opened: Opened; close: () => void }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['rejections', 'rows', opened.query],
    queryFn: () => answer<Rows>(api.GET('/api/rejections/rows', { params: { query: opened.query } })),
  });
  return (
    <Dialog opened close={close} size="xl" title={opened.title}>
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Alert color="gray" py={4} mb="xs">
              {t('common.count', { n: count(data.total) })}
              {data.rows.length < data.total && ` · ${t('rejections.firstRows', { n: count(data.rows.length) })}`}
            </Alert>
            <Table className="mori-table">
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.cycleId}>
                    <Table.Td>
                      {row.accountId === null ? (
                        t('handovers.noAccount')
                      ) : (
                        <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                          {row.accountName}
                        </Link>
                      )}
                      <Text size="xs" c="dimmed">
                        {[row.personName, row.receiverName && t('handovers.to', { name: row.receiverName })]
                          .filter(Boolean)
                          .join(' · ')}
                      </Text>
                    </Table.Td>
                    <Table.Td>{day(row.handedOn)}</Table.Td>
                    <Table.Td className="wrap">
                      {row.reason && t(`handovers.reasons.${row.reason}`)}
                      {row.why && `「${row.why}」`}
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

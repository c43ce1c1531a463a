import { Alert, Button, Group, Modal, Table } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { WhoseLead } from '../parts/WhoseLead.tsx';
import { useRight } from '../session/me.ts';
import type { Policy, Request } from './replay.ts';

type Rows = {
  total: number;
  rows: {
    cycleId: string;
    chosenOn: string;
    accountId: number | null;
    accountName: string | null;
    personName: string | null;
    handedOn: string | null;
    state: string;
  }[];
};

/** The leads that a policy would have handed over, with what became of them in fact. */
export function ReplayedLeads({ request, policy, close }: { request: Request; policy: Policy; close: () => void }) {
  const { t } = useTranslation();
  const mayExport = useRight('export');
  const body = { ...request, policy };
  const rows = useQuery({
    queryKey: ['replay', 'rows', body],
    queryFn: () => answer<Rows>(api.POST('/api/replay/rows', { body })),
  });
  const download = useMutation({
    mutationFn: async () => {
      const text = await answer<string>(api.POST('/api/replay/export', { body, parseAs: 'text' }));
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
      link.download = 'replay.csv';
      link.click();
      URL.revokeObjectURL(link.href);
    },
    onError: sayFailed,
  });
  const name = t(`replay.policies.${policy}`);
  return (
    <Modal opened onClose={close} size="xl" title={t('replay.rows', { name })}>
      <Loaded query={rows}>
        {(data) => (
          <>
            <Group justify="space-between" mb="xs">
              <Alert color="gray" py={4}>
                {t('common.count', { n: count(data.total) })}
                {data.rows.length < data.total && ` · ${t('rejections.firstRows', { n: count(data.rows.length) })}`}
              </Alert>
              {mayExport && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={download.isPending}
                  onClick={() => download.mutate()}
                >
                  {t('replay.download')}
                </Button>
              )}
            </Group>
            <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
              <Table className="mori-table">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('replay.chosenOn')}</Table.Th>
                    <Table.Th>{t('nav.accounts')}</Table.Th>
                    <Table.Th>{t('replay.actual')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {data.rows.map((row) => (
                    <Table.Tr key={row.cycleId}>
                      <Table.Td>{day(row.chosenOn)}</Table.Td>
                      <Table.Td>
                        <WhoseLead {...row} />
                      </Table.Td>
                      <Table.Td>
                        {row.handedOn === null
                          ? t('replay.never')
                          : `${t('replay.handedOn', { day: day(row.handedOn) })} · ${t(`replay.states.${row.state}`)}`}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          </>
        )}
      </Loaded>
    </Modal>
  );
}

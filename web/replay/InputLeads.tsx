import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { WhoseLead } from '../parts/WhoseLead.tsx';
import type { InputRows, InputRowsRequest } from './replay.ts';

/** The leads of which an input was known that far. */
export function InputLeads({ request, close }: { request: InputRowsRequest; close: () => void }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['replay', 'inputs', request],
    queryFn: () => answer<InputRows>(api.POST('/api/replay/inputs/rows', { body: request })),
  });
  const title = [t(`replay.inputs.names.${request.input}`), t(`replay.inputs.states.${request.state}`)].join(' · ');
  return (
    <Dialog title={title} size="xl" close={close}>
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '60vh', overflowY: 'auto' }}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(data.total) })}
              {data.rows.length < data.total && ` · ${t('rejections.firstRows', { n: count(data.rows.length) })}`}
            </Text>
            <Table className="mori-table wraps-names">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('nav.accounts')}</Table.Th>
                  <Table.Th>{t('replay.actual')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.cycleId}>
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
        )}
      </Loaded>
    </Dialog>
  );
}

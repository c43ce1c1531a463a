import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { useRight } from '../session/me.ts';

type Waiting = paths['/api/handovers/by-receiver']['get']['responses'][200]['content']['application/json'];
type Receiver = Waiting['receivers'][number];

/** Each number, the list that holds its leads, and which of them. */
const columns = [
  ['overdue', 'waiting', { clock: 'overdue' }],
  ['near', 'waiting', { clock: 'near' }],
  ['waiting', 'waiting', {}],
  ['unfollowed', 'unfollowed', {}],
] as const;

/** Are we ignoring anything? Person by person, those with most overdue first; only for who answers for all of sales. */
export function WaitingByReceiver() {
  const { t } = useTranslation();
  const isShown = useRight('handovers.by_receiver');
  const waiting = useQuery({
    queryKey: ['handovers', 'by-receiver'],
    enabled: isShown,
    queryFn: () => answer<Waiting>(api.GET('/api/handovers/by-receiver')),
  });
  const receivers = waiting.data?.receivers ?? [];
  if (receivers.length === 0) return null;
  return (
    <Paper withBorder p="md" mb="lg">
      <Title order={2} mb="xs">
        {t('home.byReceiver.title')}
      </Title>
      {receivers.every(({ overdue }) => overdue === 0) && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('home.byReceiver.none')}
        </Text>
      )}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('home.byReceiver.title')}>
        <Table className="mori-table wraps-names phone-cards">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('home.byReceiver.receiver')}</Table.Th>
              {columns.map(([name]) => (
                <Table.Th key={name} className="number">
                  {t(`home.byReceiver.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {receivers.map((receiver) => (
              <ReceiverRow key={`${receiver.receiverKind}/${receiver.receiverId}`} receiver={receiver} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}

function ReceiverRow({ receiver }: { receiver: Receiver }) {
  const { t } = useTranslation();
  const { receiverKind, receiverId } = receiver;
  const name = receiver.receiverName ?? (receiverKind === 'queue' ? t(`routing.queues.${receiverId}`) : '—');
  const of = `${receiverKind}/${receiverId}`;
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {columns.map(([column, view, clock]) => (
        <Table.Td key={column} className="number" data-label={t(`home.byReceiver.${column}`)}>
          {receiver[column] === 0 ? (
            0
          ) : (
            <Anchor
              component={Link}
              to="/handovers"
              hash={view}
              search={{ receiver: of, name, ...clock } as never}
              c={column === 'overdue' ? 'red' : undefined}
              aria-label={t('home.byReceiver.open', { name, what: t(`home.byReceiver.${column}`) })}
            >
              {count(receiver[column])}
            </Anchor>
          )}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

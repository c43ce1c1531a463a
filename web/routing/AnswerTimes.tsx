import { Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { RateText } from '../parts/FigureText.tsx';
import { count, day } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import { dueWords } from '../handovers/handover.ts';

type Times = paths['/api/routing/answer-times']['get']['responses'][200]['content']['application/json'];
type Rows = paths['/api/routing/answer-times/rows']['get']['responses'][200]['content']['application/json'];
type Query = NonNullable<paths['/api/routing/answer-times/rows']['get']['parameters']['query']>;

const parts = ['in_time', 'late', 'missed', 'waiting'] as const;

/** Answers in time by the clock that ran; every number opens to its leads. */
export function AnswerTimes({ from, to }: { from: string; to: string }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Query>();
  const times = useQuery({
    queryKey: ['routing', 'answer-times', from, to],
    queryFn: () => answer<Times>(api.GET('/api/routing/answer-times', { params: { query: { from, to } } })),
  });
  return (
    <Stack gap="xs" mt="md" component="section" aria-label={t('routing.times.title')}>
      <Title order={2} size="h4">
        {t('routing.times.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('routing.times.lead')}
      </Text>
      <Loaded query={times}>
        {({ classes }) =>
          classes.length === 0 ? (
            <Text size="sm">{t('routing.times.none')}</Text>
          ) : (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('routing.times.title')}>
              <Table className="mori-table">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('routing.times.clock')}</Table.Th>
                    {parts.map((part) => (
                      <Table.Th key={part} className="number">
                        {t(`routing.times.${part}`)}
                      </Table.Th>
                    ))}
                    <Table.Th className="number">{t('routing.times.rate')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {classes.map((one) => (
                    <Table.Tr key={one.clockClass}>
                      <Table.Th scope="row">
                        {t(`handovers.classes.${one.clockClass}`)}
                        <Text size="xs" c="dimmed">
                          {dueWords(one.answer, t)}
                        </Text>
                      </Table.Th>
                      {parts.map((part) => (
                        <Table.Td key={part} className="number">
                          <NumberLink
                            value={one[part]}
                            label={`${t(`handovers.classes.${one.clockClass}`)} ${t(`routing.times.${part}`)}`}
                            open={() => setOpened({ from, to, clockClass: one.clockClass, time: part })}
                          />
                        </Table.Td>
                      ))}
                      <Table.Td className="number">
                        <RateText figure={one.rate} showsInterval />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
      {opened && <Leads query={opened} close={() => setOpened(undefined)} />}
    </Stack>
  );
}

function Leads({ query, close }: { query: Query; close: () => void }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['routing', 'answer-times', 'rows', query],
    queryFn: () => answer<Rows>(api.GET('/api/routing/answer-times/rows', { params: { query } })),
  });
  return (
    <Dialog
      title={`${t(`handovers.classes.${query.clockClass}`)} ${t(`routing.times.${query.time}`)}`}
      size="xl"
      close={close}
    >
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(data.total) })}
            </Text>
            <Table className="mori-table wraps-names">
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.cycleId}>
                    <Table.Td>
                      <Link to="/handovers" search={{ lead: row.cycleId } as never}>
                        {row.accountName ?? t('handovers.noAccount')}
                      </Link>
                      <Text size="xs" c="dimmed">
                        {row.personName}
                      </Text>
                    </Table.Td>
                    <Table.Td>{t('handovers.handedOn', { day: day(row.handedOn) })}</Table.Td>
                    <Table.Td>{row.receiverName}</Table.Td>
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

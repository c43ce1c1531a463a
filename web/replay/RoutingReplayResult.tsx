import { Alert, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { IntervalPicture } from '../comparison/IntervalPicture.tsx';
import { Dialog } from '../parts/Dialog.tsx';
import { RateText } from '../parts/FigureText.tsx';
import { count, day } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { receiverName } from '../routing/routing.ts';
import { InputsKnown } from './InputsKnown.tsx';
import type { Result, RoutingReplay, RoutingRequest, RoutingRows, RowsRequest } from './routing-replay.ts';
import { WhoseLead } from '../parts/WhoseLead.tsx';

const parts = ['tried', 'pending', 'different', 'unrecorded'] as const;

/** Four ways to route the same leads side by side, what may be said of their difference, and who would have got how many. */
export function RoutingReplayResult({ data, request }: { data: RoutingReplay; request: RoutingRequest }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [opened, setOpened] = useState<RowsRequest>();
  if (data.draft.leads === 0) return <Empty>{t('replay.empty')}</Empty>;
  const open = (policy: Result['policy'], more: Pick<RowsRequest, 'part' | 'receiver' | 'input'> = {}) =>
    setOpened({ ...request, policy, ...more });
  return (
    <Stack>
      <Alert color="yellow">{data.caveat[language]}</Alert>
      {data.isCut && <Text size="sm">{t('replay.routing.cut')}</Text>}
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('replay.routing.result')}>
        <Table className="mori-table wraps-names">
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th className="number">{t('replay.routing.leads')}</Table.Th>
              {parts.map((part) => (
                <Table.Th key={part} className="number">
                  {t(`replay.routing.parts.${part}`)}
                </Table.Th>
              ))}
              <Table.Th className="number">{t('replay.salRate')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[data.draft, data.today, data.newestFirst, data.actual].map((one) => {
              const name = t(`replay.routing.policies.${one.policy}`);
              return (
                <Table.Tr key={one.policy}>
                  <Table.Th scope="row" miw={120}>
                    {name}
                    <Text size="xs" c="dimmed">
                      {t(`replay.routing.policyLead.${one.policy}`)}
                    </Text>
                  </Table.Th>
                  <Table.Td className="number">
                    <NumberLink
                      value={one.leads}
                      label={`${name} ${t('replay.routing.leads')}`}
                      open={() => open(one.policy)}
                    />
                  </Table.Td>
                  {parts.map((part) => (
                    <Table.Td key={part} className="number">
                      <NumberLink
                        value={one[part]}
                        label={`${name} ${t(`replay.routing.parts.${part}`)}`}
                        open={() => open(one.policy, { part })}
                      />
                    </Table.Td>
                  ))}
                  <Table.Td className="number">
                    <RateText figure={one.salRate} showsInterval />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        {(
          [
            ['today', data.againstToday],
            ['newest_first', data.againstNewest],
          ] as const
        ).map(([policy, against]) => {
          const name = t(`replay.routing.policies.${policy}`);
          return (
            <Paper key={policy} withBorder p="md" component="section" aria-label={t('replay.against', { name })}>
              <Title order={2} size="h4" mb="xs">
                {t('replay.against', { name })}
              </Title>
              <IntervalPicture
                names={[name, t('replay.routing.policies.draft')]}
                figures={[against.before, against.after]}
              />
              <Text fw={600}>{against.sentence[language]}</Text>
            </Paper>
          );
        })}
      </SimpleGrid>
      <div>
        <Title order={2} size="h4" mb="xs">
          {t('replay.routing.receivers')}
        </Title>
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('replay.routing.receivers')}>
          <Table className="mori-table wraps-names">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('routing.who')}</Table.Th>
                <Table.Th className="number">{t('replay.routing.leads')}</Table.Th>
                <Table.Th className="number">{t('replay.routing.parts.tried')}</Table.Th>
                <Table.Th className="number">{t('replay.salRate')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.draft.receivers.map((one) => {
                const key = `${one.receiver.kind}/${one.receiver.id}`;
                const name = receiverName(one.receiver, t);
                return (
                  <Table.Tr key={key}>
                    <Table.Th scope="row">{name}</Table.Th>
                    <Table.Td className="number">
                      <NumberLink
                        value={one.leads}
                        label={`${name} ${t('replay.routing.leads')}`}
                        open={() => open('draft', { receiver: key })}
                      />
                    </Table.Td>
                    <Table.Td className="number">
                      <NumberLink
                        value={one.tried}
                        label={`${name} ${t('replay.routing.parts.tried')}`}
                        open={() => open('draft', { receiver: key, part: 'tried' })}
                      />
                    </Table.Td>
                    <Table.Td className="number">
                      <RateText figure={one.salRate} showsInterval />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </div>
      </div>
      <InputsKnown
        title={t('replay.inputs.title')}
        inputs={data.inputs}
        open={(of, state) => open('draft', { input: { of, state } })}
      />
      {opened && <Leads request={opened} close={() => setOpened(undefined)} />}
    </Stack>
  );
}

function Leads({ request, close }: { request: RowsRequest; close: () => void }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['replay', 'routing', 'rows', request],
    queryFn: () => answer<RoutingRows>(api.POST('/api/replay/routing/rows', { body: request })),
  });
  const title = [
    t(`replay.routing.policies.${request.policy}`),
    request.part && t(`replay.routing.parts.${request.part}`),
    request.input && t(`replay.inputs.names.${request.input.of}`),
    request.input && t(`replay.inputs.states.${request.input.state}`),
  ];
  return (
    <Dialog title={title.filter(Boolean).join(' · ')} size="xl" close={close}>
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
                  <Table.Th>{t('replay.routing.wouldGo')}</Table.Th>
                  <Table.Th>{t('replay.actual')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.rows.map((row) => (
                  <Table.Tr key={row.cycleId}>
                    <Table.Td>
                      <WhoseLead {...row} />
                    </Table.Td>
                    <Table.Td>{receiverName(row.wouldGo, t)}</Table.Td>
                    <Table.Td>
                      {[row.receiverName ?? '—', day(row.handedOn), t(`replay.states.${row.state}`)].join(' · ')}
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

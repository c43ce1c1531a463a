import { Group, Progress, Stack, Table, Text, TextInput, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { RateText } from '../parts/FigureText.tsx';
import { count, day } from '../parts/format.ts';
import { Empty, Loaded } from '../parts/States.tsx';
import { AnswerTimes } from './AnswerTimes.tsx';
import { receiverName } from './routing.ts';

type Report = paths['/api/routing/fairness']['get']['responses'][200]['content']['application/json'];
const parts = ['received', 'accepted', 'rejected', 'ignored', 'pending'] as const;

/** What each receiver got and did; every lead once, so the columns add up to all that was handed over. */
export function FairnessReport() {
  const { t } = useTranslation();
  const [period, setPeriod] = useState<{ from?: string; to?: string }>({});
  const report = useQuery({
    queryKey: ['routing', 'fairness', period],
    queryFn: () => answer<Report>(api.GET('/api/routing/fairness', { params: { query: period } })),
  });
  return (
    <Loaded query={report}>
      {(data) => {
        const last = dayBefore(data.to);
        return (
          <Stack>
            <Group gap="xs" align="flex-end">
              <TextInput
                type="date"
                label={t('absences.from')}
                value={data.from}
                onChange={(event) =>
                  event.currentTarget.value && setPeriod({ from: event.currentTarget.value, to: data.to })
                }
              />
              <TextInput
                type="date"
                label={t('absences.to')}
                value={last}
                onChange={(event) =>
                  event.currentTarget.value && setPeriod({ from: data.from, to: dayAfter(event.currentTarget.value) })
                }
              />
            </Group>
            <Text size="sm" c="dimmed">
              {t('routing.fairness.lead', { from: day(data.from), to: day(last), n: count(data.handed) })}
            </Text>
            {data.receivers.length === 0 ? (
              <Empty>{t('routing.fairness.none')}</Empty>
            ) : (
              <FairnessTable report={data} />
            )}
            <AnswerTimes from={data.from} to={data.to} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function FairnessTable({ report: { handed, receivers } }: { report: Report }) {
  const { t } = useTranslation();
  const sum = (part: (typeof parts)[number] | 'reRouted') => receivers.reduce((total, one) => total + one[part], 0);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('routing.tabs.fairness')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('routing.who')}</Table.Th>
            <Table.Th>{t('routing.fairness.share')}</Table.Th>
            {parts.map((part) => (
              <Table.Th key={part} className="number">
                {t(`routing.fairness.${part}`)}
              </Table.Th>
            ))}
            <Table.Th className="number">{t('routing.fairness.acceptanceRate')}</Table.Th>
            <Table.Th className="number">{t('routing.fairness.targetShare')}</Table.Th>
            <Table.Th className="number">
              <Tooltip label={t('routing.fairness.reRoutedHint')}>
                <span>{t('routing.fairness.reRouted')}</span>
              </Tooltip>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {receivers.map((one) => (
            <Table.Tr key={`${one.receiver.kind}/${one.receiver.id}`}>
              <Table.Td>{receiverName(one.receiver, t)}</Table.Td>
              <Table.Td miw={120}>
                <Progress
                  value={handed === 0 ? 0 : (one.received / handed) * 100}
                  aria-label={`${receiverName(one.receiver, t)} ${t('routing.fairness.share')}`}
                />
              </Table.Td>
              {parts.map((part) => (
                <Table.Td key={part} className="number">
                  {count(one[part])}
                </Table.Td>
              ))}
              <Table.Td className="number">
                <RateText figure={one.acceptanceRate} showsInterval />
              </Table.Td>
              <Table.Td className="number">
                <RateText figure={one.targetShare} />
              </Table.Td>
              <Table.Td className="number">{count(one.reRouted)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th>{t('routing.fairness.total')}</Table.Th>
            <Table.Td />
            {parts.map((part) => (
              <Table.Th key={part} className="number">
                {count(sum(part))}
              </Table.Th>
            ))}
            <Table.Td />
            <Table.Td />
            <Table.Th className="number">{count(sum('reRouted'))}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </div>
  );
}

const shifted = (text: string, days: number) =>
  new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const dayBefore = (text: string) => shifted(text, -1);
const dayAfter = (text: string) => shifted(text, 1);

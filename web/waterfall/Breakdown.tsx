import { Button, Group, Paper, SegmentedControl, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rankByRate, rateOf } from '#core/measure/rate.ts';
import { answer, api } from '../api/client.ts';
import { RateText } from '../parts/FigureText.tsx';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import { groupings, type Breakdown as Groups, type Grouping, type LeadQuery, type Opened } from './leads.ts';

type GroupCounts = Groups['groups'][number];
const stages = ['mql', 'sal', 'sql', 'deal', 'won', 'rejected', 'lapsed', 'waiting'] as const;
const shownAtFirst = 10;
const orders = {
  count: (groups: GroupCounts[]) => groups,
  sal: (groups: GroupCounts[]) => rankByRate(groups, (one) => rateOf(one.sal, one.mql)),
  deal: (groups: GroupCounts[]) => rankByRate(groups, (one) => rateOf(one.deal, one.mql)),
} as const;

/** The same leads by source, campaign, owner or agency. A name narrows the whole page to its leads. */
export function Breakdown({
  query,
  open,
  narrow,
}: {
  query: LeadQuery;
  open: (opened: Opened) => void;
  narrow: (group: { by: Grouping; key: string; name: string }) => void;
}) {
  const { t } = useTranslation();
  const [split, setSplit] = useState<Grouping>('campaign');
  const [order, setOrder] = useState<keyof typeof orders>('count');
  const [showsAll, setShowsAll] = useState(false);
  const groups = useQuery({
    queryKey: ['waterfall-breakdown', query, split],
    queryFn: async () => ({
      split,
      ...(await answer<Groups>(api.GET('/api/waterfall/breakdown', { params: { query: { ...query, split } } }))),
    }),
    placeholderData: keepPreviousData,
  });
  return (
    <Paper withBorder p="md" mb="md" component="section">
      <Title order={2}>{t('waterfall.breakdown')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('waterfall.breakdownLead')}
      </Text>
      <Group mb="xs" gap="sm" className="no-print">
        <SegmentedControl
          aria-label={t('waterfall.breakdown')}
          value={split}
          onChange={(value) => setSplit(value as Grouping)}
          data={groupings.map((value) => ({ value, label: t(`waterfall.groupings.${value}`) }))}
        />
        <SegmentedControl
          aria-label={t('waterfall.order')}
          value={order}
          onChange={(value) => setOrder(value as 'count')}
          data={(['count', 'sal', 'deal'] as const).map((value) => ({ value, label: t(`waterfall.orders.${value}`) }))}
        />
      </Group>
      <Text size="xs" c="dimmed" mb="xs">
        {t('waterfall.cutsMissing')}
      </Text>
      <Loaded query={groups}>
        {(data) => {
          const sorted = orders[order](data.groups);
          const shown = showsAll ? sorted : sorted.slice(0, shownAtFirst);
          const most = Math.max(...data.groups.map((one) => one.mql), 1);
          return (
            <>
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.breakdown')}>
                <Table className="mori-table">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t(`waterfall.groupings.${data.split}`)}</Table.Th>
                      {stages.map((stage) => (
                        <Table.Th key={stage} className="number">
                          {t(`waterfall.short.${stage}`)}
                        </Table.Th>
                      ))}
                      <Table.Th className="number">{t('waterfall.salRate')}</Table.Th>
                      <Table.Th className="number">{t('waterfall.registrationRate')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {shown.map((group) => (
                      <GroupRow
                        key={group.key}
                        group={group}
                        by={data.split}
                        share={group.mql / most}
                        query={query}
                        open={open}
                        narrow={narrow}
                      />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              {sorted.length > shown.length && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  mt="xs"
                  onClick={() => setShowsAll(true)}
                  className="no-print"
                >
                  {t('waterfall.showAll', { n: count(sorted.length) })}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </Paper>
  );
}

function GroupRow({
  group,
  by,
  share,
  query,
  open,
  narrow,
}: {
  group: GroupCounts;
  by: Grouping;
  share: number;
  query: LeadQuery;
  open: (opened: Opened) => void;
  narrow: (group: { by: Grouping; key: string; name: string }) => void;
}) {
  const { t } = useTranslation();
  const name = group.name || t(`waterfall.withoutGroup.${by}`);
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <UnstyledButton fz="sm" fw={600} c="teal" onClick={() => narrow({ by, key: group.key, name })}>
          {name}
        </UnstyledButton>
        <span className="share-bar" aria-hidden>
          <span className="ink" style={{ width: `${share * 100}%` }} />
        </span>
      </Table.Th>
      {stages.map((stage) => {
        const title = `${name} ${t(`waterfall.stages.${stage}`)}`;
        return (
          <Table.Td key={stage} className="number">
            <NumberLink
              value={group[stage]}
              label={title}
              open={() => open({ title, query: { ...query, split: by, splitKey: group.key, stage } })}
            />
          </Table.Td>
        );
      })}
      <Table.Td className="number">
        <RateText figure={group.salRate} />
      </Table.Td>
      <Table.Td className="number">
        <RateText figure={group.registrationRate} />
      </Table.Td>
    </Table.Tr>
  );
}

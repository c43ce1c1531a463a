import { Group, Paper, SimpleGrid, Text, Title, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { RateText } from '../parts/FigureText.tsx';
import { count, percent, thousandYen } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import { CostRow } from './CostRow.tsx';
import { LostReasons } from './LostReasons.tsx';
import type { LeadQuery, Opened, OpenedDeals, Value, Waterfall } from './leads.ts';

const stages = ['mql', 'sal', 'sql', 'deal', 'won'] as const;

/** What the deals of these leads are worth, how fast money moves, and what happened in the period itself. */
export function ValueTiles({
  data,
  query,
  open,
  openDeals,
}: {
  data: Waterfall;
  query: LeadQuery;
  open: (opened: Opened) => void;
  openDeals: (opened: OpenedDeals) => void;
}) {
  const { t } = useTranslation();
  const value = useQuery({
    queryKey: ['waterfall-value', query],
    queryFn: () => answer<Value>(api.GET('/api/waterfall/value', { params: { query } })),
  });
  const happened = (stage: (typeof stages)[number]) => {
    const title = `${t('waterfall.inPeriod')} ${t(`waterfall.stages.${stage}`)}`;
    return (
      <NumberLink
        value={data.period[stage]}
        label={title}
        open={() => open({ title, query: { ...query, stage, basis: 'period' } })}
      />
    );
  };
  const deals = (kind: OpenedDeals['query']['kind'], name: string, words: string) => (
    <UnstyledButton fz="inherit" td="underline" onClick={() => openDeals({ title: name, query: { ...query, kind } })}>
      {words}
    </UnstyledButton>
  );
  const velocityParts = ({ deals: n, won, lost, averageYen, cycleDays }: Value) => (
    <>
      {t('waterfall.yenPerDayNote')}
      {cycleDays !== null && (
        <>
          <br />
          {t('waterfall.yenPerDayParts', {
            n: count(n),
            rate: percent(won + lost === 0 ? null : won / (won + lost)),
            won: count(won),
            decided: count(won + lost),
            yen: thousandYen(averageYen),
            days: count(cycleDays),
          })}
        </>
      )}
    </>
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('waterfall.value')}>
      <Title order={2} mb="xs">
        {t('waterfall.value')}
      </Title>
      <Loaded query={value}>
        {(worth) => (
          <SimpleGrid cols={2} spacing="sm">
            <Tile
              name={t('waterfall.wonYen')}
              note={deals('won', t('waterfall.wonYen'), t('waterfall.dealsWon', { n: count(worth.won) }))}
            >
              {thousandYen(worth.wonYen)}
            </Tile>
            <Tile
              name={t('waterfall.openYen')}
              note={
                <>
                  {deals(
                    'open',
                    t('waterfall.openYen'),
                    t('waterfall.dealsOpen', { n: count(worth.deals - worth.won - worth.lost - worth.postponed) }),
                  )}
                  {worth.postponed > 0 && (
                    <>
                      {' · '}
                      {deals(
                        'postponed',
                        t('waterfall.postponed'),
                        t('waterfall.dealsPostponed', {
                          n: count(worth.postponed),
                          yen: thousandYen(worth.postponedYen),
                        }),
                      )}
                    </>
                  )}
                </>
              }
            >
              {thousandYen(worth.openYen)}
            </Tile>
            <Tile
              name={t('waterfall.averageYen')}
              note={deals('named', t('waterfall.averageYen'), t('waterfall.dealsNamed', { n: count(worth.deals) }))}
            >
              {thousandYen(worth.averageYen)}
            </Tile>
            <Tile name={t('waterfall.yenPerDay')} note={velocityParts(worth)}>
              {thousandYen(worth.yenPerDay.value)}
            </Tile>
          </SimpleGrid>
        )}
      </Loaded>
      <Text size="xs" c="dimmed" mt={4}>
        {value.data && value.data.unnamed > 0 && t('waterfall.unnamedDeals', { n: count(value.data.unnamed) })}
      </Text>
      {value.data && <LostReasons reasons={value.data.lostReasons} query={query} openDeals={openDeals} />}
      <Title order={3} mt="md" mb={4}>
        {t('waterfall.inPeriod')}
      </Title>
      <Group gap="md" fz="sm" style={{ rowGap: 2 }}>
        {stages.map((stage) => (
          <span key={stage}>
            {t(`waterfall.short.${stage}`)} {happened(stage)}
          </span>
        ))}
      </Group>
      <Group gap="md" mt={4} style={{ rowGap: 2 }}>
        <span>
          {t('waterfall.salRate')} <RateText figure={data.period.salRatio} />
        </span>
        <span>
          {t('waterfall.registrationRate')} <RateText figure={data.period.registrationRatio} />
        </span>
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('waterfall.periodNote')}
      </Text>
      <CostRow data={data} query={query} />
    </Paper>
  );
}

function Tile({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fz={22} fw={650} lh={1.3} className="number-link">
        {children}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </div>
  );
}

import { Group, Pill, SegmentedControl, SimpleGrid, Switch, Text, TextInput, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { useKept } from '../parts/part.ts';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { AccountRows } from './AccountRows.tsx';
import { Beside } from './Beside.tsx';
import { Breakdown } from './Breakdown.tsx';
import { CohortBars } from './CohortBars.tsx';
import { CohortTable } from './CohortTable.tsx';
import { DealRows } from './DealRows.tsx';
import { Funnel } from './Funnel.tsx';
import { LeadRows } from './LeadRows.tsx';
import {
  lastMonth,
  scopes,
  type LeadQuery,
  type Opened,
  type OpenedAccounts,
  type OpenedDeals,
  type Waterfall,
} from './leads.ts';
import { Pace } from './Pace.tsx';
import { ValueTiles } from './ValueTiles.tsx';
import { Vocabularies } from './Vocabularies.tsx';

/** From hand-over to won: volume, conversion, velocity and value of leads. Every number opens to its rows. */
export function WaterfallPage() {
  const { t } = useTranslation();
  const [asked, setAsked] = useKept<LeadQuery>('waterfall', { scope: 'all' });
  const [showsIntervals, setShowsIntervals] = useState(false);
  const [opened, setOpened] = useState<Opened>();
  const [deals, setDeals] = useState<OpenedDeals>();
  const [accounts, setAccounts] = useState<OpenedAccounts>();
  const [group, setGroup] = useKept<string | undefined>('waterfallGroup', undefined);
  const waterfall = useQuery({
    queryKey: ['waterfall', asked],
    queryFn: () => answer<Waterfall>(api.GET('/api/waterfall', { params: { query: asked } })),
    placeholderData: keepPreviousData,
  });
  const { data } = waterfall;
  const query: LeadQuery = data ? { ...asked, from: data.from.slice(0, 7), to: lastMonth(data.to) } : asked;
  return (
    <>
      <PageHeader title={t('waterfall.title')} lead={t('waterfall.lead')} actions={<PrintButton />} />
      <Group mb="md" align="flex-end" className="no-print">
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="month"
            label={t(`waterfall.${end}`)}
            value={query[end] ?? ''}
            onChange={(event) => event.currentTarget.value && setAsked({ ...query, [end]: event.currentTarget.value })}
          />
        ))}
        <SegmentedControl
          aria-label={t('waterfall.scope')}
          value={asked.scope}
          onChange={(scope) => setAsked({ ...asked, scope: scope as 'all' })}
          data={scopes.map((value) => ({ value, label: t(`waterfall.scopes.${value}`) }))}
        />
        {asked.by && (
          <Pill
            size="lg"
            withRemoveButton
            removeButtonProps={{ 'aria-label': t('waterfall.widen'), 'aria-hidden': false, tabIndex: 0 }}
            onRemove={() => setAsked({ ...asked, by: undefined, key: undefined })}
          >
            {t(`waterfall.groupings.${asked.by}`)}: {group}
          </Pill>
        )}
      </Group>
      <Loaded query={waterfall}>
        {(data) =>
          data.total.mql === 0 ? (
            <Empty>{t('waterfall.empty')}</Empty>
          ) : (
            <>
              <Text size="sm" className="print-only" mb="xs">
                {query.from}–{query.to} · {t(`waterfall.scopes.${asked.scope}`)}
                {asked.by && ` · ${t(`waterfall.groupings.${asked.by}`)}: ${group}`}
              </Text>
              <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md" mb="md" className="stacks-on-paper">
                <Funnel data={data} query={query} open={setOpened} />
                <ValueTiles data={data} query={query} open={setOpened} openDeals={setDeals} />
              </SimpleGrid>
              <Group justify="space-between" mb="xs">
                <Title order={2}>{t('waterfall.cohorts')}</Title>
                <Switch
                  className="no-print"
                  label={t('waterfall.showIntervals')}
                  checked={showsIntervals}
                  onChange={(event) => setShowsIntervals(event.currentTarget.checked)}
                />
              </Group>
              <CohortBars data={data} />
              <CohortTable data={data} query={query} showsIntervals={showsIntervals} open={setOpened} />
              <Beside data={data} query={query} open={setOpened} openDeals={setDeals} />
              <Pace query={query} open={setOpened} />
              <Breakdown
                query={query}
                open={setOpened}
                narrow={({ by, key, name }) => {
                  setGroup(name);
                  setAsked({ ...query, by, key });
                  window.scrollTo({ top: 0 });
                }}
              />
              <Vocabularies query={query} open={setOpened} openDeals={setDeals} openAccounts={setAccounts} />
            </>
          )
        }
      </Loaded>
      {opened && <LeadRows opened={opened} close={() => setOpened(undefined)} />}
      {deals && <DealRows opened={deals} close={() => setDeals(undefined)} />}
      {accounts && <AccountRows opened={accounts} close={() => setAccounts(undefined)} />}
    </>
  );
}

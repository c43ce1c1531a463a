import { Button, Group, SegmentedControl, Text, Title } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { day } from '../parts/format.ts';
import { useMe } from '../session/me.ts';
import { DefinitionChanges } from './DefinitionChanges.tsx';
import { KpiCard } from './KpiCard.tsx';
import { SoFar } from './KpiNumber.tsx';
import { KpiRowsModal } from './KpiRowsModal.tsx';
import { PeriodChooser } from './PeriodChooser.tsx';
import { UnmeasuredList } from './UnmeasuredList.tsx';
import { phases, scopes, type Board, type Kpi, type KpiQuery, type Trends } from './kpi.ts';

/** The four phases of the work and what stands beside them, for one fiscal period. */
export function KpiPage() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const [query, setQuery] = useState<KpiQuery>({ period: 'quarter', scope: 'all' });
  const [opened, setOpened] = useState<Kpi>();
  const board = useQuery({
    queryKey: ['kpis', query],
    queryFn: () => answer<Board>(api.GET('/api/kpis', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  // After the board, which must not wait for twelve periods of everything.
  const trends = useQuery({
    queryKey: ['kpi-trends', query],
    queryFn: () => answer<Trends>(api.GET('/api/kpis/trends', { params: { query } })),
    placeholderData: keepPreviousData,
    enabled: board.isSuccess,
  });
  const mayExport = me.data?.rights.includes('export');
  const file = (format: 'csv' | 'xlsx') =>
    `/api/exports/kpis.${format}?${new URLSearchParams({ ...query, language: i18n.language === 'en' ? 'en' : 'ja' })}`;
  return (
    <>
      <PageHeader
        title={t('kpi.title')}
        lead={t('kpi.lead')}
        actions={
          <>
            {mayExport &&
              (['csv', 'xlsx'] as const).map((format) => (
                <Button key={format} variant="default" component="a" href={file(format)} download>
                  {t(`kpi.${format}`)}
                </Button>
              ))}
            <DefinitionChanges />
            <PrintButton />
          </>
        }
      />
      <Loaded query={board}>
        {(data) => (
          <>
            <Group mb="md" gap="md" align="center" className="no-print">
              <PeriodChooser board={data} query={query} choose={setQuery} />
              <SegmentedControl
                aria-label={t('kpi.scope')}
                value={query.scope}
                onChange={(scope) => setQuery({ ...query, scope: scope as KpiQuery['scope'] })}
                data={scopes.map((value) => ({ value, label: t(`kpi.scopes.${value}`) }))}
              />
            </Group>
            <PeriodLine board={data} scope={query.scope} />
            {phases.map((phase) => (
              <Section
                key={phase}
                title={t(`kpi.phases.${phase}`)}
                kpis={inPhase(data, phase)}
                query={query}
                trends={trends.data}
                open={setOpened}
              />
            ))}
            <Section
              title={t('kpi.others')}
              kpis={inPhase(data, null)}
              query={query}
              trends={trends.data}
              open={setOpened}
            />
            {opened && <KpiRowsModal kpi={opened} query={query} close={() => setOpened(undefined)} />}
          </>
        )}
      </Loaded>
    </>
  );
}

function PeriodLine({ board, scope }: { board: Board; scope: KpiQuery['scope'] }) {
  const { t, i18n } = useTranslation();
  return (
    <Text size="sm" c="dimmed" mb="md">
      {board.period.label[i18n.language === 'en' ? 'en' : 'ja']} · {t('common.asOf', { date: day(board.asOf) })} ·{' '}
      {t(`kpi.scopes.${scope}`)}
      {!board.isSettled && ` · ${t('kpi.running')}`}
      <SoFar kpi={board.kpis.find(({ soFar }) => soFar)} />
    </Text>
  );
}

/** What can be told first; what is not measured yet below, in one short list. */
function Section({
  title,
  kpis,
  query,
  trends,
  open,
}: {
  title: string;
  kpis: Kpi[];
  query: KpiQuery;
  trends: Trends | undefined;
  open: (kpi: Kpi) => void;
}) {
  return (
    <section className="kpi-section">
      <Title order={2} mb="xs">
        {title}
      </Title>
      <div className="kpi-cards">
        {kpis
          .filter((kpi) => !kpi.unmeasured)
          .map((kpi) => (
            <KpiCard key={kpi.code} kpi={kpi} query={query} trends={trends} open={() => open(kpi)} />
          ))}
      </div>
      <UnmeasuredList kpis={kpis.filter((kpi) => kpi.unmeasured)} />
    </section>
  );
}

const inPhase = (board: Board, phase: number | null) => board.kpis.filter((kpi) => kpi.phase === phase);

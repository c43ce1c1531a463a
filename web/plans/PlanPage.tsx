import { ActionIcon, Anchor, Button, Checkbox, Group, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AddPlan } from './AddPlan.tsx';
import { DecidePlans } from './DecidePlans.tsx';
import { PastePlans } from './PastePlans.tsx';
import { PlanTable } from './PlanTable.tsx';
import type { Plans } from './plan.ts';

const isPast = (state: string) => state === 'superseded' || state === 'withdrawn';

/** 目標: what marketing and sales want each KPI to be, by fiscal period; drafts, approvals, and the versions before. */
export function PlanPage() {
  const { t, i18n } = useTranslation();
  const mayEdit = useRight('plans.edit');
  const mayExport = useRight('export');
  const [year, setYear] = useState<number>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [showsOld, setShowsOld] = useState(false);
  const plans = useQuery({
    queryKey: ['plans', year],
    queryFn: () => answer<Plans>(api.GET('/api/plans', { params: { query: year === undefined ? {} : { year } } })),
    placeholderData: keepPreviousData,
  });
  const step = (to: number) => {
    setYear(to);
    setChosen(new Set());
  };
  return (
    <>
      <PageHeader
        title={t('plans.title')}
        lead={t('plans.lead')}
        actions={
          <>
            {mayEdit && plans.data && <AddPlan plans={plans.data} />}
            {mayEdit && <PastePlans />}
            {mayExport && plans.data && (
              <Button
                variant="default"
                component="a"
                href={`/api/exports/plans.csv?year=${plans.data.year}&language=${i18n.language === 'en' ? 'en' : 'ja'}`}
                download
              >
                {t('plans.csv')}
              </Button>
            )}
            <PrintButton />
          </>
        }
      />
      <Loaded query={plans}>
        {(data) => {
          const shown = data.plans.filter(({ state }) => showsOld || !isPast(state));
          return (
            <>
              <Group mb="md" gap="md" justify="space-between">
                <Group gap="xs">
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('plans.earlier')}
                    onClick={() => step(data.year - 1)}
                  >
                    ‹
                  </ActionIcon>
                  <Text fw={600} miw={90} ta="center" aria-live="polite">
                    {t('plans.yearLabel', { year: data.year })}
                  </Text>
                  <ActionIcon
                    variant="default"
                    size="lg"
                    aria-label={t('plans.later')}
                    onClick={() => step(data.year + 1)}
                  >
                    ›
                  </ActionIcon>
                  <Anchor component={Link} to="/kpis" size="sm" ml="sm">
                    {t('plans.toBoard')}
                  </Anchor>
                </Group>
                {data.plans.some(({ state }) => isPast(state)) && (
                  <Checkbox
                    label={t('plans.showsOld')}
                    checked={showsOld}
                    onChange={(event) => setShowsOld(event.currentTarget.checked)}
                  />
                )}
              </Group>
              {shown.length === 0 ? (
                <Empty>{t('plans.empty')}</Empty>
              ) : (
                <>
                  {shown.some(({ state }) => state === 'draft' || state === 'submitted') && (
                    <DecidePlans
                      plans={data.plans.filter(({ planId }) => chosen.has(planId))}
                      onDone={() => setChosen(new Set())}
                    />
                  )}
                  <PlanTable plans={shown} chosen={chosen} choose={setChosen} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

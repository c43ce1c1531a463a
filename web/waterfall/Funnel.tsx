import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { bottleneck, defaultStepTargets } from '#core/measure/bottleneck.ts';
import { answer, api } from '../api/client.ts';
import { count, percent } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { useStageColours } from './chart.ts';
import type { LeadQuery, Opened, Velocity, Waterfall } from './leads.ts';

const stages = ['mql', 'sal', 'sql', 'deal', 'won'] as const;

/** The whole way as a funnel: how many came to each stage, which share of the stage before, and in how many days. */
export function Funnel({ data, query, open }: { data: Waterfall; query: LeadQuery; open: (opened: Opened) => void }) {
  const { t } = useTranslation();
  const colours = useStageColours();
  const velocity = useQuery({
    queryKey: ['waterfall-velocity', query],
    queryFn: () => answer<Velocity>(api.GET('/api/waterfall/velocity', { params: { query } })),
  });
  const { total, period } = data;
  const worst = bottleneck(total);
  const widest = Math.max(total.mql, period.lead, 1);
  const bar = (value: number, colour: string, isOutline = false) => (
    <span className="funnel-bar" aria-hidden>
      <span
        className={isOutline ? 'outline' : 'ink'}
        style={{ width: `${(value / widest) * 100}%`, ...(isOutline ? {} : { background: colour }) }}
      />
    </span>
  );
  const number = (stage: 'lead' | (typeof stages)[number], value: number) => (
    <NumberLink
      value={value}
      label={t(`waterfall.stages.${stage}`)}
      open={() => open({ title: t(`waterfall.stages.${stage}`), query: { ...query, stage } })}
    />
  );
  return (
    <Paper withBorder p="md" component="section" aria-label={t('waterfall.funnel')}>
      <Title order={2} mb="xs">
        {t('waterfall.funnel')}
      </Title>
      <ol className="funnel">
        <li>
          <Text span size="sm">
            {t('waterfall.acquired')}
          </Text>
          <Text span fw={650}>
            {number('lead', period.lead)}
          </Text>
          {bar(period.lead, '', true)}
        </li>
        {stages.map((stage, index) => {
          const previous = index === 0 ? undefined : stages[index - 1]!;
          const step = velocity.data?.steps.find((one) => one.to === stage);
          return (
            <li key={stage}>
              {previous && (
                <Text className="funnel-step" size="xs" c="dimmed">
                  ↓ {percent(total[previous] === 0 ? null : total[stage] / total[previous])}
                  {step && <StepDays step={step} />}
                </Text>
              )}
              {worst && previous && worst.code === `${previous}_${stage}` && (
                <Text
                  className="funnel-step"
                  size="xs"
                  c="light-dark(var(--mantine-color-red-9), var(--mantine-color-red-3))"
                  fw={650}
                >
                  {t('waterfall.bottleneck', {
                    target: percent(defaultStepTargets[worst.code]),
                    n: count(Math.ceil(worst.lost)),
                  })}
                </Text>
              )}
              <Text span size="sm">
                {t(`waterfall.stages.${stage}`)}
              </Text>
              <Text span fw={650}>
                {number(stage, total[stage])}
              </Text>
              {bar(total[stage], colours[index]!)}
            </li>
          );
        })}
      </ol>
      <Text size="xs" c="dimmed" mt="xs">
        {t('waterfall.funnelNote')}
      </Text>
    </Paper>
  );
}

function StepDays({ step: { median, quarter } }: { step: Velocity['steps'][number] }) {
  const { t } = useTranslation();
  if (median.value !== null) return <> · {t('waterfall.medianDays', { n: count(median.value) })}</>;
  if (quarter.value !== null)
    return (
      <>
        {' '}
        · {t('measure.notes.median_not_reached')} ({t('measure.quarterDays', { n: count(quarter.value) })})
      </>
    );
  return median.n === 0 ? null : <> · {t('measure.notes.median_not_reached')}</>;
}

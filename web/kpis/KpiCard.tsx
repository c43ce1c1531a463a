import { Button, Collapse, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../parts/format.ts';
import { EarlierLine, KpiNumber, PlanLine, useShownValue } from './KpiNumber.tsx';
import { Sparkline, TrendTable } from './Sparkline.tsx';
import type { Kpi, KpiQuery, Trends } from './kpi.ts';

/** A question, its number with n, target and trend; behind 詳細 how sure it is, how it is worked out, and the trend in numbers. */
export function KpiCard({
  kpi,
  query,
  trends,
  open,
}: {
  kpi: Kpi;
  query: KpiQuery;
  trends: Trends | undefined;
  open: () => void;
}) {
  const { t, i18n } = useTranslation();
  const [showsMore, { toggle }] = useDisclosure();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const { figure } = kpi;
  const value = useShownValue(kpi.unit);
  const trend = trends?.trends.find(({ code }) => code === kpi.code);
  return (
    <Paper withBorder p="sm" className="kpi-card">
      <Title order={3} fz="sm">
        {kpi.name[language]}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {kpi.question[language]}
      </Text>
      <KpiNumber kpi={kpi} open={open} />
      <PlanLine kpi={kpi} query={query} />
      {trends && trend && <Sparkline trend={trend} periods={trends.periods} name={kpi.name[language]} />}
      <EarlierLine kpi={kpi} />
      <Button
        variant="subtle"
        size="compact-xs"
        mt={4}
        ml={-8}
        className="no-print"
        onClick={toggle}
        aria-expanded={showsMore}
        aria-label={t('kpi.detailsOf', { name: kpi.name[language] })}
      >
        {t('common.details')}
      </Button>
      {kpi.opens === 'accounts' && figure.n > 0 && (
        <Button variant="subtle" size="compact-xs" mt={4} className="no-print" onClick={open}>
          {t('kpi.openAccounts')}
        </Button>
      )}
      <Collapse expanded={showsMore}>
        <dl className="kpi-details">
          <dt>{t('kpi.n')}</dt>
          <dd>{t('common.count', { n: count(figure.n) })}</dd>
          {figure.interval && (
            <>
              <dt>{t('kpi.interval')}</dt>
              <dd>
                {value(figure.interval.low)}–{value(figure.interval.high)}
              </dd>
            </>
          )}
          {kpi.plan && (
            <>
              <dt>{t('kpi.agreed')}</dt>
              <dd>{t('kpi.agreedBy', kpi.plan.approvals)}</dd>
              <dt>{t('kpi.paceOf')}</dt>
              <dd>
                {percent(kpi.plan.pace)}{' '}
                {t('kpi.elapsed', { elapsed: kpi.plan.elapsedDays, total: kpi.plan.totalDays })}
              </dd>
            </>
          )}
          <dt>{t('kpi.formula')}</dt>
          <dd>{kpi.formula[language]}</dd>
          <dt>{t('kpi.grain')}</dt>
          <dd>{kpi.grain[language]}</dd>
          <dt>{t('kpi.direction')}</dt>
          <dd>{t(`kpi.directions.${kpi.direction}`)}</dd>
          <dt>{t('kpi.version')}</dt>
          <dd>
            {kpi.code} · {kpi.version}
          </dd>
        </dl>
        {showsMore && trends && trend && <TrendTable kpi={kpi} trend={trend} periods={trends.periods} />}
      </Collapse>
    </Paper>
  );
}

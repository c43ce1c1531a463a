import { Text } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { useShownValue } from './KpiNumber.tsx';
import type { KpiRows } from './kpi.ts';

type Spread = NonNullable<KpiRows['spread']>;

/** How the cases of an average are spread: one large deal must not pass for many. Few cases have no interval but their list. */
export function SpreadLine({ spread }: { spread: Spread }) {
  const { t } = useTranslation();
  const yen = useShownValue('yen');
  const { n, mean, median, quartiles } = spread;
  const rows = [
    ['mean', mean.value, mean.interval],
    ['median', median.value, median.interval],
  ] as const;
  return (
    <section aria-label={t('kpi.spread.title')}>
      <dl className="kpi-details">
        {rows.map(([name, value, interval]) => (
          <Fragment key={name}>
            <dt>{t(`kpi.spread.${name}`)}</dt>
            <dd>
              {yen(value)}
              {interval && ` (${t('kpi.interval')} ${yen(interval.low)}–${yen(interval.high)})`}
            </dd>
          </Fragment>
        ))}
        {quartiles && (
          <>
            <dt>{t('kpi.spread.quartiles')}</dt>
            <dd>
              {yen(quartiles.low)}–{yen(quartiles.high)}
            </dd>
          </>
        )}
      </dl>
      {!mean.interval && (
        <Text size="xs" c="dimmed" mb="xs">
          {t('kpi.spread.few', { n: count(n) })}
        </Text>
      )}
    </section>
  );
}

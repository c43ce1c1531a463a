import { Button, Collapse, Group, Paper, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { count, percent } from '../parts/format.ts';
import { shownValue, type Kpi, type UnitWord } from './kpi.ts';

/** A question, its number with n, what has clearly changed, and behind 詳細 how sure it is and how it is worked out. */
export function KpiCard({ kpi, open }: { kpi: Kpi; open: () => void }) {
  const { t, i18n } = useTranslation();
  const [showsMore, { toggle }] = useDisclosure();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const { figure } = kpi;
  const word: UnitWord = (unit, n) => t(`kpi.units.${unit}`, { n });
  const value = (told: number | null) => shownValue(told, kpi.unit, word);
  const isWeak = figure.note === 'small' || figure.note === 'immature';
  return (
    <Paper withBorder p="sm" className="kpi-card">
      <Title order={3} fz="sm">
        {kpi.name[language]}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {kpi.question[language]}
      </Text>
      <Group gap="xs" align="baseline">
        <Text span fz={26} fw={650} className="number-link" c={isWeak ? 'dimmed' : undefined}>
          {value(figure.value)}
        </Text>
        {figure.numerator !== null && kpi.unit === 'rate' && (
          <Text span size="sm" c="dimmed">
            {count(figure.numerator)} / {count(figure.denominator)}
          </Text>
        )}
        {figure.note && (
          <Text span size="sm" c="dimmed">
            {t(`kpi.notes.${figure.note}`, { n: count(figure.n) })}
          </Text>
        )}
      </Group>
      {kpi.change && (
        <Text size="sm" mt={4}>
          {kpi.change[language]}
        </Text>
      )}
      <Group gap={4} mt={4} className="no-print">
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={toggle}
          aria-expanded={showsMore}
          aria-label={t('kpi.detailsOf', { name: kpi.name[language] })}
        >
          {t('common.details')}
        </Button>
        {kpi.opens && figure.n > 0 && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={open}
            aria-label={t('kpi.openOf', { name: kpi.name[language] })}
          >
            {t(kpi.opens === 'accounts' ? 'kpi.openAccounts' : 'kpi.openRows')}
          </Button>
        )}
      </Group>
      <Collapse expanded={showsMore}>
        <dl className="kpi-details">
          <dt>{t('kpi.n')}</dt>
          <dd>{t('common.count', { n: count(figure.n) })}</dd>
          {figure.interval && (
            <>
              <dt>{t('waterfall.interval')}</dt>
              <dd>
                {percent(figure.interval.low)}–{percent(figure.interval.high)}
              </dd>
            </>
          )}
          <dt>{t('kpi.previous')}</dt>
          <dd>{value(kpi.previous?.value ?? null)}</dd>
          <dt>{t('kpi.lastYear')}</dt>
          <dd>{value(kpi.lastYear?.value ?? null)}</dd>
          <dt>{t('kpi.formula')}</dt>
          <dd>{kpi.formula[language]}</dd>
        </dl>
      </Collapse>
    </Paper>
  );
}

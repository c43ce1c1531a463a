import { Badge, Group, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day, percent } from '../parts/format.ts';
import { LandingModal, type OpenedLanding } from './LandingModal.tsx';
import { shownValue, type Kpi, type KpiQuery, type UnitWord } from './kpi.ts';

/** Below this many cases the interval of a rate stands beside the number without being asked for; that of money always does. */
const fewCases = 30;

/** The number with its cases and what has to stand beside it; it opens to its rows where there are any. */
export function KpiNumber({ kpi, open }: { kpi: Kpi; open: () => void }) {
  const { t, i18n } = useTranslation();
  const value = useShownValue(kpi.unit);
  const { figure } = kpi;
  const isWeak = figure.note === 'small' || figure.note === 'immature';
  const number = (
    <Text span fz={26} fw={650} className="number-link" c={isWeak ? 'dimmed' : undefined}>
      {value(figure.value)}
    </Text>
  );
  return (
    <>
      <Group gap="xs" align="baseline">
        {kpi.opens && figure.n > 0 && figure.value !== null ? (
          <UnstyledButton
            className="opens"
            onClick={open}
            aria-label={t('kpi.openOf', { name: kpi.name[i18n.language === 'en' ? 'en' : 'ja'] })}
          >
            {number}
          </UnstyledButton>
        ) : (
          number
        )}
        {figure.numerator !== null && kpi.unit === 'rate' && (
          <Text span size="sm" c="dimmed">
            {count(figure.numerator)} / {count(figure.denominator)}
          </Text>
        )}
        {kpi.unit !== 'rate' && kpi.unit !== 'count' && figure.value !== null && (
          <Text span size="sm" c="dimmed">
            n={count(figure.n)}
          </Text>
        )}
        {figure.note && (
          <Text span size="sm" c="dimmed">
            {t(`kpi.notes.${figure.note}`, { n: count(figure.n) })}
          </Text>
        )}
      </Group>
      {figure.interval && (figure.n < fewCases || kpi.unit === 'yen') && (
        <Text size="xs" c="dimmed">
          {t('kpi.interval')} {value(figure.interval.low)}–{value(figure.interval.high)}
        </Text>
      )}
    </>
  );
}

const colours = { green: 'teal', amber: 'yellow', red: 'red', none: 'gray' } as const;

/** The target agreed by both sides, how far it is reached, the pace by business days, and where it lands. */
export function PlanLine({ kpi, query }: { kpi: Kpi; query: KpiQuery }) {
  const { t, i18n } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const value = useShownValue(kpi.unit);
  const { plan } = kpi;
  if (!plan) return null;
  const name = kpi.name[i18n.language === 'en' ? 'en' : 'ja'];
  return (
    <Group gap={6} mt={4} className="plan-line">
      <Text span size="sm">
        {t('kpi.target', { value: value(plan.target) })}
      </Text>
      <Text span size="sm" c="dimmed">
        {t('kpi.achievement', { value: percent(plan.achievement) })}
      </Text>
      <Badge variant="light" color={colours[plan.status]} tt="none" fw={600}>
        {t(`kpi.pace.${plan.status}`)}
      </Badge>
      {plan.landing !== null && plan.elapsedDays < plan.totalDays && kpi.unit !== 'rate' && (
        <Text span size="sm" c="dimmed">
          {t(plan.pipeline ? 'kpi.landingByPace' : 'kpi.landing', {
            value: value(plan.landing),
            share: percent(plan.landingAchievement),
          })}
        </Text>
      )}
      {plan.pipeline && (
        <UnstyledButton
          className="number-link"
          c="teal"
          td="underline"
          fz="sm"
          onClick={() => setIsOpen(true)}
          aria-label={t('landing.openOf', { name })}
        >
          {t('landing.short', {
            value: value(plan.pipeline.figure.value),
            share: percent(plan.pipeline.achievement),
          })}
        </UnstyledButton>
      )}
      {isOpen && (
        <LandingModal
          title={`${name}: ${t('landing.title')}`}
          queryKey={[kpi.code, query]}
          read={() =>
            answer<OpenedLanding>(api.GET('/api/kpis/{code}/landing', { params: { path: { code: kpi.code }, query } }))
          }
          close={() => setIsOpen(false)}
        />
      )}
    </Group>
  );
}

/** Up to which days a running period is compared, for the line that tells of when the numbers are. */
export function SoFar({ kpi }: { kpi: Pick<Kpi, 'soFar'> | undefined }) {
  const { t } = useTranslation();
  if (!kpi?.soFar) return null;
  return <> · {t('kpi.soFar', { previous: day(kpi.soFar.previous), lastYear: day(kpi.soFar.lastYear) })}</>;
}

/** 前の期間 and 前年同期, and what a change of meaning does to the comparison. */
export function EarlierLine({ kpi }: { kpi: Kpi }) {
  const { t, i18n } = useTranslation();
  const value = useShownValue(kpi.unit);
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const isBroken = kpi.markers.some(({ what }) => what !== 'plan');
  return (
    <>
      {(kpi.previous || kpi.lastYear) && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('kpi.previous')} {value(kpi.previous?.value ?? null)} · {t('kpi.lastYear')}{' '}
          {value(kpi.lastYear?.value ?? null)}
          {kpi.lastYear?.value != null && !kpi.caution && isBroken && ` (${t('kpi.notComparable')})`}
        </Text>
      )}
      {kpi.change && (
        <Text size="sm" mt={4}>
          {kpi.change[language]}
        </Text>
      )}
      {kpi.caution && (
        <Text size="xs" mt={4} className="caution">
          {kpi.caution[language]}
        </Text>
      )}
    </>
  );
}

/** Writes a value of a unit in the words of the screen. */
export function useShownValue(unit: Kpi['unit']): (value: number | null) => string {
  const { t } = useTranslation();
  const word: UnitWord = (of, n) => t(`kpi.units.${of}`, { n });
  return (value) => shownValue(value, unit, word);
}

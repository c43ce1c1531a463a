import type { Language } from '#core/words.ts';
import { Alert, List, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, listed, percent } from '../parts/format.ts';
import { ignoreBaselines } from '#core/demand/tally.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { LeadRows } from '../waterfall/LeadRows.tsx';
import type { Opened } from '../waterfall/leads.ts';
import { CountTable } from './CountTable.tsx';
import { RateCard } from './RateCard.tsx';
import { SidePicker } from './SidePicker.tsx';
import { sideName, type Compared, type Comparison, type ComparisonQuery, type Kind } from './sides.ts';

/** 前後比較: what changed between two groups of hand-overs, and what cannot be said. */
export function ComparisonPage() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [kind, setKind] = useState<Kind>();
  const [query, setQuery] = useState<ComparisonQuery>({ between: 'periods', scope: 'all', denominator: 'mql' });
  const [opened, setOpened] = useState<Opened>();
  const compared = useQuery({
    queryKey: ['comparison', query],
    queryFn: () => answer<Comparison>(api.GET('/api/comparison', { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const ignored = useQuery({
    queryKey: ['comparison-ignored', query],
    queryFn: () => answer<{ comparison: Compared }>(api.GET('/api/comparison/ignored', { params: { query } })),
    placeholderData: keepPreviousData,
  }).data?.comparison;
  return (
    <>
      <PageHeader title={t('comparison.title')} lead={t('comparison.lead')} actions={<PrintButton />} />
      <Loaded query={compared}>
        {(data) => {
          const names = [
            sideName(data.before, data.startMonth, language),
            sideName(data.after, data.startMonth, language),
          ] as const;
          return (
            <>
              <SidePicker
                kind={kind ?? data.chosen?.kind ?? 'half'}
                setKind={setKind}
                query={query}
                setQuery={setQuery}
                data={data}
              />
              <Because data={data} language={language} />
              {data.before.counts.mql + data.after.counts.mql === 0 ? (
                <Empty>{t('waterfall.empty')}</Empty>
              ) : (
                <>
                  <Text className="print-only" size="sm" mb="xs">
                    {data.between === 'periods'
                      ? names.join(' → ')
                      : `${sideName({ from: data.after.from, to: data.after.to }, data.startMonth, language)}: ${names.join(' / ')}`}
                    {data.between !== 'scope' && ` · ${t(`waterfall.scopes.${query.scope}`)}`}
                  </Text>
                  <Cautions data={data} names={names} />
                  {data.rates.map(({ kind: rate, comparison, period }) => (
                    <RateCard
                      key={rate}
                      title={t(`comparison.rates.${rate === 'deal' ? `deal_${data.denominator}` : rate}`)}
                      names={names}
                      compared={comparison}
                      period={period}
                    />
                  ))}
                  {ignored && <Ignored compared={ignored} names={names} />}
                  <Text size="sm" c="dimmed" mb="md">
                    {t(
                      data.between === 'periods'
                        ? 'comparison.caveat'
                        : `comparison.groupCaveats.${data.between === 'scope' ? 'scope' : 'group'}`,
                    )}
                  </Text>
                  <CountTable
                    data={data}
                    names={names}
                    ignored={ignored && [ignored.before, ignored.after]}
                    open={setOpened}
                  />
                </>
              )}
            </>
          );
        }}
      </Loaded>
      {opened && <LeadRows opened={opened} close={() => setOpened(undefined)} />}
    </>
  );
}

/** Why these periods stand there, until the reader chooses others. */
function Because({ data, language }: { data: Comparison; language: Language }) {
  const { chosen, between, after, before, startMonth } = data;
  const { t } = useTranslation();
  if (!chosen) return null;
  const kind = t(`comparison.kinds.${chosen.kind}`);
  return (
    <Text size="sm" c="dimmed" mb="md" className="no-print">
      {between === 'periods'
        ? t(`comparison.because.${chosen.because}`, {
            kind,
            before: sideName({ from: before.from, to: before.to }, startMonth, language),
          })
        : t(`comparison.becauseOne.${chosen.because === 'year_before' ? 'before' : chosen.because}`, {
            kind,
            period: sideName({ from: after.from, to: after.to }, startMonth, language),
          })}
    </Text>
  );
}

function Ignored({ compared, names }: { compared: Compared; names: readonly [string, string] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  if (compared.before.note === 'unmeasured' && compared.after.note === 'unmeasured')
    return (
      <Alert color="gray" mb="md" title={t('comparison.rates.ignored')}>
        {t('comparison.ignoredUnknown')}
      </Alert>
    );
  return (
    <RateCard
      title={t('comparison.rates.ignored')}
      names={names}
      compared={compared}
      references={ignoreBaselines.map(({ value }) => value)}
      note={
        <Text size="xs" c="dimmed">
          {t('comparison.ignoredNote')}{' '}
          {t('comparison.references', {
            list: listed(ignoreBaselines.map((one) => `${one[language]} ${percent(one.value)}`)),
          })}
        </Text>
      }
    />
  );
}

/** Below this a rate may be far from what a longer look would show. */
const fewLeads = 30;

/** What a reader should know before believing the difference. */
function Cautions({ data, names }: { data: Comparison; names: readonly [string, string] }) {
  const { t } = useTranslation();
  const sides = [data.before, data.after];
  const told = sides.flatMap(({ counts, isMature, observedDays }, index) => [
    ...(counts.mql > 0 && counts.mql < fewLeads
      ? [t('comparison.few', { name: names[index], n: count(counts.mql) })]
      : []),
    ...(isMature || counts.mql === 0 ? [] : [t('comparison.immature', { name: names[index], n: count(observedDays) })]),
  ]);
  if (told.length === 0) return null;
  return (
    <Alert color="orange" mb="md" title={t('comparison.cautions')}>
      <List size="sm">
        {told.map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
    </Alert>
  );
}

import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { scopes } from '../waterfall/leads.ts';
import { kinds, latestPair, periodsOf, type Comparison, type ComparisonQuery, type Kind } from './sides.ts';

/** What is compared: two periods of one kind, or any months, and whom. */
export function SidePicker({
  kind,
  setKind,
  query,
  setQuery,
  data,
}: {
  kind: Kind;
  setKind: (kind: Kind) => void;
  query: ComparisonQuery;
  setQuery: (query: ComparisonQuery) => void;
  data: Comparison;
}) {
  const { t, i18n } = useTranslation();
  const periods = kind === 'free' ? [] : periodsOf(kind, data.handovers);
  const change = (next: Kind) => {
    setKind(next);
    if (next !== 'free') setQuery({ ...query, ...latestPair(next, data.handovers.last) });
  };
  const choose = (side: 'before' | 'after', from: string | null) => {
    const period = periods.find((one) => one.from === from);
    if (!period) return;
    const last = new Date(Date.parse(period.to) - 86_400_000).toISOString().slice(0, 7);
    setQuery({ ...query, [`${side}From`]: period.from.slice(0, 7), [`${side}To`]: last });
  };
  return (
    <Group mb="md" align="flex-end" gap="sm" className="no-print">
      <Select
        label={t('comparison.kind')}
        w={130}
        allowDeselect={false}
        value={kind}
        data={[...kinds, 'free' as const].map((value) => ({ value, label: t(`comparison.kinds.${value}`) }))}
        onChange={(value) => change(value as Kind)}
      />
      {(['before', 'after'] as const).map((side) =>
        kind === 'free' ? (
          <Group key={side} gap={4} align="flex-end">
            {(['From', 'To'] as const).map((end) => (
              <TextInput
                key={end}
                type="month"
                label={`${t(`comparison.${side}`)} ${t(end === 'From' ? 'waterfall.from' : 'waterfall.to')}`}
                value={query[`${side}${end}`] ?? data[side].from.slice(0, 7)}
                onChange={(event) => setQuery({ ...query, [`${side}${end}`]: event.currentTarget.value || undefined })}
              />
            ))}
          </Group>
        ) : (
          <Select
            key={side}
            label={t(`comparison.${side}`)}
            w={180}
            allowDeselect={false}
            value={data[side].from}
            data={periods.map(({ from, label }) => ({
              value: from,
              label: label[i18n.language === 'en' ? 'en' : 'ja'],
            }))}
            onChange={(from) => choose(side, from)}
          />
        ),
      )}
      <SegmentedControl
        aria-label={t('waterfall.scope')}
        value={query.scope}
        onChange={(scope) => setQuery({ ...query, scope: scope as 'all' })}
        data={scopes.map((value) => ({ value, label: t(`waterfall.scopes.${value}`) }))}
      />
      <SegmentedControl
        aria-label={t('comparison.denominator')}
        value={query.denominator}
        onChange={(denominator) => setQuery({ ...query, denominator: denominator as 'mql' })}
        data={(['mql', 'sal'] as const).map((value) => ({ value, label: t(`comparison.denominators.${value}`) }))}
      />
    </Group>
  );
}

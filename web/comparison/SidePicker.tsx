import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { lastMonth, scopes } from '../waterfall/leads.ts';
import {
  kinds,
  periodsOf,
  startAgain,
  subjects,
  type Comparison,
  type ComparisonQuery,
  type Kind,
  type Subject,
} from './sides.ts';

type Picked = {
  readonly kind: Kind;
  readonly setKind: (kind: Kind) => void;
  readonly query: ComparisonQuery;
  readonly setQuery: (query: ComparisonQuery) => void;
  readonly data: Comparison;
};

/** What is compared: two periods of one kind, or any months, or two groups of one period; and whom. */
export function SidePicker(picked: Picked) {
  const { t } = useTranslation();
  const { kind, setKind, query, setQuery, data } = picked;
  const { between } = query;
  const isGrouped = between !== 'periods' && between !== 'scope';
  return (
    <Group mb="xs" align="flex-end" gap="sm" className="no-print">
      <Select
        label={t('comparison.between')}
        w={200}
        allowDeselect={false}
        value={between}
        data={subjects.map((value) => ({ value, label: t(`comparison.subjects.${value}`) }))}
        onChange={(value) => setQuery(startAgain(query, value as Subject, kind))}
      />
      <Select
        label={t('comparison.kind')}
        w={130}
        allowDeselect={false}
        value={kind}
        data={[...kinds, 'free' as const].map((value) => ({ value, label: t(`comparison.kinds.${value}`) }))}
        onChange={(value) => {
          setKind(value as Kind);
          if (value !== 'free') setQuery(startAgain(query, between, value as Kind));
        }}
      />
      {between === 'periods' ? (
        (['before', 'after'] as const).map((side) => (
          <PeriodField key={side} {...picked} side={side} label={t(`comparison.${side}`)} />
        ))
      ) : (
        <PeriodField {...picked} side="after" label={t('comparison.period')} />
      )}
      {isGrouped &&
        (['before', 'after'] as const).map((side) => (
          <Select
            key={side}
            label={t(side === 'before' ? 'comparison.baseGroup' : 'comparison.group')}
            w={220}
            searchable
            allowDeselect={false}
            value={data[side].key}
            data={data.groups.map(({ key, name, mql }) => ({
              value: key,
              label: `${key === '' ? t(`waterfall.withoutGroup.${between}`) : name} (${count(mql)})`,
            }))}
            onChange={(key) => setQuery({ ...query, ...keysOf(data), [`${side}Key`]: key ?? undefined })}
          />
        ))}
      {between !== 'scope' && (
        <SegmentedControl
          aria-label={t('waterfall.scope')}
          value={query.scope}
          onChange={(scope) => setQuery({ ...query, scope: scope as 'all' })}
          data={scopes.map((value) => ({ value, label: t(`waterfall.scopes.${value}`) }))}
        />
      )}
      <SegmentedControl
        aria-label={t('comparison.denominator')}
        value={query.denominator}
        onChange={(denominator) => setQuery({ ...query, denominator: denominator as 'mql' })}
        data={(['mql', 'sal'] as const).map((value) => ({ value, label: t(`comparison.denominators.${value}`) }))}
      />
    </Group>
  );
}

/** The groups that stand there: who changes one keeps the other. */
const keysOf = ({ before, after }: Comparison) => ({
  beforeKey: before.key ?? undefined,
  afterKey: after.key ?? undefined,
});

function PeriodField({
  kind,
  query,
  setQuery,
  data,
  side,
  label,
}: Picked & { side: 'before' | 'after'; label: string }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  if (kind === 'free')
    return (
      <Group gap={4} align="flex-end">
        {(['From', 'To'] as const).map((end) => (
          <TextInput
            key={end}
            type="month"
            label={`${label} ${t(end === 'From' ? 'waterfall.from' : 'waterfall.to')}`}
            value={query[`${side}${end}`] ?? monthsOfOne(data[side])[end]}
            onChange={(event) =>
              setQuery({ ...query, ...monthsOf(data), [`${side}${end}`]: event.currentTarget.value || undefined })
            }
          />
        ))}
      </Group>
    );
  const periods = periodsOf(kind, data);
  const choose = (from: string | null) => {
    const period = periods.find((one) => one.from === from);
    if (!period) return;
    const { From, To } = monthsOfOne(period);
    setQuery({ ...query, ...monthsOf(data), [`${side}From`]: From, [`${side}To`]: To });
  };
  return (
    <Select
      label={label}
      w={180}
      allowDeselect={false}
      value={data[side].from}
      data={periods.map((period) => ({ value: period.from, label: period.label[language] }))}
      onChange={choose}
    />
  );
}

/** First and last month of a period that ends before a first day. */
function monthsOfOne({ from, to }: { from: string; to: string }) {
  return { From: from.slice(0, 7), To: lastMonth(to) };
}

/** The periods that stand there: who changes one keeps the other. */
function monthsOf({ between, before, after }: Comparison) {
  const [first, second] = [monthsOfOne(before), monthsOfOne(after)];
  return {
    ...(between === 'periods' ? { beforeFrom: first.From, beforeTo: first.To } : {}),
    afterFrom: second.From,
    afterTo: second.To,
  };
}

import { ActionIcon, Group, Select, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { periodKinds, type Board, type KpiQuery } from './kpi.ts';

/** Month, quarter, half or fiscal year, and one step back or forward from the one shown. */
export function PeriodChooser({
  board,
  query,
  choose,
}: {
  board: Board;
  query: KpiQuery;
  choose: (query: KpiQuery) => void;
}) {
  const { t, i18n } = useTranslation();
  const { from, to, label } = board.period;
  const step = (at: string) => choose({ ...query, at });
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={t('kpi.period')}
        w={120}
        allowDeselect={false}
        value={query.period}
        onChange={(period) => choose({ ...query, period: period as KpiQuery['period'], at: query.at ?? from })}
        data={periodKinds.map((value) => ({ value, label: t(`kpi.periods.${value}`) }))}
      />
      <ActionIcon variant="default" size="lg" aria-label={t('kpi.earlier')} onClick={() => step(dayBefore(from))}>
        ‹
      </ActionIcon>
      <Text fw={600} ta="center" miw={110} aria-live="polite">
        {label[i18n.language === 'en' ? 'en' : 'ja']}
      </Text>
      <ActionIcon variant="default" size="lg" aria-label={t('kpi.later')} onClick={() => step(to)}>
        ›
      </ActionIcon>
    </Group>
  );
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}

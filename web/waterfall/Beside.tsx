import { Anchor, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { LeadQuery, Opened, OpenedDeals, Waterfall } from './leads.ts';

/** What stands beside the cohorts: leads with something inferred, and the deals that sales made without a lead. */
export function Beside({
  data: { total, salesMade },
  query,
  open,
  openDeals,
}: {
  data: Waterfall;
  query: LeadQuery;
  open: (opened: Opened) => void;
  openDeals: (opened: OpenedDeals) => void;
}) {
  const { t } = useTranslation();
  const deals = (kind: 'sales_made' | 'sales_made_won', value: number) => (
    <NumberLink
      value={value}
      label={t(`waterfall.beside.${kind}`)}
      open={() => openDeals({ title: t(`waterfall.beside.${kind}`), query: { ...query, kind } })}
    />
  );
  return (
    <Group gap="md" my="sm" style={{ rowGap: 2 }}>
      {total.inferred > 0 && (
        <Text size="sm" c="dimmed">
          {t('waterfall.beside.inferred')}{' '}
          <NumberLink
            value={total.inferred}
            label={t('waterfall.beside.inferred')}
            open={() => open({ title: t('waterfall.beside.inferred'), query: { ...query, stage: 'inferred' } })}
          />
        </Text>
      )}
      {salesMade && salesMade.deals + salesMade.won > 0 && (
        <Text size="sm" c="dimmed">
          {t('waterfall.beside.sales_made')} {deals('sales_made', salesMade.deals)} ·{' '}
          {t('waterfall.beside.sales_made_won')} {deals('sales_made_won', salesMade.won)}
        </Text>
      )}
      <Anchor component={Link} to="/settings" underline="always" size="sm" className="no-print">
        {t('waterfall.stageTable')}
      </Anchor>
    </Group>
  );
}

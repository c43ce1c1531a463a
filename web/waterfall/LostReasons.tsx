import { Group, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { thousandYen } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import type { LeadQuery, OpenedDeals, Value } from './leads.ts';

/** Why deals of these leads were lost, each reason opening to its deals. */
export function LostReasons({
  reasons,
  query,
  openDeals,
}: {
  reasons: Value['lostReasons'];
  query: LeadQuery;
  openDeals: (opened: OpenedDeals) => void;
}) {
  const { t } = useTranslation();
  if (reasons.length === 0) return null;
  return (
    <>
      <Title order={3} mt="md" mb={4}>
        {t('waterfall.lostReasons')}
      </Title>
      <Group gap="md" fz="sm" style={{ rowGap: 2 }}>
        {reasons.map(({ reason, deals, yen }) => {
          const name = t(`demand.lostReasons.${reason}`);
          const title = `${t('waterfall.lostReasons')}: ${name}`;
          return (
            <span key={reason}>
              {name}{' '}
              <NumberLink
                value={deals}
                label={title}
                open={() => openDeals({ title, query: { ...query, kind: 'lost', lostReason: reason } })}
              />
              {yen > 0 && ` (${t('waterfall.thousandYen', { yen: thousandYen(yen) })})`}
            </span>
          );
        })}
      </Group>
    </>
  );
}

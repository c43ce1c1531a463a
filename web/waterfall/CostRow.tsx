import { SimpleGrid, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import type { LeadQuery, Waterfall } from './leads.ts';

type Cost = paths['/api/waterfall/cost']['get']['responses'][200]['content']['application/json'];
const stages = ['lead', 'mql', 'sal', 'sql', 'deal', 'won'] as const;

/** What one lead, MQL, SAL … of the period cost: making leads costs most, so the next stages show what is lost with them. */
export function CostRow({ data, query }: { data: Waterfall; query: LeadQuery }) {
  const { t } = useTranslation();
  const cost = useQuery({
    queryKey: ['waterfall-cost', query],
    queryFn: () => answer<Cost>(api.GET('/api/waterfall/cost', { params: { query } })),
  }).data;
  if (!cost) return null;
  const { acquired, priced, costYen } = cost;
  return (
    <>
      <Title order={3} mt="md" mb={4}>
        {t('waterfall.cost')}
      </Title>
      {priced === 0 ? (
        <Text size="sm" c="dimmed">
          {t('waterfall.costUnmeasured')}
        </Text>
      ) : (
        <>
          <SimpleGrid component="ul" cols={{ base: 3, xs: 6 }} spacing="sm" p={0} m={0} style={{ listStyle: 'none' }}>
            {stages.map((stage) => {
              const n = stage === 'lead' ? priced : data.period[stage];
              return (
                <li key={stage}>
                  <Text size="xs" c="dimmed">
                    {stage === 'lead' ? t('waterfall.stages.lead') : t(`waterfall.short.${stage}`)}
                  </Text>
                  <Text fw={650} className="number-link">
                    {n === 0 ? '—' : t('waterfall.yen', { n: count(Math.round(costYen / n)) })}
                  </Text>
                </li>
              );
            })}
          </SimpleGrid>
          <Text size="xs" c="dimmed" mt={4}>
            {t('waterfall.costNote', { yen: count(costYen), priced: count(priced), n: count(acquired) })}
          </Text>
        </>
      )}
    </>
  );
}

import { Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { RateText } from '../parts/FigureText.tsx';
import type { Cohort, LeadQuery, Opened, Waterfall } from './leads.ts';

const stages = ['mql', 'sal', 'sql', 'deal', 'won', 'rejected', 'lapsed', 'waiting'] as const;

/** Leads by the month they were handed over: how many came to each stage, and the share of them. */
export function CohortTable({
  data,
  query,
  showsIntervals,
  open,
}: {
  data: Waterfall;
  query: LeadQuery;
  showsIntervals: boolean;
  open: (opened: Opened) => void;
}) {
  const { t } = useTranslation();
  const line = (cohort: Cohort, label: string, months: LeadQuery) => (
    <Table.Tr key={cohort.cohort}>
      <Table.Th scope="row">
        {label}{' '}
        {!cohort.isMature && cohort.cohort !== 'total' && (
          <Badge variant="light" size="sm" color="orange" tt="none" fw={500}>
            {t('measure.notes.immature')}
          </Badge>
        )}
      </Table.Th>
      <Table.Td className="number">
        {cohort.cohort !== 'total' && t('measure.days', { n: count(cohort.observedDays) })}
      </Table.Td>
      {stages.map((stage) => {
        const title = `${label} ${t(`waterfall.stages.${stage}`)}`;
        return (
          <Table.Td key={stage} className="number">
            <NumberLink
              value={cohort[stage]}
              label={title}
              open={() => open({ title, query: { ...query, ...months, stage } })}
            />
          </Table.Td>
        );
      })}
      {[cohort.salRate, cohort.registrationRate].map((figure, index) => (
        <Table.Td key={index === 0 ? 'sal' : 'deal'} className="number">
          <RateText figure={figure} showsInterval={showsIntervals} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.cohorts')}>
      <Table className="mori-table" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('waterfall.cohort')}</Table.Th>
            <Table.Th className="number" title={t('waterfall.observedNote')}>
              {t('waterfall.observed')}
            </Table.Th>
            {stages.map((stage) => (
              <Table.Th key={stage} className="number" title={t(`waterfall.stages.${stage}`)}>
                {t(`waterfall.short.${stage}`)}
              </Table.Th>
            ))}
            <Table.Th className="number">{t('waterfall.salRate')}</Table.Th>
            <Table.Th className="number">{t('waterfall.registrationRate')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.cohorts.map((cohort) =>
            line(cohort, cohort.cohort.replace('-', '/'), { ...query, from: cohort.cohort, to: cohort.cohort }),
          )}
        </Table.Tbody>
        <Table.Tfoot>{line(data.total, t('waterfall.total'), query)}</Table.Tfoot>
      </Table>
    </div>
  );
}

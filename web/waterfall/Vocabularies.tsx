import { Accordion, SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import type { LeadQuery, Opened, OpenedAccounts, OpenedDeals, RowKind, Vocabulary } from './leads.ts';

type Stage = Vocabulary['stages'][number];
type Column = 'total' | 'prospect' | 'existing';
type Props = {
  query: LeadQuery;
  open: (opened: Opened) => void;
  openDeals: (opened: OpenedDeals) => void;
  openAccounts: (opened: OpenedAccounts) => void;
};
const keys = ['original', 'rearchitected', 'demand_unit', 'revenue'] as const;

/** 詳細設定: the same records in the words of the four other waterfalls, and what each word counts here. */
export function Vocabularies(props: Props) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Accordion
      variant="contained"
      mb="md"
      className="no-print"
      order={2}
      onChange={(value) => setIsOpen(value !== null)}
    >
      <Accordion.Item value="vocabularies">
        <Accordion.Control>
          {t('common.advanced')}: {t('waterfall.vocabularies')}
        </Accordion.Control>
        <Accordion.Panel>{isOpen && <VocabularyTable {...props} />}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function VocabularyTable({ query, open, openDeals, openAccounts }: Props) {
  const { t } = useTranslation();
  const [picked, setPicked] = useState<(typeof keys)[number]>();
  const settings = useQuery({
    queryKey: ['handover-settings'],
    queryFn: () => answer<{ settings: { vocabulary: (typeof keys)[number] } }>(api.GET('/api/handover-settings')),
  });
  const chosen = picked ?? settings.data?.settings.vocabulary ?? 'original';
  const vocabulary = useQuery({
    queryKey: ['waterfall-vocabulary', query, chosen],
    queryFn: () =>
      answer<Vocabulary>(api.GET('/api/waterfall/vocabulary', { params: { query: { ...query, version: chosen } } })),
  });
  return (
    <>
      <SegmentedControl
        mb="xs"
        aria-label={t('waterfall.vocabularies')}
        value={chosen}
        onChange={(value) => setPicked(value as (typeof keys)[number])}
        data={keys.map((value) => ({ value, label: t(`waterfall.vocabularyNames.${value}`) }))}
      />
      <Text size="sm" c="dimmed" mb="xs">
        {t(`waterfall.vocabularyNotes.${chosen}`)}
      </Text>
      <Loaded query={vocabulary}>
        {({ unit, stages }) => {
          const columns = unit === 'lead' ? (['total'] as const) : (['total', 'prospect', 'existing'] as const);
          return (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('waterfall.vocabularies')}>
              <Table className="mori-table">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('waterfall.theirStage')}</Table.Th>
                    <Table.Th>{t('waterfall.ourStage')}</Table.Th>
                    {columns.map((column) => (
                      <Table.Th key={column} className="number">
                        {t(`waterfall.vocabularyColumns.${unit}_${column}`)}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {stages.map((stage) => (
                    <Table.Tr key={stage.name}>
                      <Table.Th scope="row">{stage.name}</Table.Th>
                      <Table.Td>{meaningOf(stage)}</Table.Td>
                      {columns.map((column) => (
                        <Table.Td key={column} className="number">
                          {stage[column] === null ? (
                            '—'
                          ) : (
                            <NumberLink
                              value={stage[column]}
                              label={`${stage.name}${column === 'total' ? '' : ` ${t(`waterfall.vocabularyColumns.account_${column}`)}`}`}
                              open={() => openRows(unit, stage, column)}
                            />
                          )}
                        </Table.Td>
                      ))}
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          );
        }}
      </Loaded>
    </>
  );

  function openRows(unit: Vocabulary['unit'], { name: title, counts }: Stage, column: Column) {
    if (unit === 'account')
      return openAccounts({
        title,
        query: {
          ...query,
          stage: counts as OpenedAccounts['query']['stage'],
          ...(column === 'total' ? {} : { class: column }),
        },
      });
    if (counts === 'sales_made') return openDeals({ title, query: { ...query, kind: 'sales_made' } });
    return open({ title, query: { ...query, stage: counts as RowKind } });
  }

  function meaningOf({ counts, needs }: Stage): string {
    if (needs) return t(`waterfall.needs.${needs}`);
    return counts === 'target' || counts === 'sales_made'
      ? t(`waterfall.counts.${counts}`)
      : t(`waterfall.stages.${counts}`);
  }
}

import { Accordion, SegmentedControl, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { Loaded } from '../parts/States.tsx';
import type { LeadQuery, Opened, RowKind, Vocabulary } from './leads.ts';

type Stage = Vocabulary['stages'][number];
const opening = ['lead', 'mql', 'sal', 'sql', 'deal', 'won'];
const keys = ['original', 'rearchitected', 'demand_unit', 'revenue'] as const;

/** 詳細設定: the same records in the words of the four other waterfalls, and what each word counts here. */
export function Vocabularies({ query, open }: { query: LeadQuery; open: (opened: Opened) => void }) {
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
        <Accordion.Panel>{isOpen && <VocabularyTable query={query} open={open} />}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

function VocabularyTable({ query, open }: { query: LeadQuery; open: (opened: Opened) => void }) {
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
                          {column === 'total' && stage.total !== null && opening.includes(stage.counts ?? '') ? (
                            <NumberLink
                              value={stage.total}
                              label={stage.name}
                              open={() =>
                                open({ title: stage.name, query: { ...query, stage: stage.counts as RowKind } })
                              }
                            />
                          ) : (
                            count(stage[column])
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

  function meaningOf({ counts, needs }: Stage): string {
    if (needs) return t(`waterfall.needs.${needs}`);
    return counts === 'target' || counts === 'sales_made'
      ? t(`waterfall.counts.${counts}`)
      : t(`waterfall.stages.${counts}`);
  }
}

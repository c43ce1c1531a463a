import { Tabs } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { SavedViews } from '../lists/SavedViews.tsx';
import { SheetExchange } from '../lists/SheetExchange.tsx';
import { useList } from '../lists/list.ts';
import { usePaper, type Place } from '../lists/paper.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { usePart } from '../parts/part.ts';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { statuses, targetList } from './columns.tsx';
import { ProposalList } from './ProposalList.tsx';
import { TargetList } from './TargetList.tsx';

export type Targets = {
  rows: TargetRow[];
  total: number;
  lineIds: number[];
  counts: Record<string, number>;
  side: 'marketing' | 'sales' | null;
  mayApprove: boolean;
};

/** The one-tap filter that a link asks for. */
function quickOfLink(): string[] {
  const asked = new URLSearchParams(location.search).get('quick');
  return [...statuses, ...targetList.quick].filter((name) => name === asked);
}

/** The agreed list, and beside it what Mori proposes from own history. */
export function TargetPage() {
  const { t } = useTranslation();
  const mayExport = useRight('export');
  const [part, show] = usePart('list');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const list = useList(targetList, () => setChosen(new Set()), quickOfLink());
  const { sort, ...query } = list.query;
  const read = (place?: Place) =>
    answer<Targets>(api.GET('/api/targets', { params: { query: { ...query, ...place, sort: sort as 'list' } } }));
  const targets = useQuery({
    queryKey: ['targets', list.query],
    placeholderData: keepPreviousData,
    queryFn: () => read(),
  });
  const paper = usePaper(read);
  return (
    <>
      <PageHeader
        title={t('targets.title')}
        lead={t('targets.lead')}
        actions={
          <>
            <SavedViews list={list} />
            {mayExport && <SheetExchange noun="targets" query={list.scope} side={targets.data?.side} />}
            <PrintButton print={paper.print} isPreparing={paper.isPreparing} />
          </>
        }
      />
      <Tabs value={part} onChange={(value) => show(value ?? 'list')} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t('targets.list')}</Tabs.Tab>
          <Tabs.Tab value="proposals">{t('targets.proposals')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <Loaded query={targets}>
            {(data) => (
              <TargetList data={data} list={list} onPaper={paper.rows} chosen={chosen} setChosen={setChosen} />
            )}
          </Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="proposals">
          <ProposalList />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

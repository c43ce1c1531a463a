import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { SheetExchange } from '../lists/SheetExchange.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { ProposalList } from './ProposalList.tsx';
import { TargetList } from './TargetList.tsx';

export type Targets = {
  rows: TargetRow[];
  counts: Record<string, number>;
  side: 'marketing' | 'sales' | null;
  mayApprove: boolean;
};

/** The agreed list, and beside it what Mori proposes from own history. */
export function TargetPage() {
  const { t } = useTranslation();
  const mayExport = useRight('export');
  const targets = useQuery({ queryKey: ['targets'], queryFn: () => answer<Targets>(api.GET('/api/targets')) });
  return (
    <>
      <PageHeader
        title={t('targets.title')}
        lead={t('targets.lead')}
        actions={
          <>
            {mayExport && <SheetExchange noun="targets" side={targets.data?.side} />}
            <PrintButton />
          </>
        }
      />
      <Tabs defaultValue="list" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t('targets.list')}</Tabs.Tab>
          <Tabs.Tab value="proposals">{t('targets.proposals')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <Loaded query={targets}>{(data) => <TargetList data={data} />}</Loaded>
        </Tabs.Panel>
        <Tabs.Panel value="proposals">
          <ProposalList />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

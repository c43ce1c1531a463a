import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { sayDone } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { FairnessReport } from './FairnessReport.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import type { Plan, Routing } from './routing.ts';
import { VersionHistory } from './VersionHistory.tsx';

/** Who receives leads: the rules in order, how evenly they share, and every version of them. */
export function RoutingPage() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<string | null>('rules');
  const [loaded, setLoaded] = useState<Plan>();
  const routing = useQuery({ queryKey: ['routing'], queryFn: () => answer<Routing>(api.GET('/api/routing')) });
  const load = (plan: Plan) => {
    setLoaded(plan);
    setTab('rules');
    sayDone(t('routing.loaded'));
  };
  return (
    <>
      <PageHeader title={t('routing.title')} lead={t('routing.lead')} />
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List mb="md">
          {(['rules', 'fairness', 'versions'] as const).map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`routing.tabs.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Loaded query={routing}>
          {(data) => (
            <>
              <Tabs.Panel value="rules">
                <RuleEditor
                  key={`${data.version} ${JSON.stringify(loaded)}`}
                  routing={data}
                  start={loaded ?? data.plan}
                  onSettled={() => setLoaded(undefined)}
                />
              </Tabs.Panel>
              <Tabs.Panel value="fairness">
                <FairnessReport />
              </Tabs.Panel>
              <Tabs.Panel value="versions">
                <VersionHistory routing={data} onLoad={load} />
              </Tabs.Panel>
            </>
          )}
        </Loaded>
      </Tabs>
    </>
  );
}

import { Tabs } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { ReplayedLeads } from './ReplayedLeads.tsx';
import { ReplayResult } from './ReplayResult.tsx';
import { RoutingReplay } from './RoutingReplay.tsx';
import { RuleForm } from './RuleForm.tsx';
import { InputLeads } from './InputLeads.tsx';
import { lastYear, type InputRowsRequest, type Policy, type Replay, type Request, type Start } from './replay.ts';

/** 過去での試算: another rule on own history, against what happened and against no rule at all. */
export function ReplayPage() {
  const { t } = useTranslation();
  const start = useQuery({
    queryKey: ['replay', 'start'],
    queryFn: () => answer<Start>(api.GET('/api/replay/start')),
  });
  return (
    <>
      <PageHeader title={t('replay.title')} lead={t('replay.lead')} actions={<PrintButton />} />
      <Loaded query={start}>
        {(data) =>
          data.lastKnownDay === null ? (
            <Empty>{t('replay.empty')}</Empty>
          ) : (
            <Tabs defaultValue="qualification" keepMounted={false}>
              <Tabs.List mb="md">
                <Tabs.Tab value="qualification">{t('replay.tabs.qualification')}</Tabs.Tab>
                <Tabs.Tab value="routing">{t('replay.tabs.routing')}</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="qualification">
                <Trial start={data} lastKnownDay={data.lastKnownDay} />
              </Tabs.Panel>
              <Tabs.Panel value="routing">
                <RoutingReplay />
              </Tabs.Panel>
            </Tabs>
          )
        }
      </Loaded>
    </>
  );
}

function Trial({ start, lastKnownDay }: { start: Start; lastKnownDay: string }) {
  const [request, setRequest] = useState<Request>({ rule: start.rule, ...lastYear(lastKnownDay), horizonDays: 90 });
  const [shown, setShown] = useState<Request>();
  const [opened, setOpened] = useState<Policy>();
  const [asked, setAsked] = useState<InputRowsRequest>();
  const replay = useMutation({
    mutationFn: (body: Request) => answer<Replay>(api.POST('/api/replay', { body })),
    onSuccess: (_, body) => setShown(body),
    onError: sayFailed,
  });
  return (
    <>
      <RuleForm
        start={start}
        request={request}
        isBusy={replay.isPending}
        onChange={setRequest}
        onRun={() => replay.mutate(request)}
      />
      {replay.data && shown && (
        <ReplayResult
          data={replay.data}
          horizonDays={shown.horizonDays ?? 90}
          open={setOpened}
          openInput={(input, state) => setAsked({ from: shown.from, to: shown.to, input, state })}
        />
      )}
      {opened && shown && <ReplayedLeads request={shown} policy={opened} close={() => setOpened(undefined)} />}
      {asked && <InputLeads request={asked} close={() => setAsked(undefined)} />}
    </>
  );
}

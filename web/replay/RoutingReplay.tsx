import { Alert, Button, Group, Paper, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { MonthSpan } from '../parts/MonthSpan.tsx';
import { sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import type { Plan, Routing } from '../routing/routing.ts';
import { lastYear, type Start } from './replay.ts';
import type { RoutingReplay as Replay, RoutingRequest } from './routing-replay.ts';
import { RoutingReplayResult } from './RoutingReplayResult.tsx';

/** Another version of the routing rules, or the one being edited, over the hand-overs of the past. */
export function RoutingReplay({ draft }: { draft?: Plan }) {
  const start = useQuery({
    queryKey: ['replay', 'start'],
    queryFn: () => answer<Start>(api.GET('/api/replay/start')),
  });
  const routing = useQuery({ queryKey: ['routing'], queryFn: () => answer<Routing>(api.GET('/api/routing')) });
  return (
    <Loaded query={start}>
      {({ lastKnownDay }) => (
        <Loaded query={routing}>
          {(data) => <Trial routing={data} draft={draft ?? null} until={lastKnownDay ?? new Date().toISOString()} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Trial({ routing, draft, until }: { routing: Routing; draft: Plan | null; until: string }) {
  const { t } = useTranslation();
  const [span, setSpan] = useState(lastYear(until));
  const [chosen, setChosen] = useState(draft ? 'draft' : 'today');
  const [shown, setShown] = useState<RoutingRequest>();
  const plans = new Map<string, Plan | null>([
    ...(draft ? [['draft', draft] as const] : []),
    ['today', null],
    ...routing.versions.slice(1).map((one) => [String(one.versionId), one.plan] as const),
  ]);
  const replay = useMutation({
    mutationFn: (body: RoutingRequest) => answer<Replay>(api.POST('/api/replay/routing', { body })),
    onSuccess: (_, body) => setShown(body),
    onError: sayFailed,
  });
  return (
    <Stack>
      <Paper withBorder p="md">
        <Group align="flex-end">
          <Select
            w={300}
            label={t('replay.routing.rules')}
            allowDeselect={false}
            value={chosen}
            data={[...plans.keys()].map((key) => ({ value: key, label: nameOf(key, routing, t) }))}
            onChange={(value) => value && setChosen(value)}
          />
          <MonthSpan {...span} labels={[t('replay.from'), t('replay.to')]} onChange={setSpan} />
          <Button
            loading={replay.isPending}
            onClick={() => replay.mutate({ plan: plans.get(chosen) ?? null, ...span })}
          >
            {t('replay.run')}
          </Button>
        </Group>
        {!draft && (
          <Text size="sm" c="dimmed" mt="xs">
            {t('replay.routing.editHint')}
          </Text>
        )}
      </Paper>
      <Alert color="gray">{t('replay.routing.noLookAhead')}</Alert>
      {replay.data && shown && <RoutingReplayResult data={replay.data} request={shown} />}
    </Stack>
  );
}

function nameOf(key: string, { versions }: Routing, t: TFunction): string {
  if (key === 'draft' || key === 'today') return t(`replay.routing.plans.${key}`);
  const version = versions.find((one) => String(one.versionId) === key)!;
  return t('replay.routing.plans.version', { at: moment(version.savedAt), note: version.note ?? '' });
}

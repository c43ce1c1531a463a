import { Badge, Button, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { ModelClues } from './ModelClues.tsx';
import { ModelVersions } from './ModelVersions.tsx';
import { ProposalPanel } from './ProposalPanel.tsx';
import type { Kind, Model, Request, Version } from './match-model.ts';

const isWorkedOn = (model: Model | undefined) =>
  model?.proposal?.state === 'queued' || model?.proposal?.state === 'running';

/** 設定 → 値と名寄せ, 名寄せのモデル: by what companies and people are put together, in words and in numbers, and how to change it. */
export function MatchModels() {
  const { t } = useTranslation();
  const top = useRef<HTMLHeadingElement>(null);
  const [kind, setKind] = useState<Kind>('account');
  const model = useQuery({
    queryKey: ['match-model', kind],
    queryFn: () => answer<Model>(api.GET('/api/match-models/{kind}', { params: { path: { kind } } })),
    refetchInterval: ({ state: { data } }) => (isWorkedOn(data) ? 1_000 : false),
  });
  const propose = useMutation({
    mutationFn: (body: Request) =>
      answer(api.POST('/api/match-models/{kind}/proposals', { params: { path: { kind } }, body })),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['match-model'] });
      top.current?.scrollIntoView();
    },
    onError: sayFailed,
  });
  return (
    <Stack>
      <Title order={2} ref={top}>
        {t('matchModels.title')}
      </Title>
      <Text size="sm">{t('matchModels.lead')}</Text>
      <SegmentedControl
        value={kind}
        onChange={(value) => setKind(value as Kind)}
        data={(['account', 'person'] as const).map((value) => ({ value, label: t(`matchAudit.kinds.${value}`) }))}
        aria-label={t('matchModels.title')}
        w="fit-content"
      />
      <Loaded query={model}>
        {(one) => (
          <Stack key={`${kind}/${one.version.number}`}>
            <InForce
              version={one.version}
              isBusy={isWorkedOn(one) || propose.isPending}
              onTrain={() => propose.mutate({ origin: 'trained' })}
            />
            {one.proposal && <ProposalPanel proposal={one.proposal} kind={kind} />}
            <ModelClues model={one} isBusy={isWorkedOn(one) || propose.isPending} onTry={propose.mutate} />
            <ModelVersions versions={one.versions} isBusy={isWorkedOn(one)} onReturn={propose.mutate} />
          </Stack>
        )}
      </Loaded>
    </Stack>
  );
}

function InForce({ version, isBusy, onTrain }: { version: Version; isBusy: boolean; onTrain: () => void }) {
  const { t } = useTranslation();
  const { number, origin, adoptedAt, adoptedBy, reason, unlikeShipped } = version;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={2} size="h4">
            {t('matchModels.inForce')}{' '}
            <Badge variant="light" tt="none">
              {number === 0 ? t('matchModels.origins.shipped') : `v${number}`}
            </Badge>
          </Title>
          <Text size="sm" mt={4}>
            {t(`matchModels.origins.${origin}`)}
            {origin !== 'shipped' && `・${moment(adoptedAt)}・${adoptedBy ?? '—'}`}
          </Text>
          {reason !== null && origin !== 'shipped' && <Text size="sm">{t('matchModels.because', { reason })}</Text>}
          <Text size="sm" c="dimmed">
            {unlikeShipped === 0 ? t('matchModels.likeShipped') : t('matchModels.unlikeShipped', { n: unlikeShipped })}
          </Text>
        </div>
        <Button loading={isBusy} onClick={onTrain}>
          {t('matchModels.train')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mt="xs">
        {t('matchModels.trainLead')}
      </Text>
    </Paper>
  );
}

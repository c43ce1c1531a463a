import { Alert, Button, Group, Paper, Progress, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { DifferenceTable } from './DifferenceTable.tsx';
import { EffectTables } from './EffectTables.tsx';
import type { Kind, Proposal } from './match-model.ts';

/** What was last tried: how far it is, what it would change, and whether it holds. */
export function ProposalPanel({ proposal, kind }: { proposal: Proposal; kind: Kind }) {
  const { t } = useTranslation();
  const { id, state, origin, problem, adoptedNumber } = proposal;
  const refresh = () => void queryClient.invalidateQueries();
  const drop = useMutation({
    mutationFn: () => answer(api.DELETE('/api/match-models/proposals/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
    onError: sayFailed,
  });
  if (state === 'cancelled' || state === 'discarded') return null;
  if (state === 'failed')
    return (
      <Alert color="red" title={t('matchModels.failed')}>
        {problem}
      </Alert>
    );
  if (state === 'adopted')
    return (
      <Alert color="teal" title={t('matchModels.adopted', { n: adoptedNumber })}>
        <Text size="sm">{t('matchModels.adoptedLead')}</Text>
        <Button component={Link} to="/reviews/re-decide" variant="default" size="xs" mt="xs">
          {t('matchModels.toReDecide')}
        </Button>
      </Alert>
    );
  if (state !== 'ready')
    return <Working proposal={proposal} onDrop={() => drop.mutate()} isDropping={drop.isPending} />;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h4">
        {t(`matchModels.tried.${origin}`)}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {moment(proposal.createdAt)}・{proposal.memberName ?? '—'}・{t('matchModels.nothingYet')}
      </Text>
      <Stack>
        {proposal.result && <EffectTables result={proposal.result} kind={kind} />}
        {proposal.difference && <DifferenceTable difference={proposal.difference} />}
        <Adopt proposal={proposal} onDrop={() => drop.mutate()} isDropping={drop.isPending} />
      </Stack>
    </Paper>
  );
}

function Working({
  proposal: { step, done, total },
  onDrop,
  isDropping,
}: {
  proposal: Proposal;
  onDrop: () => void;
  isDropping: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <Text size="sm" role="status">
          {t(`matchModels.steps.${step ?? 'read'}`)}
          {total > 0 && ` ${count(done)} / ${count(total)}`}
        </Text>
        <Button variant="default" size="xs" loading={isDropping} onClick={onDrop}>
          {t('matchModels.cancel')}
        </Button>
      </Group>
      <Progress value={total > 0 ? (100 * done) / total : 0} mt="xs" aria-label={t('matchModels.progress')} />
    </Paper>
  );
}

function Adopt({ proposal, onDrop, isDropping }: { proposal: Proposal; onDrop: () => void; isDropping: boolean }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { id, difference } = proposal;
  const adopt = useMutation({
    mutationFn: () =>
      answer<{ number: number }>(
        api.POST('/api/match-models/proposals/{id}/adopt', { params: { path: { id } }, body: { reason } }),
      ),
    onSuccess: ({ number }) => {
      sayDone(t('matchModels.adopted', { n: number }));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const isNothing = difference !== null && difference.levels.length + difference.thresholds.length === 0;
  if (isNothing)
    return (
      <Group>
        <Text size="sm">{t('matchModels.nothingLearned')}</Text>
        <Button variant="default" loading={isDropping} onClick={onDrop}>
          {t('matchModels.drop')}
        </Button>
      </Group>
    );
  return (
    <>
      <Textarea
        label={t('matchModels.reason')}
        description={t('matchModels.reasonHint')}
        maxLength={500}
        autosize
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group>
        <Button disabled={reason.trim() === ''} loading={adopt.isPending} onClick={() => adopt.mutate()}>
          {t('matchModels.adopt')}
        </Button>
        <Button variant="default" loading={isDropping} onClick={onDrop}>
          {t('matchModels.drop')}
        </Button>
      </Group>
    </>
  );
}

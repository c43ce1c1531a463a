import { Anchor, Button, Group, Paper, SimpleGrid, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { JobChangeSide, NoticedJobChange } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { periodWords } from '../people/leaving.ts';
import { EvidenceWords } from '../reviews/EvidenceWords.tsx';
import { useRight } from '../session/me.ts';
import { listed } from '../parts/format.ts';
import { systemName } from '../parts/system-name.ts';

const verdicts = ['confirmed', 'concurrent', 'different', 'later'] as const;

/** ○○様がA社からB社へ移られたようです: both companies, what says so, and the answer. */
export function JobChangeCard({ change }: { change: NoticedJobChange }) {
  const { t } = useTranslation();
  const mayDecide = useRight('reviews.decide');
  const { personId, otherPersonId, name, from, to, matched, knownBy } = change;
  const decide = useMutation({
    mutationFn: (verdict: (typeof verdicts)[number]) =>
      answer<{ answerId: number }>(
        api.POST('/api/job-changes/decide', {
          body: { personId, otherPersonId, fromId: from.accountId, toId: to.accountId, verdict },
        }),
      ),
    onSuccess: ({ answerId }, verdict) => {
      sayUndoable(t(`jobChanges.saved.${verdict}`), () =>
        answer(api.POST('/api/job-changes/answers/{id}/undo', { params: { path: { id: answerId } } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Paper withBorder p="md">
      <Text fw={600} mb="xs">
        <Anchor component={Link} to={`/people/${personId}`} underline="always" fw={600}>
          {t('jobChanges.said', { name, from: from.accountName, to: to.accountName })}
        </Anchor>
      </Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }} mb="xs">
        <Side title={t('jobChanges.from')} side={from} />
        <Side title={t('jobChanges.to')} side={to} />
      </SimpleGrid>
      {matched.length > 0 && <EvidenceWords evidence={{ matched: [...matched], differs: [] }} />}
      {knownBy.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('jobChanges.knownBy', { who: listed(knownBy) })}
        </Text>
      )}
      {otherPersonId !== null && <Text size="sm">{t('jobChanges.apart')}</Text>}
      {mayDecide && (
        <Group gap="xs" mt="sm">
          {verdicts.map((verdict) => (
            <Button
              key={verdict}
              size="xs"
              variant={verdict === 'confirmed' ? 'filled' : 'default'}
              loading={decide.isPending && decide.variables === verdict}
              disabled={decide.isPending}
              onClick={() => decide.mutate(verdict)}
            >
              {t(`jobChanges.${verdict}`)}
            </Button>
          ))}
        </Group>
      )}
    </Paper>
  );
}

function Side({ title, side }: { title: string; side: JobChangeSide }) {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Anchor component={Link} to={`/accounts/${side.accountId}`} underline="always" size="sm">
        {side.accountName}
      </Anchor>
      <Text size="sm">{[side.department, side.title].filter(Boolean).join(' ')}</Text>
      <Text size="xs" c="dimmed">
        {[
          periodWords(side, t),
          systemName(side.source),
          side.ownerName ? t('jobChanges.owner', { name: side.ownerName }) : t('jobChanges.noOwner'),
        ].join(' · ')}
      </Text>
    </div>
  );
}

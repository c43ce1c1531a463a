import { Button, Group, Kbd, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchPair, MatchPriority } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, percent } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { DecisionHistory, type Decisions } from './DecisionHistory.tsx';
import { EvidenceWords } from './EvidenceWords.tsx';
import { Explanation } from './Explanation.tsx';
import { ReviewSheet } from './ReviewSheet.tsx';
import { SideBySide, type Kind } from './SideBySide.tsx';

const verdicts = {
  account: ['same', 'different', 'site', 'department', 'group', 'renamed', 'unsure'],
  person: ['same', 'renamed', 'different', 'unsure'],
} as const;

/** Why this pair comes now: how unsure it is, what hangs on it, and the tier of the companies. */
function Priority({ priority: { probability, rows, openDeals, tier } }: { priority: MatchPriority }) {
  const { t } = useTranslation();
  const parts = [
    ...(probability === null ? [] : [t('reviews.priority.chance', { p: percent(probability) })]),
    t('reviews.priority.rows', { n: count(rows) }),
    ...(openDeals > 0 ? [t('reviews.priority.deals', { n: count(openDeals) })] : []),
    ...(tier === null ? [] : [tier === 'listed' ? t('reviews.priority.listed') : t(`accounts.tiers.${tier}`)]),
  ];
  return (
    <Text size="xs" c="dimmed" mb="xs">
      {t('reviews.priority.why')}: {parts.join('・')}
    </Text>
  );
}

/** Pairs that a person decides, both records side by side. Keys make a verdict a matter of seconds. */
export function ReviewPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('account');
  const [at, setAt] = useState(0);
  const mayDecide = useRight('reviews.decide');
  const mayReDecide = useRight('matching.redecide');
  const reviews = useQuery({
    queryKey: ['reviews', kind],
    queryFn: () =>
      answer<{ rows: MatchPair[]; total: number; open: Record<Kind, number> }>(
        api.GET('/api/reviews', { params: { query: { kind, limit: 20 } } }),
      ),
  });
  const decisions = useQuery({ queryKey: ['decisions'], queryFn: () => answer<Decisions>(api.GET('/api/decisions')) });
  const refresh = () => queryClient.invalidateQueries();
  const decide = useMutation({
    mutationFn: ({ pair, verdict }: { pair: MatchPair; verdict: string }) =>
      answer(
        api.POST('/api/reviews/decide', {
          body: { kind, leftId: pair.leftId, rightId: pair.rightId, verdict: verdict as 'same' },
        }),
      ),
    onSuccess: () => {
      sayDone(t('reviews.decided'));
      void refresh();
    },
    onError: sayFailed,
  });
  const undo = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/decisions/{id}/undo', { params: { path: { id } } })),
    onSuccess: () => {
      sayDone(t('common.undone'));
      void refresh();
    },
    onError: sayFailed,
  });
  const pairs = reviews.data?.rows ?? [];
  const pair = pairs[Math.min(at, pairs.length - 1)];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.isComposing ||
        event.target instanceof HTMLInputElement ||
        event.target instanceof HTMLTextAreaElement ||
        event.ctrlKey ||
        event.metaKey
      )
        return;
      if (event.key === 'j') setAt((index) => Math.min(index + 1, pairs.length - 1));
      else if (event.key === 'k') setAt((index) => Math.max(index - 1, 0));
      else if (pair && mayDecide && !decide.isPending && ['1', '2', '0'].includes(event.key))
        decide.mutate({ pair, verdict: { 1: 'same', 2: 'different', 0: 'unsure' }[event.key]! });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  return (
    <>
      <PageHeader
        title={t('reviews.title')}
        lead={t('reviews.lead')}
        actions={
          <Group gap="sm">
            {mayReDecide && (
              <Button component={Link} to="/reviews/re-decide" variant="default">
                {t('reDecide.title')}
              </Button>
            )}
            <Button component={Link} to="/reviews/audit" variant="default">
              {t('matchAudit.title')}
            </Button>
            {mayDecide && <ReviewSheet kind={kind} />}
            <SegmentedControl
              value={kind}
              onChange={(value) => {
                setKind(value as Kind);
                setAt(0);
              }}
              data={(['account', 'person'] as const).map((value) => ({
                value,
                label: `${t(value === 'account' ? 'reviews.companies' : 'reviews.people')} ${count(reviews.data?.open[value] ?? 0)}`,
              }))}
            />
          </Group>
        }
      />
      <Loaded query={reviews}>
        {() =>
          !pair ? (
            <Empty>{t('reviews.empty')}</Empty>
          ) : (
            <Paper withBorder p="md" mb="lg">
              <Group justify="space-between" mb="xs">
                <Text fw={600}>{t(`reviews.reasons.${pair.reason}`)}</Text>
                <Text size="sm" c="dimmed">
                  {t('reviews.open', { n: count(reviews.data!.total) })}
                </Text>
              </Group>
              <Priority priority={pair.priority} />
              <EvidenceWords evidence={pair.evidence} />
              <SideBySide pair={pair} kind={kind} />
              <Explanation kind={kind} leftId={pair.leftId} rightId={pair.rightId} />
              {mayDecide && (
                <Group mt="md" gap="xs">
                  {verdicts[kind].map((verdict, index) => (
                    <Button
                      key={verdict}
                      size="sm"
                      variant={index === 0 ? 'filled' : 'default'}
                      loading={decide.isPending && decide.variables?.verdict === verdict}
                      onClick={() => decide.mutate({ pair, verdict })}
                    >
                      {t(`reviews.verdicts.${kind}.${verdict}`)}
                    </Button>
                  ))}
                </Group>
              )}
              <Text size="xs" c="dimmed" mt="sm" visibleFrom="sm">
                <Kbd size="xs">1</Kbd> <Kbd size="xs">2</Kbd> <Kbd size="xs">0</Kbd> <Kbd size="xs">J</Kbd>{' '}
                <Kbd size="xs">K</Kbd> — {t('reviews.keys')}
              </Text>
            </Paper>
          )
        }
      </Loaded>
      {(decisions.data?.rows.length ?? 0) > 0 && (
        <Stack gap="xs">
          <Title order={2}>{t('reviews.history')}</Title>
          <DecisionHistory
            decisions={decisions.data!.rows.slice(0, 30)}
            undo={mayDecide ? (decisionId) => undo.mutate(decisionId) : undefined}
          />
        </Stack>
      )}
    </>
  );
}

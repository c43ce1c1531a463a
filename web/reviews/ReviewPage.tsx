import { Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, listed } from '../parts/format.ts';
import { hideOffer, sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { DecisionHistory, type Decisions } from './DecisionHistory.tsx';
import { ReviewCase } from './ReviewCase.tsx';
import { ReviewSheet } from './ReviewSheet.tsx';
import type { Kind } from './SideBySide.tsx';
import { takeBack } from './take-back.ts';
import { isTyping, type Said } from './verdicts.ts';

const verdictSeries = 'verdict';
const decisionsShown = 30;

/** What a person decides, the records side by side. Keys make a verdict a matter of seconds, and take the last one back. */
export function ReviewPage() {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('account');
  const [about, setAbout] = useState(() => Number(new URLSearchParams(location.search).get('about')) || undefined);
  const [at, setAt] = useState(0);
  const mayDecide = useRight('reviews.decide');
  const mayReDecide = useRight('matching.redecide');
  const reviews = useQuery({
    queryKey: ['reviews', kind, about],
    queryFn: () =>
      answer<{ rows: Review[]; total: number; open: Record<Kind, number> }>(
        api.GET('/api/reviews', { params: { query: { kind, about, limit: 20 } } }),
      ),
  });
  const decisions = useQuery({
    queryKey: ['decisions'],
    queryFn: () => answer<Decisions>(api.GET('/api/decisions', { params: { query: { limit: decisionsShown } } })),
  });
  const refresh = () => queryClient.invalidateQueries();
  const [last, setLast] = useState<readonly number[]>([]);
  const decide = useMutation({
    mutationFn: ({ judgements }: Said) =>
      answer<{ decisionIds: number[] }>(
        api.POST('/api/reviews/{kind}/decide-many', {
          params: { path: { kind } },
          body: { verdicts: judgements.map((one) => ({ ...one, note: '' })) },
        }),
      ),
    onSuccess: ({ decisionIds }, { names, word }) => {
      setLast(decisionIds);
      const message = t('reviews.decided', { names: listed(names), verdict: word });
      sayUndoable(message, () => takeBack(decisionIds).then(() => setLast([])), verdictSeries);
      // The verdict is under way until the next question stands there: a key pressed early must not answer the old one again.
      return refresh();
    },
    onError: sayFailed,
  });
  const undo = useMutation({
    mutationFn: takeBack,
    onSuccess: () => {
      setLast([]);
      hideOffer(verdictSeries);
      sayDone(t('common.undone'));
      return refresh();
    },
    onError: sayFailed,
  });
  const waiting = reviews.data?.rows ?? [];
  const review = waiting[Math.min(at, waiting.length - 1)];
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return;
      if (event.key === 'j') setAt((index) => Math.min(index + 1, waiting.length - 1));
      else if (event.key === 'k') setAt((index) => Math.max(index - 1, 0));
      else if (event.key === 'z' && last.length > 0 && !undo.isPending) undo.mutate(last);
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
                setAbout(undefined);
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
      {about !== undefined && (
        <Group gap="sm" mb="sm">
          <Text size="sm">{t('reviews.onlyAbout')}</Text>
          <Button size="compact-sm" variant="default" onClick={() => setAbout(undefined)}>
            {t('reviews.showAll')}
          </Button>
        </Group>
      )}
      <Loaded query={reviews}>
        {() =>
          review ? (
            <ReviewCase
              key={review.records.map(({ id }) => id).join()}
              review={review}
              kind={kind}
              open={reviews.data!.total}
              decide={mayDecide ? decide.mutate : undefined}
              isDeciding={decide.isPending}
            />
          ) : (
            <Empty>{t('reviews.empty')}</Empty>
          )
        }
      </Loaded>
      {(decisions.data?.rows.length ?? 0) > 0 && (
        <Stack gap="xs">
          <Title order={2}>{t('reviews.history')}</Title>
          <DecisionHistory
            decisions={decisions.data!.rows}
            undo={mayDecide ? (decisionId) => undo.mutate([decisionId]) : undefined}
          />
        </Stack>
      )}
    </>
  );
}

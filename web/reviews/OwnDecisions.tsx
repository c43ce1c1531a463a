import { Stack, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { DecisionHistory, type Decisions } from './DecisionHistory.tsx';
import type { Kind } from './SideBySide.tsx';
import { takeBack } from './take-back.ts';

/** What was decided about who is one with this company or person; each may be taken back, however long ago it was. */
export function OwnDecisions({ kind, id }: { kind: Kind; id: number }) {
  const { t } = useTranslation();
  const seesThem = useRight('reviews.read');
  const mayDecide = useRight('reviews.decide');
  const decisions = useQuery({
    queryKey: ['decisions', kind, id],
    enabled: seesThem,
    queryFn: () => answer<Decisions>(api.GET('/api/decisions', { params: { query: { kind, about: id } } })),
  });
  const undo = useMutation({
    mutationFn: (decisionId: number) => takeBack([decisionId]),
    onSuccess: () => {
      sayDone(t('common.undone'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  // What was taken back says so itself.
  const rows = (decisions.data?.rows ?? []).filter(({ verdict }) => verdict !== 'undo_decision');
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" mb="lg">
      <Title order={2} size="h3">
        {t('reviews.ownHistory')}
      </Title>
      <DecisionHistory decisions={rows} undo={mayDecide ? undo.mutate : undefined} />
    </Stack>
  );
}

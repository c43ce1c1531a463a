import { Button, Group, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { SideBySide } from '../reviews/SideBySide.tsx';

type Answer = 'merged' | 'kept';

/** What is to be done with a company that is closed: 合併先にまとめる where its successor is ours, or このまま; both with a reason. */
export function AnswerClosure({ accountId, successorId }: { accountId: number; successorId: number | null }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Answer>();
  return (
    <>
      <Group gap="xs" mt="xs">
        {successorId !== null && (
          <Button size="compact-sm" onClick={() => setChosen('merged')}>
            {t('register.merge')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => setChosen('kept')}>
          {t('register.keep')}
        </Button>
      </Group>
      {chosen && (
        <Dialog
          title={t(chosen === 'merged' ? 'register.merge' : 'register.keep')}
          size={chosen === 'merged' ? 'xl' : 'md'}
          close={() => setChosen(undefined)}
        >
          {chosen === 'merged' && successorId !== null && <Effect leftId={accountId} rightId={successorId} />}
          <Reason accountId={accountId} chosen={chosen} onDone={() => setChosen(undefined)} />
        </Dialog>
      )}
    </>
  );
}

/** Both companies and what comes together, before anything changes. */
function Effect({ leftId, rightId }: { leftId: number; rightId: number }) {
  const pair = useQuery({
    queryKey: ['compare', 'account', leftId, rightId],
    queryFn: () =>
      answer<{ left: MatchSide; right: MatchSide }>(
        api.GET('/api/reviews/compare', { params: { query: { kind: 'account', leftId, rightId } } }),
      ),
  });
  return <Loaded query={pair}>{(sides) => <SideBySide pair={sides} kind="account" />}</Loaded>;
}

function Reason({ accountId, chosen, onDone }: { accountId: number; chosen: Answer; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [reason, setReason] = useState('');
  const save = useMutation({
    mutationFn: () =>
      answer<{ accountId: number }>(
        api.PUT('/api/accounts/{id}/closure', {
          params: { path: { id: accountId } },
          body: { answer: chosen, reason: reason.trim() },
        }),
      ),
    onSuccess: async ({ accountId: keptId }) => {
      onDone();
      if (keptId !== accountId) await navigate({ to: '/accounts/$id', params: { id: String(keptId) } });
      void queryClient.invalidateQueries();
      sayDone(t(chosen === 'merged' ? 'register.mergedNow' : 'register.keptNow'));
    },
    onError: sayFailed,
  });
  return (
    <>
      <Text size="sm" mb="xs">
        {t(chosen === 'merged' ? 'register.mergeHint' : 'register.keepHint')}
      </Text>
      <Textarea
        label={t('register.reason')}
        placeholder={t(chosen === 'merged' ? 'register.mergeReason' : 'register.keepReason')}
        required
        maxLength={500}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" mt="md">
        <Button loading={save.isPending} disabled={reason.trim() === ''} onClick={() => save.mutate()}>
          {t(chosen === 'merged' ? 'register.merge' : 'register.keep')}
        </Button>
      </Group>
    </>
  );
}

import { Button, Group, Paper, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';
import { isHeldBack, type HandoverDetails } from './handover.ts';
import { HeldBack } from './HeldBack.tsx';

const endings = ['recycle', 'disqualify'] as const;

/** A lead that came back: to sales once more in a cycle of its own, with what happened since, or back to nurturing, or out. */
export function HandOverAgain({ found, onDone }: { found: HandoverDetails; onDone: () => void }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const cycleIds = [found.lead.cycleId];
  const done = () => {
    onDone();
    void queryClient.invalidateQueries();
  };
  const again = useMutation({
    mutationFn: (despiteRule: boolean) =>
      answer<{ handedOver: number }>(api.POST('/api/handovers/next-cycle', { body: { cycleIds, why, despiteRule } })),
    onSuccess: ({ handedOver }) => {
      sayDone(t('handovers.handedOver', { n: count(handedOver) }));
      done();
    },
    // What the rule keeps back is asked about, not refused.
    onError: (error) => (isHeldBack(error) ? undefined : sayFailed(error)),
  });
  const end = useMutation({
    mutationFn: (kind: (typeof endings)[number]) =>
      answer(
        api.POST('/api/handovers/end', {
          body: { cycleIds, answer: { kind, ...(why.trim() ? { why: why.trim() } : {}) } },
        }),
      ),
    onSuccess: (_, kind) => {
      sayUndoable(t(`handovers.done.${kind}`, { n: 1 }), () =>
        answer(api.POST('/api/handovers/undo', { body: { cycleIds } })),
      );
      done();
    },
    onError: sayFailed,
  });
  return (
    <Paper
      withBorder
      p="sm"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        again.mutate(false);
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          style={{ flex: 1, minWidth: 200 }}
          label={t('handovers.again.why')}
          placeholder={t('handovers.again.example')}
          required={found.mayComeAgain}
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        {found.mayComeAgain && (
          <Button type="submit" loading={again.isPending} disabled={why.trim() === ''}>
            {t('handovers.again.handOver')}
          </Button>
        )}
        {found.mayEnd &&
          endings.map((kind) => (
            <Button key={kind} variant="default" loading={end.isPending} onClick={() => end.mutate(kind)}>
              {t(`handovers.again.${kind}`)}
            </Button>
          ))}
      </Group>
      <HeldBack error={again.error} onClose={again.reset} onAgree={() => again.mutate(true)} />
    </Paper>
  );
}

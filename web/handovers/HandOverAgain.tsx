import { Button, Group, Paper, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { isHeldBack } from './handover.ts';
import { HeldBack } from './HeldBack.tsx';

/** A lead that came back goes to sales once more: a cycle of its own, with what happened since. */
export function HandOverAgain({ cycleId, onDone }: { cycleId: string; onDone: () => void }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState('');
  const again = useMutation({
    mutationFn: (despiteRule: boolean) =>
      answer<{ handedOver: number }>(
        api.POST('/api/handovers/next-cycle', { body: { cycleIds: [cycleId], why, despiteRule } }),
      ),
    onSuccess: ({ handedOver }) => {
      sayDone(t('handovers.handedOver', { n: count(handedOver) }));
      onDone();
      void queryClient.invalidateQueries();
    },
    // What the rule keeps back is asked about, not refused.
    onError: (error) => (isHeldBack(error) ? undefined : sayFailed(error)),
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
          required
          maxLength={500}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Button type="submit" loading={again.isPending} disabled={why.trim() === ''}>
          {t('handovers.again.handOver')}
        </Button>
      </Group>
      <HeldBack error={again.error} onClose={again.reset} onAgree={() => again.mutate(true)} />
    </Paper>
  );
}

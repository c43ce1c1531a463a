import { Alert, Button, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { RoutingReplay } from '../replay/RoutingReplay.tsx';
import { DryRunResult } from './DryRunResult.tsx';
import type { DryRun, Plan } from './routing.ts';

/** Edited rules are tried on last month before they can be saved; a later edit asks for another try. */
export function DryRunPanel({ plan, basedOn, onSaved }: { plan: Plan; basedOn: string; onSaved: () => void }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [isReplayed, setIsReplayed] = useState(false);
  const run = useMutation({
    mutationFn: (tried: Plan) => answer<DryRun>(api.POST('/api/routing/dry-run', { body: { plan: tried } })),
    onError: sayFailed,
  });
  const save = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/routing', { body: { basedOn, plan, note: note.trim() === '' ? null : note.trim() } })),
    onSuccess: () => {
      sayDone(t('routing.saved'));
      onSaved();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const isTried = run.data !== undefined && JSON.stringify(run.variables) === JSON.stringify(plan);
  return (
    <Paper withBorder p="md" component="section" aria-label={t('routing.dryRun')}>
      <Stack gap="sm">
        <Title order={2}>{t('routing.dryRun')}</Title>
        <Text size="sm" c="dimmed">
          {t('routing.dryRunHint')}
        </Text>
        {run.data && !isTried && (
          <Alert color="yellow" py={8}>
            {t('routing.dryRunAgain')}
          </Alert>
        )}
        <Button variant={isTried ? 'default' : 'filled'} loading={run.isPending} onClick={() => run.mutate(plan)}>
          {t('routing.dryRun')}
        </Button>
        <Button variant="subtle" onClick={() => setIsReplayed(true)}>
          {t('routing.replay')}
        </Button>
        {isReplayed && (
          <Dialog title={t('routing.replay')} size="xl" close={() => setIsReplayed(false)}>
            <RoutingReplay draft={plan} />
          </Dialog>
        )}
        {isTried && run.data && (
          <>
            <DryRunResult run={run.data} />
            <TextInput
              label={t('routing.note')}
              placeholder={t('routing.noteExample')}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {t('routing.save')}
            </Button>
          </>
        )}
      </Stack>
    </Paper>
  );
}

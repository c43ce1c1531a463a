import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import type { DealHistory } from './DealState.tsx';

type Step = paths['/api/deals/{id}/steps']['post']['requestBody']['content']['application/json'];
type Kind = DealHistory['possible'][number];

/** What may be said of a deal beside its file: put off, given up, back to open, opened again. Each asks why. */
export function DealActions({ deal: { dealId, possible, mayUndo } }: { deal: DealHistory }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>();
  const params = { path: { id: dealId } };
  const undo = () => answer(api.POST('/api/deals/{id}/steps/undo', { params }));
  const again = () => void queryClient.invalidateQueries();
  const save = useMutation({
    mutationFn: (body: Step) => answer(api.POST('/api/deals/{id}/steps', { params, body })),
    onSuccess: () => {
      setKind(undefined);
      sayUndoable(t('deals.saved'), undo);
      again();
    },
    onError: sayFailed,
  });
  const takeBack = useMutation({ mutationFn: undo, onSuccess: again, onError: sayFailed });
  if (possible.length === 0 && !mayUndo) return null;
  return (
    <>
      <Group mt="md" gap="xs">
        {possible.map((one) => (
          <Button
            key={one}
            size="xs"
            variant={one === kind ? 'filled' : 'default'}
            aria-pressed={one === kind}
            onClick={() => setKind(one === kind ? undefined : one)}
          >
            {t(`deals.actions.${one}`)}
          </Button>
        ))}
        {mayUndo && (
          <Button size="xs" variant="subtle" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
            {t('deals.undo')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed" mt={4}>
        {t('deals.actionsLead')}
      </Text>
      {kind && <StepForm key={kind} kind={kind} isBusy={save.isPending} onSave={save.mutate} />}
    </>
  );
}

function StepForm({ kind, isBusy, onSave }: { kind: Kind; isBusy: boolean; onSave: (step: Step) => void }) {
  const { t } = useTranslation();
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave(kind === 'postpone' ? { kind, until, why } : { kind, why });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs" mt="sm">
        {kind === 'postpone' && (
          <TextInput
            required
            type="date"
            label={t('deals.untilDay')}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
        )}
        <TextInput
          required
          maxLength={500}
          label={t('deals.reason')}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" size="xs" loading={isBusy}>
            {t(`deals.actions.${kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

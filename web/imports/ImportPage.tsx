import { Alert, Button, Stepper } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import type { DraftPatch, ImportDraft } from './draft.ts';
import { ColumnStep } from './ColumnStep.tsx';
import { OriginStep } from './OriginStep.tsx';
import { ReadingStep } from './ReadingStep.tsx';
import { ImportResult } from './ImportResult.tsx';
import { SharedSystemName } from './SharedSystemName.tsx';
import { CheckStep } from './CheckStep.tsx';

const checkStep = 3;

/** The wizard of one import; once started, its progress and result. */
export function ImportPage() {
  const { t, i18n } = useTranslation();
  const { id } = useParams({ strict: false });
  const batchId = Number(id);
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const mayRun = useRight('imports.run');
  const [step, setStep] = useState(0);
  const draft = useQuery({
    queryKey: ['import', batchId],
    queryFn: () => answer<ImportDraft>(api.GET('/api/imports/{id}', { params: { path: { id: batchId } } })),
    refetchInterval: (query) =>
      ['checking', 'queued', 'running'].includes(query.state.data?.state ?? '') ? 1_000 : false,
  });
  // Changes follow each other one by one, and each builds on what the page already shows, so that a quick hand loses none.
  const change = useMutation({
    mutationKey: ['change-draft'],
    scope: { id: 'change-draft' },
    onMutate: ({ mapping }: DraftPatch) =>
      queryClient.setQueryData<ImportDraft>(
        ['import', batchId],
        (shown) => shown && { ...shown, ...(mapping ? { mapping } : {}) },
      ),
    mutationFn: (patch: DraftPatch) =>
      answer<ImportDraft>(api.PATCH('/api/imports/{id}', { params: { path: { id: batchId } }, body: patch as never })),
    onSuccess: (data) => {
      if (queryClient.isMutating({ mutationKey: ['change-draft'] }) === 1)
        queryClient.setQueryData(['import', batchId], data);
    },
    onError: (error) => {
      sayFailed(error);
      void queryClient.invalidateQueries({ queryKey: ['import', batchId] });
    },
  });
  return (
    <Loaded query={draft}>
      {(data) => {
        const isChecking = data.state === 'checking';
        const isDraft = isChecking || ['draft', 'checked'].includes(data.state);
        const patch = (changes: DraftPatch) =>
          change.mutateAsync(changes).then(
            () => undefined,
            () => undefined,
          );
        return (
          <>
            <PageHeader
              title={data.fileName}
              lead={data.presetTitle[language]}
              actions={isDraft && !isChecking && mayRun && <DiscardDraft id={batchId} />}
            />
            {data.sameFileAs !== null && isDraft && (
              <Alert color="yellow" mb="md">
                {t('imports.sameFile', { id: data.sameFileAs })}
              </Alert>
            )}
            {data.sharedSystemName && isDraft && (
              <SharedSystemName
                source={data.source}
                shared={data.sharedSystemName}
                take={mayRun && !isChecking ? (source) => void patch({ source }) : undefined}
              />
            )}
            {isDraft ? (
              <Stepper
                active={isChecking ? checkStep : step}
                onStepClick={(chosen) => !isChecking && setStep(chosen)}
                size="sm"
                allowNextStepsSelect
              >
                <Stepper.Step label={t('imports.step1')}>
                  <ReadingStep draft={data} patch={patch} isBusy={change.isPending} next={() => setStep(1)} />
                </Stepper.Step>
                <Stepper.Step label={t('imports.step2')}>
                  <ColumnStep draft={data} patch={patch} back={() => setStep(0)} next={() => setStep(2)} />
                </Stepper.Step>
                <Stepper.Step label={t('imports.step3')}>
                  <OriginStep draft={data} patch={patch} back={() => setStep(1)} next={() => setStep(checkStep)} />
                </Stepper.Step>
                <Stepper.Step label={t('imports.step4')}>
                  <CheckStep draft={data} back={() => setStep(2)} />
                </Stepper.Step>
              </Stepper>
            ) : (
              <ImportResult draft={data} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

/** A draft that nobody wants goes with its file; nothing of it was taken in. */
function DiscardDraft({ id }: { id: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const discard = useMutation({
    mutationFn: () => answer(api.DELETE('/api/imports/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      sayDone(t('imports.discarded'));
      queryClient.removeQueries({ queryKey: ['imports'] });
      await navigate({ to: '/imports' });
      queryClient.removeQueries({ queryKey: ['import', id] });
    },
    onError: sayFailed,
  });
  return (
    <Button variant="default" loading={discard.isPending} onClick={() => discard.mutate()}>
      {t('imports.discard')}
    </Button>
  );
}

import { Alert, Button, Group, Loader, Paper, Progress, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { CleanColumns, type CleanPreview } from './CleanColumns.tsx';
import { CleanReportView } from './CleanReportView.tsx';
import { type CleanProgress, type CleanResult, runCleaning } from './run-cleaning.ts';

type Step =
  | { name: 'choose' }
  | { name: 'look' }
  | { name: 'columns'; file: File; preview: CleanPreview }
  | { name: 'run'; progress: CleanProgress }
  | { name: 'result'; fileName: string; result: CleanResult };

/** Stages as a share of the bar: matching takes most of the time and tells nothing in between. */
const shares = { sending: 5, reading: 30, matching: 65, writing: 90 } as const;

/** 手元のリストを掃除: a file in, a report and files out, and nothing kept anywhere but in this page. */
export function CleanPage() {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>({ name: 'choose' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const look = async (file: File, preset = 'auto') => {
    setStep({ name: 'look' });
    try {
      const preview = await upload<CleanPreview>(`/api/list-cleanings/preview?preset=${preset}`, file);
      setStep({ name: 'columns', file, preview });
    } catch (error) {
      sayFailed(error);
      setStep({ name: 'choose' });
    }
  };
  const start = async (file: File, preset: string) => {
    const controller = new AbortController();
    running.current = controller;
    try {
      const result = await runCleaning(file, preset, controller.signal, (progress) =>
        setStep({ name: 'run', progress }),
      );
      if (!result) throw new Error(t('clean.broken'));
      setStep({ name: 'result', fileName: file.name, result });
    } catch (error) {
      if (controller.signal.aborted) sayDone(t('clean.cancelled'));
      else sayFailed(error instanceof TypeError ? new Error(t('clean.broken')) : error);
      setStep({ name: 'choose' });
    }
  };
  const again = (
    <Button variant="default" onClick={() => setStep({ name: 'choose' })}>
      {t('clean.another')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={step.name === 'result' ? t('clean.resultOf', { file: step.fileName }) : t('clean.title')}
        lead={step.name === 'result' ? t('clean.kept') : t('clean.lead')}
        actions={step.name === 'result' || step.name === 'columns' ? again : undefined}
      />
      {step.name === 'choose' && (
        <Dropzone
          onDrop={([file]) => file && void look(file)}
          multiple={false}
          p="xl"
          inputProps={{ 'aria-label': t('clean.drop') }}
          aria-label={t('clean.drop')}
        >
          <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
            <Text fw={600} ta="center">
              {t('clean.drop')}
            </Text>
            <Text size="sm" c="dimmed" ta="center">
              {t('clean.dropHint')}
            </Text>
          </Stack>
        </Dropzone>
      )}
      {step.name === 'look' && (
        <Group>
          <Loader size="sm" aria-label={t('clean.looking')} />
          <Text>{t('clean.looking')}</Text>
        </Group>
      )}
      {step.name === 'columns' && (
        <CleanColumns
          fileName={step.file.name}
          preview={step.preview}
          choose={(preset) => void look(step.file, preset)}
          start={() => void start(step.file, step.preview.preset)}
        />
      )}
      {step.name === 'run' && (
        <Paper withBorder p="md" maw={560}>
          <Group justify="space-between" mb="xs">
            <Text aria-live="polite">{t(`clean.stages.${step.progress.stage}`, { n: count(step.progress.rows) })}</Text>
            <Button variant="default" size="compact-sm" onClick={() => running.current?.abort()}>
              {t('clean.cancel')}
            </Button>
          </Group>
          <Progress value={shares[step.progress.stage]} animated aria-label={t('clean.title')} />
        </Paper>
      )}
      {step.name === 'result' && <CleanReportView result={step.result} />}
      {step.name === 'choose' && (
        <Alert mt="md" color="gray" variant="light">
          {t('clean.kept')}
        </Alert>
      )}
    </>
  );
}

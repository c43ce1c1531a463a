import { Button, Group, Paper, SimpleGrid, Text, Textarea, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { sayDone } from '../parts/notices.tsx';
import { useMonthChange, type Report } from './report.ts';

const lengthMax = 600;

/** 所見 and お願い事項: what only people can add to the numbers. */
export function EditTexts({ report }: { report: Report }) {
  const { t } = useTranslation();
  const [findings, setFindings] = useState(report.texts.findings);
  const [requests, setRequests] = useState(report.texts.requests);
  const { month, texts } = report;
  const save = useMonthChange(
    () => answer(api.PUT('/api/months/{month}/texts', { params: { path: { month } }, body: { findings, requests } })),
    () => sayDone(t('report.saved')),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({});
  };
  const field = (label: string, hint: string, value: string, set: (text: string) => void) => (
    <Textarea
      label={label}
      description={hint}
      autosize
      minRows={4}
      maxRows={14}
      maxLength={lengthMax}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('report.texts')}>
      <Title order={2} size="h4" mb="xs">
        {t('report.texts')}
      </Title>
      <form onSubmit={submit}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {field(t('report.findings'), t('report.findingsHint'), findings, setFindings)}
          {field(t('report.requests'), t('report.requestsHint'), requests, setRequests)}
        </SimpleGrid>
        <Group justify="space-between" mt="sm">
          <Text size="xs" c="dimmed">
            {texts.changedAt &&
              t('report.savedBy', { at: moment(texts.changedAt), who: texts.changedByName ?? 'Mori' })}
          </Text>
          <Button type="submit" loading={save.isPending}>
            {t('report.save')}
          </Button>
        </Group>
      </form>
    </Paper>
  );
}

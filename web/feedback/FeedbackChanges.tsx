import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, day } from '../parts/format.ts';

type Changes = paths['/api/feedback/changes']['get']['responses'][200]['content']['application/json'];

/** Long enough to be seen by whoever comes once a week or two. */
const newsMs = 30 * 86_400_000;

/**
 * あなたの声で変わったこと: what one's own answers changed, and what marketing answered to ratings; nothing where there is nothing. On
 * a first screen only what is new.
 */
export function FeedbackChanges({ onlyNew = false }: { onlyNew?: boolean }) {
  const { t, i18n } = useTranslation();
  const changes = useQuery({
    queryKey: ['feedback', 'changes'],
    queryFn: () => answer<Changes>(api.GET('/api/feedback/changes')),
  });
  const isShown = (at: string | null) => !onlyNew || (at !== null && Date.now() - Date.parse(at) < newsMs);
  const rows = (changes.data?.rows ?? []).filter(({ changedAt }) => isShown(changedAt));
  const answers = (changes.data?.answers ?? []).filter(({ answeredAt }) => isShown(answeredAt));
  if (rows.length === 0 && answers.length === 0) return null;
  return (
    <Alert color="teal" mb="md" title={t('feedback.changes')}>
      <List size="sm" spacing={4}>
        {rows.map((row) => (
          <List.Item key={row.version}>
            {t('feedback.changed', { day: day(row.changedAt), version: row.version, n: count(row.inputs) })}
            <Text size="sm">{row.sentence[i18n.language === 'en' ? 'en' : 'ja']}</Text>
          </List.Item>
        ))}
        {answers.map((row) => (
          <List.Item key={row.cycleId}>
            {t('feedback.answeredTo', {
              day: day(row.answeredAt),
              by: row.answeredBy,
              account: row.accountName ?? t('feedback.unknownAccount'),
              code: t(`feedback.codes.${row.code}`),
            })}
            <Text size="sm">{row.answer}</Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

import { Alert, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, day } from '../parts/format.ts';

type Changes = paths['/api/feedback/changes']['get']['responses'][200]['content']['application/json'];

/** あなたの声で変わったこと: what one's own answers changed; nothing where nothing did. */
export function FeedbackChanges() {
  const { t, i18n } = useTranslation();
  const changes = useQuery({
    queryKey: ['feedback', 'changes'],
    queryFn: () => answer<Changes>(api.GET('/api/feedback/changes')),
  });
  if (!changes.data || changes.data.rows.length === 0) return null;
  return (
    <Alert color="teal" mb="md" title={t('feedback.changes')}>
      <List size="sm" spacing={4}>
        {changes.data.rows.map((row) => (
          <List.Item key={row.version}>
            {t('feedback.changed', { day: day(row.changedAt), version: row.version, n: count(row.inputs) })}
            <Text size="sm">{row.sentence?.[i18n.language === 'en' ? 'en' : 'ja']}</Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

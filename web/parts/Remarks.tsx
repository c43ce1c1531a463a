import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Tags and remarks of all rows that belong together; nothing where no row has any. */
export function Remarks({ tags, memos }: { tags: readonly string[]; memos: readonly string[] }) {
  const { t } = useTranslation();
  if (tags.length + memos.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb={4}>
        {t('account.remarks')}
      </Title>
      {tags.length > 0 && (
        <Group gap={6} mb={memos.length > 0 ? 'xs' : 0}>
          {tags.map((tag) => (
            <Badge key={tag} variant="light" color="gray" tt="none">
              {tag}
            </Badge>
          ))}
        </Group>
      )}
      {memos.map((memo) => (
        <Text key={memo} size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {memo}
        </Text>
      ))}
    </Paper>
  );
}

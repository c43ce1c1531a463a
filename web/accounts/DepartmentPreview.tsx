import { Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { count } from '../parts/format.ts';
import { DepartmentTree } from './DepartmentTree.tsx';

export type DepartmentPreviewData = {
  after: Family['departments'];
  people: { personId: number; name: string; from: string; to: string }[];
};

const namedMax = 10;

/** What the departments will be, and who will stand in another one. */
export function DepartmentPreviewView({ preview: { after, people } }: { preview: DepartmentPreviewData }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="sm" role="status">
      <Title order={3} size="h4" mb={4}>
        {t('family.changes.after')}
      </Title>
      <Text size="sm">{t('family.changes.moves', { n: count(people.length) })}</Text>
      {people.slice(0, namedMax).map(({ personId, name, from, to }) => (
        <Text key={personId} size="xs" c="dimmed">
          {name}: {from} → {to}
        </Text>
      ))}
      {people.length > namedMax && (
        <Text size="xs" c="dimmed">
          {t('family.changes.andMore', { n: count(people.length - namedMax) })}
        </Text>
      )}
      <DepartmentTree nodes={after} />
    </Paper>
  );
}

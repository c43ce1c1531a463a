import { Card, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';

const outcomes = ['new', 'matched', 'review', 'rejected', 'unchanged'] as const;

/** Every row has one outcome; the five add up to the rows of the file. */
export function OutcomeTiles({ counts }: { counts: Record<(typeof outcomes)[number], number> }) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} mb="md">
      {outcomes.map((name) => (
        <Card key={name} withBorder p="sm">
          <Text size="sm" c="dimmed">
            {t(`imports.${name}`)}
          </Text>
          <Text fz={24} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {count(counts[name])}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

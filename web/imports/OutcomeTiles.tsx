import { Card, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { openOutcomes, type OpenOutcome } from './OutcomeRows.tsx';

const outcomes = ['new', 'matched', 'review', 'rejected', 'unchanged'] as const;

/** Every row has one outcome; the five add up to the rows of the file. `open` shows the rows behind a number. */
export function OutcomeTiles({
  counts,
  open,
}: {
  counts: Record<(typeof outcomes)[number], number>;
  open?: (outcome: OpenOutcome) => void;
}) {
  const { t } = useTranslation();
  const opens = (name: string): name is OpenOutcome => (openOutcomes as readonly string[]).includes(name);
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} mb="md">
      {outcomes.map((name) => (
        <Card key={name} withBorder p="sm">
          <Text size="sm" c="dimmed">
            {t(`imports.${name}`)}
          </Text>
          <Text component="div" fz={24} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {open && opens(name) ? (
              <NumberLink value={counts[name]} label={t(`imports.${name}`)} open={() => open(name)} />
            ) : (
              count(counts[name])
            )}
          </Text>
        </Card>
      ))}
    </SimpleGrid>
  );
}

import { Card, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
export const outcomes = ['new', 'matched', 'review', 'rejected', 'unchanged'] as const;
export type Outcome = (typeof outcomes)[number];

/** Every row has one outcome; the five add up to the rows of the file. `open` shows the rows behind a number, of those that `opens` names. */
export function OutcomeTiles<Opened extends Outcome>({
  counts,
  opens,
  open,
}: {
  counts: Record<Outcome, number>;
  opens: readonly Opened[];
  open: (outcome: Opened) => void;
}) {
  const { t } = useTranslation();
  const isOpened = (name: Outcome): name is Opened => (opens as readonly Outcome[]).includes(name);
  return (
    <SimpleGrid cols={{ base: 2, sm: 5 }} mb="md">
      {outcomes.map((name) => (
        <Card key={name} withBorder p="sm">
          <Text size="sm" c="dimmed">
            {t(`imports.${name}`)}
          </Text>
          <Text component="div" fz={24} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {isOpened(name) ? (
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

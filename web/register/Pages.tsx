import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';

/** Which part of a list is shown, and the way to the parts before and behind it. */
export function Pages({
  offset,
  shown,
  total,
  size,
  go,
}: {
  offset: number;
  shown: number;
  total: number;
  size: number;
  go: (offset: number) => void;
}) {
  const { t } = useTranslation();
  return (
    <Group justify="space-between" mt="sm">
      <Text size="sm" c="dimmed">
        {t('common.of', { total: count(total), from: offset + 1, to: offset + shown })}
      </Text>
      {total > size && (
        <Group gap="xs">
          <Button variant="default" disabled={offset === 0} onClick={() => go(offset - size)}>
            {t('common.back')}
          </Button>
          <Button variant="default" disabled={offset + shown >= total} onClick={() => go(offset + size)}>
            {t('common.next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

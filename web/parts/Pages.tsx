import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count } from './format.ts';

/** Where a list of pages stands, and the buttons to the page before and the next one. */
export function Pages(props: {
  offset: number;
  shown: number;
  total: number;
  pageSize: number;
  setOffset: (offset: number) => void;
}) {
  const { t } = useTranslation();
  const { offset, shown, total, pageSize, setOffset } = props;
  return (
    <Group justify="space-between" mt="sm">
      <Text size="sm" c="dimmed">
        {t('common.of', { total: count(total), from: offset + 1, to: offset + shown })}
      </Text>
      {total > pageSize && (
        <Group gap="xs">
          <Button variant="default" disabled={offset === 0} onClick={() => setOffset(offset - pageSize)}>
            {t('common.back')}
          </Button>
          <Button variant="default" disabled={offset + shown >= total} onClick={() => setOffset(offset + pageSize)}>
            {t('common.next')}
          </Button>
        </Group>
      )}
    </Group>
  );
}

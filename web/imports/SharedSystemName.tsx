import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportDraft } from './draft.ts';

/** Two systems under one name would share their keys: says so and proposes another name, but lets everybody go on. */
export function SharedSystemName({
  source,
  shared: { batchId, fileName, by, proposal },
  take,
}: {
  source: string;
  shared: NonNullable<ImportDraft['sharedSystemName']>;
  take: ((source: string) => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" mb="md" title={t('imports.sharedName.title', { source })}>
      <Text size="sm">
        {t(`imports.sharedName.${by}`)}{' '}
        <Anchor component={Link} to={`/imports/${batchId}`} size="sm" underline="always">
          {t('imports.sharedName.earlier', { id: batchId, file: fileName })}
        </Anchor>
      </Text>
      <Text size="sm" mt={4}>
        {t('imports.sharedName.danger')}
      </Text>
      {take && (
        <Group mt="xs">
          <Button size="compact-sm" variant="default" onClick={() => take(proposal)}>
            {t('imports.sharedName.take', { proposal })}
          </Button>
        </Group>
      )}
    </Alert>
  );
}

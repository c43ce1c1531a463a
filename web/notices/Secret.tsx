import { Alert, Code } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A signing secret, on the screen this once. */
export function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation();
  return (
    <Alert color="yellow" mb="sm" title={t('notices.secretOnce')}>
      <Code style={{ overflowWrap: 'anywhere' }}>{secret}</Code>
    </Alert>
  );
}

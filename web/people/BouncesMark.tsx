import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** メール不達, beside an address; nothing where mail arrives. */
export function BouncesMark({ bounces }: { bounces: boolean }) {
  const { t } = useTranslation();
  if (!bounces) return null;
  return (
    <Badge ml={4} size="xs" color="red" variant="light" tt="none">
      {t('people.bounces')}
    </Badge>
  );
}

import { Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** By what one sees that an action is done; a link opens. */
export function Evidence({ evidence }: { evidence: string | null | undefined }) {
  const { t } = useTranslation();
  if (!evidence) return null;
  if (/^https?:\/\/\S+$/.test(evidence))
    return (
      <Anchor href={evidence} target="_blank" rel="noreferrer" size="sm" style={{ overflowWrap: 'anywhere' }}>
        {t('meetings.evidenceIs', { what: evidence })}
      </Anchor>
    );
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {t('meetings.evidenceIs', { what: evidence })}
    </Text>
  );
}

/** Why an action was given up. */
export function Because({ reason }: { reason: string | null | undefined }) {
  const { t } = useTranslation();
  if (!reason) return null;
  return (
    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {t('meetings.because', { why: reason })}
    </Text>
  );
}

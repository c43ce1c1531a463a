import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

type Lead = {
  readonly accountId: number | null;
  readonly accountName: string | null;
  readonly personName: string | null;
};

/** Whose lead a line is about: the company, which opens, and the person below it. */
export function WhoseLead({ accountId, accountName, personName }: Lead) {
  const { t } = useTranslation();
  return (
    <>
      {accountId === null ? (
        t('handovers.noAccount')
      ) : (
        <Link to="/accounts/$id" params={{ id: String(accountId) }}>
          {accountName}
        </Link>
      )}
      <Text size="xs" c="dimmed">
        {personName}
      </Text>
    </>
  );
}

import { Alert, Center, Loader, Paper, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Loading, failed, or the data: every query of a screen passes through here. */
export function Loaded<T>({ query, children }: { query: UseQueryResult<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  if (query.isPending)
    return (
      <Center p="xl">
        <Loader role="status" aria-label={t('common.loading')} />
      </Center>
    );
  if (query.isError)
    return (
      <Alert color="red" title={t('common.failed')}>
        {query.error.message}
      </Alert>
    );
  return <>{children(query.data)}</>;
}

export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <Paper p="xl" withBorder ta="center">
      <Text c="dimmed" mb={action ? 'md' : 0}>
        {children}
      </Text>
      {action}
    </Paper>
  );
}

import { Button, Group, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';

/** How far an import or its check is, with a way to stop it. `total` is null where nobody knows yet. */
export function RunningBar({
  batchId,
  label,
  done,
  total,
  children,
}: {
  batchId: number;
  label: string;
  done: number;
  total: number | null;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const mayRun = useRight('imports.run');
  const stop = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/cancel', { params: { path: { id: batchId } } })),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: sayFailed,
  });
  return (
    <>
      <Progress value={total ? (done / total) * 100 : 100} animated mb="xs" aria-label={label} />
      <Group justify="space-between" mb="md">
        <Text size="sm" aria-live="polite">
          {children}
        </Text>
        {mayRun && (
          <Button size="compact-sm" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
            {t('imports.stop')}
          </Button>
        )}
      </Group>
    </>
  );
}

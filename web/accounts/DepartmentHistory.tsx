import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { queryClient } from '../api/client.ts';
import { day, listed } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { undoChange } from './ChangeDepartments.tsx';

type Change = Family['changes'][number];

/** What people said became of departments, the latest first; each can be taken back. */
export function DepartmentHistory({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const mayDecide = useRight('reviews.decide');
  const undo = useMutation({
    mutationFn: undoChange,
    onSuccess: () => {
      sayDone(t('common.undone'));
      void queryClient.invalidateQueries({ queryKey: ['account'] });
    },
    onError: sayFailed,
  });
  if (changes.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('family.changes.history')}
      </Title>
      <Stack gap="sm">
        {changes.toReversed().map((change) => (
          <div key={change.changeId}>
            <Group gap="xs">
              <Text size="sm">{sentence(change)}</Text>
              {mayDecide && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={undo.isPending}
                  onClick={() => undo.mutate(change.changeId)}
                >
                  {t('common.undo')}
                </Button>
              )}
            </Group>
            <Text size="xs" c="dimmed">
              {[
                day(change.on),
                t(`family.changes.kinds.${change.kind}`),
                change.memberName && t('family.decidedBy', { who: change.memberName }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );

  function sentence({ kind, from, into, under }: Change): string {
    const place = under ?? t('family.changes.top');
    if (kind === 'move') return t('family.changes.moved', { name: listed(from), place });
    if (kind === 'add') return t('family.changes.added', { name: listed(into), place });
    return `${listed(from)} → ${listed(into)}`;
  }
}

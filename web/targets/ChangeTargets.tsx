import { Button, Group, Paper, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { AgencyChoice, OwnerChoice, TierChoice } from '../lists/choices.tsx';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';

type Changes = {
  ownerId?: number | null;
  ownerName?: string | null;
  tier?: 'strategic' | 'lite' | 'programmatic';
  agencyId?: number | null;
};

/** Owner, tier and agency for every line that is ticked, taken back as one. */
export function ChangeTargets({
  lineIds,
  selectAll,
  onDone,
}: {
  lineIds: number[];
  /** Ticks the whole list; undefined where it is ticked. */
  selectAll: { readonly total: number; readonly run: () => void } | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const edit = useMutation({
    mutationFn: (changes: Changes) =>
      answer<{ edited: number; bulkEditId: number }>(api.POST('/api/targets/edit', { body: { lineIds, changes } })),
    onSuccess: ({ edited, bulkEditId }) => {
      sayUndoable(t('accounts.edited', { n: count(edited) }), () =>
        answer(api.POST('/api/sheets/{noun}/undo', { params: { path: { noun: 'targets' } }, body: { bulkEditId } })),
      );
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t('common.selected', { n: count(lineIds.length) })}
        </Text>
        {selectAll && (
          <Button size="compact-xs" variant="subtle" onClick={selectAll.run}>
            {t('common.selectAll', { n: count(selectAll.total) })}
          </Button>
        )}
        <OwnerChoice onChoose={({ id, name }) => edit.mutate({ ownerId: id, ownerName: name })} />
        <TierChoice onChoose={(tier) => edit.mutate({ tier })} />
        <AgencyChoice onChoose={(agencyId) => edit.mutate({ agencyId })} />
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('common.clear')}
        </Button>
      </Group>
    </Paper>
  );
}

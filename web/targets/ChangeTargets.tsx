import { Button, Group, Paper, Select, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useAgencyChoices } from '../session/agencies.ts';
import { ownerOf, useNamedOwners } from '../session/owners.ts';

/** No agency stands between. */
const direct = 'direct';
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
  const owners = useNamedOwners();
  const agencies = useAgencyChoices();
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
        <Select
          size="xs"
          w={140}
          searchable
          placeholder={t('accounts.owner')}
          aria-label={t('accounts.owner')}
          nothingFoundMessage={t('handovers.nobody')}
          data={owners}
          value={null}
          onChange={(choice) => {
            if (choice === null) return;
            const { id, name } = ownerOf(choice);
            edit.mutate({ ownerId: id, ownerName: name });
          }}
        />
        <Select
          size="xs"
          w={100}
          placeholder={t('accounts.tier')}
          aria-label={t('accounts.tier')}
          data={(['strategic', 'lite', 'programmatic'] as const).map((value) => ({
            value,
            label: t(`accounts.tiers.${value}`),
          }))}
          value={null}
          onChange={(tier) => tier && edit.mutate({ tier: tier as NonNullable<Changes['tier']> })}
        />
        <Select
          size="xs"
          w={150}
          searchable
          placeholder={t('accounts.agency')}
          aria-label={t('accounts.agency')}
          nothingFoundMessage={t('handovers.nobody')}
          data={[{ value: direct, label: t('accounts.noAgency') }, ...agencies]}
          value={null}
          onChange={(id) => id && edit.mutate({ agencyId: id === direct ? null : Number(id) })}
        />
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('common.clear')}
        </Button>
      </Group>
    </Paper>
  );
}

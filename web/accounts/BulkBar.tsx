import { Button, Group, Paper, Select, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { AgencyChoice, OwnerChoice, TierChoice } from '../lists/choices.tsx';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { sayAdded, type Added } from '../targets/say-added.ts';

type Result = { edited: number; bulkEditId: number };

/** Owner, agency, tier, class and hold for everything selected, with an undo that stays for a while; it stays in view wherever rows are ticked. */
export function BulkBar({
  ids,
  all,
  total,
  selectAll,
  onDone,
}: {
  ids: number[];
  all: object | undefined;
  total: number;
  /** Ticks the whole list; undefined where it is ticked. */
  selectAll: { readonly total: number; readonly run: () => void } | undefined;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['accounts'] });
  const edit = useMutation({
    mutationFn: (changes: object) =>
      answer<Result>(
        api.POST('/api/accounts/bulk-edit', {
          body: { ...(all ? { all } : { ids }), changes, description: t('accounts.bulk') } as never,
        }),
      ),
    onSuccess: (result) => {
      sayUndoable(t('accounts.edited', { n: count(result.edited) }), () =>
        answer(api.POST('/api/accounts/bulk-edit/{id}/undo', { params: { path: { id: result.bulkEditId } } })),
      );
      void refresh();
      onDone();
    },
    onError: sayFailed,
  });
  const nominate = useMutation({
    mutationFn: () =>
      answer<Added>(
        api.POST('/api/targets', {
          body: { targets: ids.map((accountId) => ({ accountId, origin: 'sales_nominated' as const })) },
        }),
      ),
    onSuccess: (added) => {
      sayAdded(added);
      void refresh();
      onDone();
    },
    onError: sayFailed,
  });
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print bulk-bar">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t('common.selected', { n: count(total) })}
        </Text>
        {selectAll && (
          <Button size="compact-xs" variant="subtle" onClick={selectAll.run}>
            {t('common.selectAll', { n: count(selectAll.total) })}
          </Button>
        )}
        <OwnerChoice mayBeNobody onChoose={({ id, name }) => edit.mutate({ owner_id: id, owner_name: name })} />
        <TierChoice onChoose={(tier) => edit.mutate({ tier })} />
        <Select
          size="xs"
          w={100}
          placeholder={t('accounts.class')}
          aria-label={t('accounts.class')}
          data={['existing', 'prospect'].map((value) => ({ value, label: t(`accounts.classes.${value}`) }))}
          value={null}
          onChange={(value) => value && edit.mutate({ class: value })}
        />
        <AgencyChoice onChoose={(id) => edit.mutate({ agency_id: id })} />
        <Button size="xs" variant="default" onClick={() => edit.mutate({ is_on_hold: true })}>
          {t('accounts.hold')}
        </Button>
        <Button size="xs" variant="default" onClick={() => edit.mutate({ is_on_hold: false, hold_reason: null })}>
          {t('accounts.endHold')}
        </Button>
        {!all && (
          <Button size="xs" loading={nominate.isPending} onClick={() => nominate.mutate()}>
            {t('accounts.nominate')}
          </Button>
        )}
        <Button size="xs" variant="subtle" color="gray" onClick={onDone}>
          {t('common.clear')}
        </Button>
      </Group>
    </Paper>
  );
}

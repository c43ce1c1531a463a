import { Button, Group, Select, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetRow } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useAgencyChoices } from '../session/agencies.ts';
import { choiceOf, ownerOf, useNamedOwners } from '../session/owners.ts';
import { TargetHistory } from './TargetHistory.tsx';

type Values = {
  ownerId?: number | null;
  ownerName?: string | null;
  class?: 'existing' | 'prospect' | null;
  tier?: 'strategic' | 'lite' | 'programmatic' | null;
  agencyId?: number | null;
  reason?: string | null;
};

/** Owner, class, tier, agency and reason of one line, and who decided what about it. */
export function EditTarget({ row, mayEdit }: { row: TargetRow; mayEdit: boolean }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={dialog.open}>
        {t(mayEdit ? 'targets.edit' : 'targets.history')}
      </Button>
      <Dialog opened={isOpen} title={row.name} size="lg" close={dialog.close}>
        <Stack>
          {mayEdit && <LineForm row={row} close={dialog.close} />}
          <TargetHistory lineId={row.targetLineId} />
        </Stack>
      </Dialog>
    </>
  );
}

function LineForm({ row, close }: { row: TargetRow; close: () => void }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<Values>({});
  const change = (more: Values) => setChanges({ ...changes, ...more });
  const owners = useNamedOwners(row.ownerName);
  const agencies = useAgencyChoices();
  const path = { path: { id: row.targetLineId } };
  const put = (body: Values) => answer(api.PATCH('/api/targets/{id}', { params: path, body }));
  const save = useMutation({
    mutationFn: () => put(changes),
    onSuccess: () => {
      close();
      sayUndoable(t('targets.saved', { name: row.name }), () => put(before(row, changes)));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const words = (name: 'classes' | 'tiers', values: readonly string[]) =>
    values.map((value) => ({ value, label: t(`accounts.${name}.${value}`) }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <Group grow>
          <Select
            label={t('accounts.owner')}
            searchable
            clearable
            defaultValue={choiceOf(row.ownerId, row.ownerName)}
            data={owners}
            nothingFoundMessage={t('handovers.nobody')}
            onChange={(choice) => {
              const { id, name } = ownerOf(choice);
              change({ ownerId: id, ownerName: name });
            }}
          />
          <Select
            label={t('accounts.agency')}
            searchable
            clearable
            defaultValue={row.agencyId === null ? null : String(row.agencyId)}
            data={agencies}
            nothingFoundMessage={t('handovers.nobody')}
            onChange={(id) => change({ agencyId: id === null ? null : Number(id) })}
          />
        </Group>
        <Group grow>
          <Select
            label={t('accounts.class')}
            clearable
            defaultValue={row.class}
            data={words('classes', ['existing', 'prospect'])}
            onChange={(value) => change({ class: value as Values['class'] & string })}
          />
          <Select
            label={t('accounts.tier')}
            clearable
            defaultValue={row.tier}
            data={words('tiers', ['strategic', 'lite', 'programmatic'])}
            onChange={(value) => change({ tier: value as Values['tier'] & string })}
          />
        </Group>
        <Textarea
          label={t('targets.reason')}
          autosize
          maxRows={4}
          defaultValue={row.reason ?? ''}
          onChange={(event) => change({ reason: event.currentTarget.value || null })}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length === 0}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The values that stood where a change was made, to take it back. */
function before(row: TargetRow, changes: Values): Values {
  return Object.fromEntries(Object.keys(changes).map((name) => [name, row[name as keyof TargetRow]]));
}

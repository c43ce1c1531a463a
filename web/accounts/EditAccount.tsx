import { Group, NumberInput, Select, Switch, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { EditValues, ValuesForm } from '../parts/EditValues.tsx';
import { FollowFiles } from '../parts/FollowFiles.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { shownPhone } from '../parts/phone.ts';
import { useAgencyChoices } from '../session/agencies.ts';
import { choiceOf, ownerOf, useNamedOwners } from '../session/owners.ts';
import type { AccountData } from './AccountPage.tsx';

/** What can follow the files again, with the word for it. */
const decidable = [
  ['name', 'accounts.name'],
  ['kana', 'account.kana'],
  ['corporate_number', 'accounts.corporateNumber'],
  ['address', 'account.address'],
  ['prefecture', 'accounts.prefecture'],
  ['industry', 'accounts.industry'],
  ['employees', 'accounts.employees'],
  ['phone', 'account.phone'],
  ['website', 'account.website'],
  ['owner_id', 'accounts.owner'],
  ['agency_role', 'account.agencyRole'],
  ['agency_area', 'account.agencyArea'],
] as const;

/** Values a person decides; they beat every file until somebody lets them follow the files again. */
export const EditAccount = ({ data }: { data: AccountData }) => (
  <EditValues form={(close) => <AccountForm data={data} close={close} />} />
);

/** Lives as long as the window is open: what was typed and left is gone with it. */
function AccountForm({
  data: { account: values, overrides, ownerName },
  close,
}: {
  data: AccountData;
  close: () => void;
}) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<Record<string, string | number | boolean | null>>({});
  const [unpin, setUnpin] = useState<string[]>([]);
  const accountId = values.account_id;
  const owners = useNamedOwners(ownerName);
  const agencies = useAgencyChoices().filter(({ value }) => value !== String(accountId));
  const save = useMutation({
    mutationFn: () =>
      answer<{ bulkEditId: number }>(
        api.PATCH('/api/accounts/{id}', { params: { path: { id: accountId } }, body: { ...changes, unpin } as never }),
      ),
    onSuccess: ({ bulkEditId }) => {
      close();
      sayUndoable(t('imports.saved'), () =>
        answer(api.POST('/api/accounts/bulk-edit/{id}/undo', { params: { path: { id: bulkEditId } } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const text = (
    name:
      | 'name'
      | 'kana'
      | 'corporate_number'
      | 'address'
      | 'industry'
      | 'phone'
      | 'website'
      | 'agency_area'
      | 'hold_reason',
  ) => ({
    defaultValue: (values[name] as string | null) ?? '',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setChanges({ ...changes, [name]: event.currentTarget.value || null }),
  });
  const choice = (name: 'class' | 'tier' | 'agency_role') => ({
    clearable: true,
    defaultValue: values[name],
    onChange: (value: string | null) => setChanges({ ...changes, [name]: value }),
  });
  const decided = decidable.filter(([attribute]) => overrides.some((one) => one.attribute === attribute));
  return (
    <ValuesForm save={save} isChanged={Object.keys(changes).length + unpin.length > 0}>
      <TextInput label={t('accounts.name')} required {...text('name')} />
      <TextInput label={t('account.kana')} {...text('kana')} />
      <TextInput label={t('accounts.corporateNumber')} {...text('corporate_number')} />
      <TextInput label={t('account.address')} {...text('address')} />
      <Group grow>
        <Select
          label={t('accounts.owner')}
          searchable
          clearable
          defaultValue={choiceOf(values.owner_id, ownerName)}
          data={owners}
          nothingFoundMessage={t('handovers.nobody')}
          onChange={(choice) => {
            const { id, name } = ownerOf(choice);
            setChanges({ ...changes, owner_id: id, owner_name: name });
          }}
        />
        <Select
          label={t('accounts.agency')}
          searchable
          clearable
          defaultValue={values.agency_id === null ? null : String(values.agency_id)}
          data={agencies}
          nothingFoundMessage={t('handovers.nobody')}
          onChange={(id) => setChanges({ ...changes, agency_id: id === null ? null : Number(id) })}
        />
      </Group>
      <Group grow>
        <Select
          label={t('accounts.class')}
          {...choice('class')}
          data={['existing', 'prospect'].map((value) => ({ value, label: t(`accounts.classes.${value}`) }))}
        />
        <Select
          label={t('accounts.tier')}
          {...choice('tier')}
          data={['strategic', 'lite', 'programmatic'].map((value) => ({
            value,
            label: t(`accounts.tiers.${value}`),
          }))}
        />
      </Group>
      <Group grow>
        <TextInput label={t('accounts.industry')} {...text('industry')} />
        <NumberInput
          label={t('accounts.employees')}
          min={0}
          defaultValue={values.employees ?? ''}
          onChange={(value) => setChanges({ ...changes, employees: typeof value === 'number' ? value : null })}
        />
      </Group>
      <Group grow>
        <TextInput
          label={t('account.phone')}
          {...text('phone')}
          defaultValue={values.phone === null ? '' : shownPhone(values.phone)}
        />
        <TextInput label={t('account.website')} {...text('website')} />
      </Group>
      <Group grow>
        <Select
          label={t('account.agencyRole')}
          {...choice('agency_role')}
          data={['一次店', '二次店'].map((value) => ({ value, label: t(`imports.agencyRoles.${value}`) }))}
        />
        <TextInput label={t('account.agencyArea')} {...text('agency_area')} />
      </Group>
      <Switch
        label={t('accounts.hold')}
        defaultChecked={values.is_on_hold}
        onChange={(event) => setChanges({ ...changes, is_on_hold: event.currentTarget.checked })}
      />
      <TextInput label={t('account.holdReason')} {...text('hold_reason')} />
      <FollowFiles decided={decided} chosen={unpin} onChange={setUnpin} />
    </ValuesForm>
  );
}

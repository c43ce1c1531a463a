import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';

type Found = { rows: { accountId: number; name: string; prefecture: string | null }[] };

/** A company found by what is typed; `chosen` is its id as text. */
export function CompanySelect({
  label,
  chosen,
  choose,
  isRequired = false,
}: {
  label: string;
  chosen: string | null;
  choose: (accountId: string | null) => void;
  isRequired?: boolean;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 250);
  const companies = useQuery({
    queryKey: ['accounts', 'choose', search],
    queryFn: () =>
      answer<Found>(api.GET('/api/accounts', { params: { query: { ...(search ? { search } : {}), limit: 20 } } })),
    placeholderData: (before) => before,
  });
  return (
    <Select
      searchable
      clearable
      required={isRequired}
      label={label}
      nothingFoundMessage={t('common.none')}
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      value={chosen}
      onChange={choose}
      data={(companies.data?.rows ?? []).map((row) => ({
        value: String(row.accountId),
        label: [row.name, row.prefecture && `(${row.prefecture})`].filter(Boolean).join(''),
      }))}
    />
  );
}

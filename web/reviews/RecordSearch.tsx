import { NavLink, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { shownPhone } from '../parts/phone.ts';
import { Loaded } from '../parts/States.tsx';
import type { Kind } from './SideBySide.tsx';

type Found = { id: number; name: string; detail: string };

/** Finds another record, starting from a name; `id` is the one it is not. */
export function RecordSearch({
  kind,
  id,
  name,
  label,
  onChoose,
}: {
  kind: Kind;
  id?: number;
  name: string;
  label?: string;
  onChoose: (id: number) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  const [search] = useDebouncedValue(typed.trim(), 250);
  const found = useQuery({
    queryKey: ['merge-search', kind, search],
    queryFn: () => findRecords(kind, search),
  });
  return (
    <Stack>
      <TextInput
        type="search"
        data-autofocus
        label={label ?? t(`reviews.searchOther.${kind}`)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Loaded query={found}>
        {(records) => {
          const others = records.filter((record) => record.id !== id);
          return others.length === 0 ? (
            <Text c="dimmed">{t('common.none')}</Text>
          ) : (
            <div>
              {others.map((record) => (
                <NavLink
                  key={record.id}
                  component="button"
                  label={record.name}
                  description={record.detail}
                  onClick={() => onChoose(record.id)}
                />
              ))}
            </div>
          );
        }}
      </Loaded>
    </Stack>
  );
}

async function findRecords(kind: Kind, search: string): Promise<Found[]> {
  const params = { params: { query: { ...(search ? { search } : {}), limit: 12 } } };
  const join = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ');
  if (kind === 'account') {
    const { rows } = await answer<{
      rows: {
        accountId: number;
        name: string;
        prefecture: string | null;
        industry: string | null;
        phone: string | null;
      }[];
    }>(api.GET('/api/accounts', params));
    return rows.map((row) => ({
      id: row.accountId,
      name: row.name,
      detail: join(row.prefecture, row.industry, row.phone && shownPhone(row.phone)),
    }));
  }
  const { rows } = await answer<{
    rows: {
      personId: number;
      name: string;
      accountName: string | null;
      department: string | null;
      title: string | null;
      email: string | null;
    }[];
  }>(api.GET('/api/people', params));
  return rows.map((row) => ({
    id: row.personId,
    name: row.name,
    detail: join(row.accountName, row.department, row.title, row.email),
  }));
}

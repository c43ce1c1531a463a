import { ActionIcon, Button, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure, useHotkeys } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { Dialog } from '../parts/Dialog.tsx';

type Rows<P extends '/api/accounts' | '/api/people'> =
  paths[P]['get']['responses'][200]['content']['application/json']['rows'];
/** Both pages are addressed by an id alone. */
type Hit = { to: '/accounts/$id'; id: string; name: string; detail: string };
const hitsMax = 7;

/** The way to any company or person from wherever one is: a button in the banner, or Ctrl+K. */
export function Find() {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  useHotkeys([
    ['mod+K', dialog.open],
    ['/', dialog.open],
  ]);
  return (
    <>
      <Button variant="default" size="compact-sm" visibleFrom="sm" leftSection={<Glass />} onClick={dialog.open}>
        {t('nav.find')}
      </Button>
      <ActionIcon variant="subtle" hiddenFrom="sm" aria-label={t('nav.find')} onClick={dialog.open}>
        <Glass />
      </ActionIcon>
      <Dialog opened={isOpen} title={t('nav.find')} close={dialog.close}>
        <Finder close={dialog.close} />
      </Dialog>
    </>
  );
}

function Finder({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const found = useQuery({
    queryKey: ['find', search],
    enabled: search !== '',
    placeholderData: keepPreviousData,
    queryFn: () => find(search),
  });
  const groups = search === '' ? [] : (found.data ?? []);
  const first = groups.flatMap(({ hits }) => hits)[0];
  const open = (event: KeyboardEvent) => {
    // The Enter that ends a conversion of the input method opens nothing.
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !first || search !== typed.trim()) return;
    close();
    void navigate({ to: first.to, params: { id: first.id } });
  };
  return (
    <Stack gap="xs">
      <TextInput
        type="search"
        data-autofocus
        aria-label={t('nav.find')}
        placeholder={t('nav.findHint')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={open}
      />
      {groups.map(({ word, hits }) => (
        <section key={word} aria-label={t(word)}>
          <Text size="xs" fw={600} c="dimmed">
            {t(word)}
          </Text>
          {hits.map((hit) => (
            <Text key={hit.id} size="sm" py={4}>
              <Link to={hit.to} params={{ id: hit.id }} onClick={close}>
                {hit.name}
              </Link>{' '}
              <Text span size="xs" c="dimmed">
                {hit.detail}
              </Text>
            </Text>
          ))}
        </section>
      ))}
      <Text size="sm" c="dimmed" role="status">
        {search !== '' && found.isSuccess && groups.length === 0 ? t('common.none') : ''}
      </Text>
    </Stack>
  );
}

/** Companies, then people; a kind without hits is left out. */
async function find(search: string): Promise<{ word: string; hits: Hit[] }[]> {
  const params = { params: { query: { search, limit: hitsMax } } };
  const [accounts, people] = await Promise.all([
    answer<{ rows: Rows<'/api/accounts'> }>(api.GET('/api/accounts', params)),
    answer<{ rows: Rows<'/api/people'> }>(api.GET('/api/people', params)),
  ]);
  const join = (...parts: (string | null)[]) => parts.filter(Boolean).join(' · ');
  return [
    {
      word: 'accounts.title',
      hits: accounts.rows.map((row) => ({
        ...{ to: '/accounts/$id' as const, id: String(row.accountId), name: row.name },
        detail: join(row.prefecture, row.industry, row.ownerName),
      })),
    },
    {
      word: 'people.title',
      hits: people.rows.map((row) => ({
        ...{ to: '/people/$id' as Hit['to'], id: String(row.personId), name: row.name },
        detail: join(row.accountName, row.department, row.title),
      })),
    },
  ].filter(({ hits }) => hits.length > 0);
}

function Glass() {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeWidth="2" aria-hidden>
      <circle cx="7" cy="7" r="5" />
      <path d="m11 11 4 4" strokeLinecap="round" />
    </svg>
  );
}

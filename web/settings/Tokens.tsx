import { Alert, Button, Code, Group, Table, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';

type TokenRows = { rows: { tokenId: number; name: string; createdAt: string; lastUsedAt: string | null }[] };

export function Tokens() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const tokens = useQuery({ queryKey: ['tokens'], queryFn: () => answer<TokenRows>(api.GET('/api/tokens')) });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['tokens'] });
  const create = useMutation({
    mutationFn: () => answer<{ token: string }>(api.POST('/api/tokens', { body: { name } })),
    onSuccess: () => {
      setName('');
      void refresh();
    },
    onError: sayFailed,
  });
  const revoke = useMutation({
    mutationFn: (id: number) => answer(api.DELETE('/api/tokens/{id}', { params: { path: { id } } })),
    onSuccess: refresh,
    onError: sayFailed,
  });
  return (
    <>
      <Group mb="md">
        <TextInput
          aria-label={t('session.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button disabled={name.trim() === ''} onClick={() => create.mutate()}>
          {t('settings.newToken')}
        </Button>
      </Group>
      {create.data && (
        <Alert color="yellow" mb="md" title={t('settings.tokenOnce')}>
          <Code>{create.data.token}</Code>
        </Alert>
      )}
      <Table className="mori-table">
        <Table.Tbody>
          {(tokens.data?.rows ?? []).map((row) => (
            <Table.Tr key={row.tokenId}>
              <Table.Td>{row.name}</Table.Td>
              <Table.Td>{moment(row.createdAt)}</Table.Td>
              <Table.Td>{moment(row.lastUsedAt)}</Table.Td>
              <Table.Td>
                <Button size="compact-xs" variant="default" onClick={() => revoke.mutate(row.tokenId)}>
                  {t('common.remove')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

import { Badge, Button, Group, Paper, Table, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { parseCompanyName } from '#core/company/name.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { sayAdded, type Added } from './say-added.ts';
import { outcomeColors, WishRow, type Chosen, type WishItem } from './WishRow.tsx';

type WishList = {
  wishListId: number;
  name: string;
  items: WishItem[];
  counts: Record<WishItem['outcome'], number>;
};

/** What the names of a wish list stand for: 一致, 候補 or 該当なし, and the way onto the target list. */
export function WishListResult({ id, mayEdit }: { id: number; mayEdit: boolean }) {
  const { t } = useTranslation();
  const list = useQuery({
    queryKey: ['wish-list', id],
    queryFn: () => answer<WishList>(api.GET('/api/wish-lists/{id}', { params: { path: { id } } })),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['wish-list', id] });
  const choose = useMutation({
    mutationFn: ({ position, ...body }: Chosen & { position: number }) =>
      answer(api.PATCH('/api/wish-lists/{id}/items/{position}', { params: { path: { id, position } }, body })),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const register = useMutation({
    mutationFn: () =>
      answer<{ registered: number }>(api.POST('/api/wish-lists/{id}/register', { params: { path: { id } } })),
    onSuccess: ({ registered }) => {
      sayDone(t('wish.registered', { n: count(registered) }));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const nominate = useMutation({
    mutationFn: () => answer<Added>(api.POST('/api/wish-lists/{id}/nominate', { params: { path: { id } } })),
    onSuccess: (added) => {
      sayAdded(added);
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={list}>
      {({ name, items, counts }) => (
        <Paper withBorder p="md" mb="lg">
          <Group justify="space-between" mb="sm">
            <Group gap="xs">
              <Title order={2}>{name}</Title>
              {(['match', 'candidates', 'none'] as const).map((outcome) => (
                <Badge key={outcome} variant="light" tt="none" color={outcomeColors[outcome]}>
                  {t(`wish.outcomes.${outcome}`)} {counts[outcome]}
                </Badge>
              ))}
            </Group>
            {mayEdit && (
              <Group gap="sm">
                {counts.none > 0 && (
                  <Button variant="default" loading={register.isPending} onClick={() => register.mutate()}>
                    {t('wish.register', { n: count(unknown(items)) })}
                  </Button>
                )}
                {addable(items) > 0 ? (
                  <Button loading={nominate.isPending} onClick={() => nominate.mutate()}>
                    {t('wish.nominate', { n: count(addable(items)) })}
                  </Button>
                ) : (
                  counts.match > 0 && (
                    <Button component={Link} to="/targets">
                      {t('wish.openTargets')}
                    </Button>
                  )
                )}
              </Group>
            )}
          </Group>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={name}>
            <Table className="mori-table phone-cards">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('wish.asWritten')}</Table.Th>
                  <Table.Td />
                  <Table.Th>{t('wish.found')}</Table.Th>
                  <Table.Th>{t('accounts.owner')}</Table.Th>
                  <Table.Th>{t('accounts.targetStatus')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((item) => (
                  <WishRow
                    key={item.position}
                    item={item}
                    mayEdit={mayEdit}
                    choose={(chosen) => choose.mutate({ position: item.position, ...chosen })}
                  />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </Paper>
      )}
    </Loaded>
  );
}

/** Companies that are not on the list yet; a name may be wished for twice. */
function addable(items: readonly WishItem[]): number {
  return new Set(items.flatMap(({ accountId, targetStatus }) => (targetStatus === null ? (accountId ?? []) : []))).size;
}

/** Companies that Mori does not hold: two spellings of one name are one. */
function unknown(items: readonly WishItem[]): number {
  const names = items
    .filter(({ outcome }) => outcome === 'none')
    .map(({ text }) => parseCompanyName(text).safe || text);
  return new Set(names).size;
}

import { Badge, Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { parseCompanyName } from '#core/company/name.ts';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { sayAdded, type Added } from './say-added.ts';
import { WishChoice, type Chosen } from './WishChoice.tsx';

type WishList = paths['/api/wish-lists/{id}']['get']['responses'][200]['content']['application/json'];
type Item = WishList['items'][number];
const outcomes = ['match', 'candidates', 'none'] as const;
const colors: Readonly<Record<string, string>> = { match: 'teal', candidates: 'yellow', none: 'gray' };

/** What became of each line of a wish list, and the ways on: choosing, registering, onto the target list. */
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
              {outcomes.map((outcome) => (
                <Badge key={outcome} variant="light" tt="none" color={colors[outcome] ?? 'gray'}>
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
          <WishLines
            title={name}
            items={items}
            mayEdit={mayEdit}
            choose={(item, chosen) => choose.mutate({ position: item.position, ...chosen })}
          />
        </Paper>
      )}
    </Loaded>
  );
}

function WishLines({
  title,
  items,
  mayEdit,
  choose,
}: {
  title: string;
  items: readonly Item[];
  mayEdit: boolean;
  choose: (item: Item, chosen: Chosen) => void;
}) {
  const { t } = useTranslation();
  const hasAgencies = items.some(({ agency }) => agency !== null);
  const hasReasons = items.some(({ reason }) => reason !== null);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
      <Table className="mori-table phone-cards">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('wish.asWritten')}</Table.Th>
            <Table.Td />
            <Table.Th>{t('wish.found')}</Table.Th>
            <Table.Th>{t('accounts.owner')}</Table.Th>
            {hasAgencies && <Table.Th>{t('accounts.agency')}</Table.Th>}
            {hasReasons && <Table.Th>{t('targets.reason')}</Table.Th>}
            <Table.Th>{t('accounts.targetStatus')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.position}>
              <Table.Td className="card-title">{item.text}</Table.Td>
              <Table.Td>
                <Badge variant="light" tt="none" color={colors[item.outcome] ?? 'gray'}>
                  {t(`wish.outcomes.${item.outcome}`)}
                </Badge>
              </Table.Td>
              <Table.Td className="card-line">
                <WishChoice item={item} mayEdit={mayEdit} choose={(chosen) => choose(item, chosen)} />
              </Table.Td>
              <Table.Td data-label={t('accounts.owner')}>{item.nominatedBy ?? ''}</Table.Td>
              {hasAgencies && (
                <Table.Td data-label={t('accounts.agency')}>
                  <Agency item={item} />
                </Table.Td>
              )}
              {hasReasons && (
                <Table.Td data-label={t('targets.reason')} className="wrap">
                  {item.reason ?? ''}
                </Table.Td>
              )}
              <Table.Td data-label={t('accounts.targetStatus')}>
                {item.targetStatus ? t(`targets.statuses.${item.targetStatus}`) : ''}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The agency of a line, or that no one agency has the name that is written there. */
function Agency({ item: { agency, agencyName } }: { item: Item }) {
  const { t } = useTranslation();
  if (agency === null || agencyName !== null) return agencyName;
  return (
    <Text span size="sm" c="var(--mantine-color-orange-light-color)">
      {t('wish.agencyUnknown', { name: agency })}
    </Text>
  );
}

/** Companies that are not on the list yet; a name may be wished for twice. */
function addable(items: readonly Item[]): number {
  return new Set(items.flatMap(({ accountId, targetStatus }) => (targetStatus === null ? (accountId ?? []) : []))).size;
}

/** Companies that Mori does not hold: two spellings of one name are one. */
function unknown(items: readonly Item[]): number {
  const names = items
    .filter(({ outcome }) => outcome === 'none')
    .map(({ text }) => parseCompanyName(text).safe || text);
  return new Set(names).size;
}

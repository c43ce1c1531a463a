import {
  Anchor,
  Badge,
  Button,
  Group,
  Paper,
  Select,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseCompanyName } from '#core/company/name.ts';
import { readWishText } from '#core/target/wish-lines.ts';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { ChooseFile } from '../parts/ChooseFile.tsx';
import { count, moment } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { sayAdded, type Added } from './say-added.ts';

type Candidate = { accountId: number; name: string; prefecture: string | null };
type Item = {
  position: number;
  text: string;
  nominatedBy: string | null;
  outcome: 'match' | 'candidates' | 'none';
  accountId: number | null;
  accountName: string | null;
  candidates: Candidate[];
  targetStatus: string | null;
};
type WishList = { wishListId: number; name: string; items: Item[]; counts: Record<Item['outcome'], number> };
const colors = { match: 'teal', candidates: 'yellow', none: 'gray' } as const;

/** Paste names → 一致 / 候補 / 該当なし → onto the list, owner by nominating salesperson. */
export function WishListPage() {
  const { t } = useTranslation();
  const mayEdit = useRight('targets.edit');
  const [name, setName] = useState(t('wish.defaultName'));
  const [text, setText] = useState('');
  const [openId, setOpenId] = useState<number>();
  const lists = useQuery({
    queryKey: ['wish-lists'],
    queryFn: () =>
      answer<{ rows: { wishListId: number; name: string; at: string; memberName: string | null }[] }>(
        api.GET('/api/wish-lists'),
      ),
  });
  const pasted = readWishText(text);
  const match = useMutation({
    mutationFn: () =>
      answer<{ wishListId: number }>(
        api.POST('/api/wish-lists', {
          body: {
            name,
            lines: pasted.lines.map((line) => ({ ...line })),
          },
        }),
      ),
    onSuccess: ({ wishListId }) => {
      setOpenId(wishListId);
      setText('');
      void queryClient.invalidateQueries({ queryKey: ['wish-lists'] });
    },
    onError: sayFailed,
  });
  const readFile = async (file: File) => {
    try {
      const { lines } = await upload<{ lines: { text: string; nominatedBy?: string }[] }>('/api/wish-lists/read', file);
      setText(lines.map(({ text: wanted, nominatedBy: by }) => (by ? `${wanted}\t${by}` : wanted)).join('\n'));
    } catch (error) {
      sayFailed(error);
    }
  };
  return (
    <>
      <PageHeader title={t('wish.title')} lead={t('wish.lead')} />
      {mayEdit && (
        <Paper withBorder p="md" mb="lg">
          <form
            onSubmit={(event) => {
              event.preventDefault();
              match.mutate();
            }}
          >
            <Stack>
              <TextInput
                label={t('wish.name')}
                required
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              />
              <Textarea
                label={t('wish.paste')}
                placeholder={t('wish.placeholder')}
                autosize
                minRows={6}
                maxRows={16}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              {pasted.unread && (
                <Text size="sm" c="var(--mantine-color-orange-light-color)" role="status">
                  {t('wish.unread')}
                </Text>
              )}
              <Group justify="space-between">
                <ChooseFile accept=".txt,.csv,.tsv,.xlsx,.xlsm" take={(file) => void readFile(file)}>
                  {(props) => (
                    <Button {...props} variant="default">
                      {t('wish.upload')}
                    </Button>
                  )}
                </ChooseFile>
                <Button type="submit" disabled={pasted.lines.length === 0} loading={match.isPending}>
                  {t('wish.matchButton')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Paper>
      )}
      {openId !== undefined && <WishListResult id={openId} mayEdit={mayEdit} />}
      {(lists.data?.rows.length ?? 0) > 0 && (
        <>
          <Title order={2} mb="xs">
            {t('wish.past')}
          </Title>
          {lists.data!.rows.map((row) => (
            <Text key={row.wishListId} size="sm">
              <Anchor component="button" type="button" onClick={() => setOpenId(row.wishListId)}>
                {row.name}
              </Anchor>{' '}
              <Text span c="dimmed" size="sm">
                {moment(row.at)} {row.memberName ?? ''}
              </Text>
            </Text>
          ))}
        </>
      )}
    </>
  );
}

function WishListResult({ id, mayEdit }: { id: number; mayEdit: boolean }) {
  const { t } = useTranslation();
  const list = useQuery({
    queryKey: ['wish-list', id],
    queryFn: () => answer<WishList>(api.GET('/api/wish-lists/{id}', { params: { path: { id } } })),
  });
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['wish-list', id] });
  const choose = useMutation({
    mutationFn: ({ position, ...body }: { position: number; accountId: number | null; isOpenAgain?: boolean }) =>
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
                <Badge key={outcome} variant="light" tt="none" color={colors[outcome]}>
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
                  <Table.Tr key={item.position}>
                    <Table.Td className="card-title">{item.text}</Table.Td>
                    <Table.Td>
                      <Badge variant="light" tt="none" color={colors[item.outcome]}>
                        {t(`wish.outcomes.${item.outcome}`)}
                      </Badge>
                    </Table.Td>
                    <Table.Td className="card-line">
                      {item.accountName !== null ? (
                        <Group gap="xs">
                          <Link to="/accounts/$id" params={{ id: String(item.accountId) }}>
                            {item.accountName}
                          </Link>
                          {mayEdit && item.candidates.length > 0 && item.targetStatus === null && (
                            <Button
                              size="compact-xs"
                              variant="subtle"
                              onClick={() =>
                                choose.mutate({ position: item.position, accountId: null, isOpenAgain: true })
                              }
                            >
                              {t('wish.chooseAgain')}
                            </Button>
                          )}
                        </Group>
                      ) : item.candidates.length > 0 && mayEdit ? (
                        <Select
                          size="xs"
                          w={280}
                          placeholder={t('wish.choose')}
                          aria-label={`${item.text} ${t('wish.choose')}`}
                          value={null}
                          data={[
                            ...item.candidates.map((one) => ({
                              value: String(one.accountId),
                              label: [one.name, one.prefecture].filter(Boolean).join(' · '),
                            })),
                            { value: 'none', label: t('wish.noneOfThese') },
                          ]}
                          onChange={(value) =>
                            value &&
                            choose.mutate({
                              position: item.position,
                              accountId: value === 'none' ? null : Number(value),
                            })
                          }
                        />
                      ) : (
                        ''
                      )}
                    </Table.Td>
                    <Table.Td data-label={t('accounts.owner')}>{item.nominatedBy ?? ''}</Table.Td>
                    <Table.Td data-label={t('accounts.targetStatus')}>
                      {item.targetStatus ? t(`targets.statuses.${item.targetStatus}`) : ''}
                    </Table.Td>
                  </Table.Tr>
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

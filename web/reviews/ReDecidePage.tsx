import { Alert, Anchor, Button, Group, Loader, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { beside, count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { ReDecideChanges, type Change } from './ReDecideChanges.tsx';

type Counts = { merged: number; split: number; moved: number; rows: number };
type ReDecision = {
  id: number;
  state: 'queued' | 'ready' | 'applying' | 'applied' | 'failed';
  summary: { account: Counts; person: Counts } | null;
  problem: string | null;
  createdAt: string;
  appliedAt: string | null;
  memberName: string | null;
};
type State = { rows: ReDecision[]; changes: Change[] };

const isWorking = (one: ReDecision | undefined) => one?.state === 'queued' || one?.state === 'applying';

/** Today's model over everything: first what would change, then, if somebody says so, the change itself. */
export function ReDecidePage() {
  const { t } = useTranslation();
  const [isAsking, dialog] = useDisclosure();
  const state = useQuery({
    queryKey: ['re-decisions'],
    queryFn: () => answer<State>(api.GET('/api/re-decisions')),
    refetchInterval: ({ state: { data } }) => (isWorking(data?.rows[0]) ? 1_500 : false),
  });
  const refresh = () => void queryClient.invalidateQueries();
  const begin = useMutation({
    mutationFn: () => answer(api.POST('/api/re-decisions')),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const apply = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/re-decisions/{id}/apply', { params: { path: { id } } })),
    onSuccess: () => {
      dialog.close();
      refresh();
    },
    onError: sayFailed,
  });
  const latest = state.data?.rows[0];
  return (
    <>
      <PageHeader
        title={t('reDecide.title')}
        lead={t('reDecide.lead')}
        actions={
          <Group gap="sm">
            <Button component={Link} to="/reviews" variant="default">
              {t('matchAudit.toReviews')}
            </Button>
            <Button loading={begin.isPending} disabled={isWorking(latest)} onClick={() => begin.mutate()}>
              {t('reDecide.begin')}
            </Button>
          </Group>
        }
      />
      <Loaded query={state}>
        {({ rows, changes }) =>
          latest === undefined ? (
            <Empty>{t('reDecide.empty')}</Empty>
          ) : (
            <Stack>
              <Latest one={latest} onApply={dialog.open} />
              {changes.length > 0 && <ReDecideChanges changes={changes} />}
              <Earlier rows={rows} />
              <Dialog opened={isAsking} close={dialog.close} title={t('reDecide.apply')}>
                <Text size="sm">{t('reDecide.sure', { n: count(rowsOf(latest)) })}</Text>
                <Group mt="md" justify="flex-end">
                  <Button variant="default" onClick={dialog.close}>
                    {t('common.cancel')}
                  </Button>
                  <Button loading={apply.isPending} onClick={() => apply.mutate(latest.id)}>
                    {t('reDecide.apply')}
                  </Button>
                </Group>
              </Dialog>
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

const rowsOf = ({ summary }: ReDecision) => (summary ? summary.account.rows + summary.person.rows : 0);

function Latest({ one, onApply }: { one: ReDecision; onApply: () => void }) {
  const { t } = useTranslation();
  if (isWorking(one))
    return (
      <Group gap="sm">
        <Loader size="sm" role="status" aria-label={t('common.loading')} />
        <Text size="sm">{t(`reDecide.states.${one.state}`)}</Text>
      </Group>
    );
  if (one.state === 'failed')
    return (
      <Alert color="red" title={t('reDecide.states.failed')}>
        {one.problem}
      </Alert>
    );
  return (
    <>
      <Text size="sm">
        {t(rowsOf(one) === 0 ? 'reDecide.nothing' : `reDecide.states.${one.state}`)} · {moment(one.createdAt)}
      </Text>
      {one.summary && (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {(['account', 'person'] as const).map((kind) => (
            <Paper key={kind} withBorder p="md">
              <Text size="sm">{t(`matchAudit.kinds.${kind}`)}</Text>
              <Text fz={26} fw={650} className="number">
                {t('reDecide.rows', { n: count(one.summary![kind].rows) })}
              </Text>
              <Text size="sm" c="dimmed">
                {beside(
                  (['merged', 'split', 'moved'] as const).map((change) =>
                    t(`reDecide.counts.${kind}.${change}`, { n: count(one.summary![kind][change]) }),
                  ),
                )}
              </Text>
            </Paper>
          ))}
        </SimpleGrid>
      )}
      {rowsOf(one) > 0 && (
        <Group>
          {one.state === 'ready' && <Button onClick={onApply}>{t('reDecide.apply')}</Button>}
          <Anchor href={`/api/re-decisions/${one.id}/rows.csv`} size="sm">
            {t('reDecide.file')}
          </Anchor>
        </Group>
      )}
    </>
  );
}

function Earlier({ rows }: { rows: readonly ReDecision[] }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('reDecide.earlier')}
      </Title>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reDecide.earlier')}>
        <Table className="mori-table">
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.id}>
                <Table.Td>{moment(row.createdAt)}</Table.Td>
                <Table.Td>{row.memberName ?? '—'}</Table.Td>
                <Table.Td>{t(`reDecide.states.${row.state}`)}</Table.Td>
                <Table.Td ta="right" className="number">
                  {row.summary ? t('reDecide.rows', { n: count(rowsOf(row)) }) : '—'}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}

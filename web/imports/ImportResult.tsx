import type { Words } from '#core/words.ts';
import { Alert, Anchor, Button, Group, Modal, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import type { ImportDraft } from './draft.ts';
import { FlaggedCells } from './FlaggedCells.tsx';
import { openOutcomes, OutcomeRows, type OpenOutcome } from './OutcomeRows.tsx';
import { OutcomeTiles } from './OutcomeTiles.tsx';
import { RunningBar } from './RunningBar.tsx';

type Rejected = { rows: { rowNumber: number; detail: Words; cells: string[] }[] };

/** About how long it goes on, in the unit a person would say. */
function timeLeft(t: TFunction, seconds: number): string {
  if (seconds < 100) return t('imports.left', { seconds });
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 100) return t('imports.leftMinutes', { minutes });
  return t('imports.leftHours', { hours: Math.ceil(minutes / 60) });
}

/** Progress while it runs; afterwards every row's outcome, the rejected ones to mend, and undo. */
export function ImportResult({ draft }: { draft: ImportDraft }) {
  const { t, i18n } = useTranslation();
  const mayRun = useRight('imports.run');
  const [isAsking, ask] = useDisclosure();
  const [opened, setOpened] = useState<OpenOutcome>();
  const path = { params: { path: { id: draft.batchId } } };
  const refresh = () => queryClient.invalidateQueries();
  const start = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/start', path)),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const undo = useMutation({
    mutationFn: () => answer<{ withdrawn: number; facts: number }>(api.POST('/api/imports/{id}/undo', path)),
    onSuccess: (result) => {
      ask.close();
      const words = { n: count(result.withdrawn), facts: count(result.facts) };
      sayDone(t(result.facts > 0 ? 'imports.undoDoneWithFacts' : 'imports.undoDone', words));
      void refresh();
    },
    onError: sayFailed,
  });
  const rejected = useQuery({
    queryKey: ['rejected', draft.batchId, draft.state],
    enabled: draft.counts.rejected > 0,
    queryFn: () =>
      answer<Rejected>(
        api.GET('/api/imports/{id}/rows', {
          params: { path: { id: draft.batchId }, query: { outcome: 'rejected', limit: 100 } },
        }),
      ),
  });
  const { progress } = draft;
  const isRunning = ['queued', 'running'].includes(draft.state);
  const left =
    progress.rowsTotal && progress.rowsPerSecond > 0
      ? Math.max(0, Math.ceil((progress.rowsTotal - progress.rows) / progress.rowsPerSecond))
      : undefined;
  return (
    <>
      {isRunning && (
        <RunningBar
          batchId={draft.batchId}
          label={t('imports.states.running')}
          done={progress.rows}
          total={progress.rowsTotal}
        >
          {progress.rows === 0
            ? t('imports.preparing')
            : t('imports.progress', { rows: count(progress.rows), rate: count(progress.rowsPerSecond) })}
          {left !== undefined && ` ${timeLeft(t, left)}`}
        </RunningBar>
      )}
      {draft.problem && (
        <Alert color="red" mb="md">
          {draft.problem}
        </Alert>
      )}
      <Title order={2} mb="xs">
        {t('imports.result')}: {t(`imports.states.${draft.state}`)}
      </Title>
      <OutcomeTiles counts={draft.counts} opens={openOutcomes} open={setOpened} />
      {opened && (
        <OutcomeRows
          batchId={draft.batchId}
          outcome={opened}
          total={draft.counts[opened]}
          close={() => setOpened(undefined)}
        />
      )}
      <Group mb="lg">
        <Button component={Link} to="/accounts" variant="light">
          {t('nav.accounts')}
        </Button>
        <Button component={Link} to="/people" variant="light">
          {t('people.title')}
        </Button>
        {draft.counts.review > 0 && (
          <Button component={Link} to="/reviews" variant="light">
            {t('nav.reviews')}
          </Button>
        )}
        {mayRun && ['cancelled', 'failed'].includes(draft.state) && (
          <Button variant="default" onClick={() => start.mutate()}>
            {t('imports.start')}
          </Button>
        )}
        {mayRun && ['done', 'cancelled', 'failed'].includes(draft.state) && (
          <Button variant="default" color="red" onClick={ask.open}>
            {t('imports.undo')}
          </Button>
        )}
      </Group>
      {draft.counts.rejected > 0 && (
        <>
          <Group justify="space-between" mb="xs">
            <Title order={2}>{t('imports.rejected')}</Title>
            <Anchor
              href={`/api/imports/${draft.batchId}/rejected.csv?language=${i18n.language === 'en' ? 'en' : 'ja'}`}
              download
            >
              {t('imports.downloadRejected')}
            </Anchor>
          </Group>
          <Text size="sm" c="dimmed" mb="xs">
            {t('imports.rejectedHint')}
            {(rejected.data?.rows.length ?? draft.counts.rejected) < draft.counts.rejected &&
              ` ${t('account.rowsShown', { n: count(rejected.data!.rows.length), total: count(draft.counts.rejected) })}`}
          </Text>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t('imports.rejected')}>
            <Table className="mori-table phone-cards" striped>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th className="number">{t('imports.row')}</Table.Th>
                  <Table.Th>{t('common.reason')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {(rejected.data?.rows ?? []).map((row) => (
                  <Table.Tr key={row.rowNumber}>
                    <Table.Td className="number" data-label={t('imports.row')}>
                      {row.rowNumber}
                    </Table.Td>
                    <Table.Td className="wrap card-line">{row.detail[i18n.language === 'en' ? 'en' : 'ja']}</Table.Td>
                    <Table.Td c="dimmed" className="card-line">
                      {row.cells.filter(Boolean).slice(0, 4).join(' / ')}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
      {!isRunning && <FlaggedCells batchId={draft.batchId} />}
      <Modal opened={isAsking} onClose={ask.close} title={t('imports.undo')}>
        <Text mb="md">{t('imports.undoConfirm')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={ask.close}>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={undo.isPending} onClick={() => undo.mutate()}>
            {t('imports.undo')}
          </Button>
        </Group>
      </Modal>
    </>
  );
}

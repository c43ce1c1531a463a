import { openRows } from '#core/observation/open-rows.ts';
import { Alert, Button, Group, Table, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { CheckRows } from './CheckRows.tsx';
import type { ImportDraft } from './draft.ts';
import { outcomes, OutcomeTiles, type Outcome } from './OutcomeTiles.tsx';
import { RunningBar } from './RunningBar.tsx';

/** The check run writes nothing; then the import starts in the background. */
export function CheckStep({ draft, back }: { draft: ImportDraft; back: () => void }) {
  const { t, i18n } = useTranslation();
  const [opened, setOpened] = useState<Outcome>();
  const path = { params: { path: { id: draft.batchId } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['import', draft.batchId] });
  const check = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/check', path)),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const start = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/start', path)),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const { check: result, progress } = draft;
  const isChecking = draft.state === 'checking';
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('imports.checkLead')}
      </Text>
      {draft.countsEditsTwice && (
        <Alert color="yellow" mb="sm">
          {t('imports.countsEditsTwice')}
        </Alert>
      )}
      <Group mb="md">
        <Button variant="default" disabled={check.isPending || isChecking || start.isPending} onClick={back}>
          {t('common.back')}
        </Button>
        <Button variant="default" loading={check.isPending || isChecking} onClick={() => check.mutate()}>
          {t('imports.check')}
        </Button>
        <Button loading={start.isPending} disabled={check.isPending || isChecking} onClick={() => start.mutate()}>
          {t('imports.start')}
        </Button>
      </Group>
      {isChecking && (
        <RunningBar
          batchId={draft.batchId}
          label={t('imports.checking')}
          done={progress.rowsChecked}
          total={progress.rowsTotal}
        >
          {progress.rowsTotal === null
            ? t('imports.checking')
            : t('imports.checkProgress', { rows: count(progress.rowsChecked), total: count(progress.rowsTotal) })}
        </RunningBar>
      )}
      {draft.problem && (
        <Alert color="red" mb="md">
          {draft.problem}
        </Alert>
      )}
      {result && (
        <>
          <Title order={2} mb="xs">
            {t('imports.checkResult')}
          </Title>
          {result.tried < result.rows && (
            <Text size="sm" mb="xs">
              {t('imports.triedPart', { tried: count(result.tried), rows: count(result.rows) })}{' '}
              {t('imports.triedOpen', {
                open: count(openRows(result)),
                from: count(result.new),
                to: count(result.new + openRows(result)),
              })}
            </Text>
          )}
          {result.review > 0 && (
            <Text size="sm" mb="xs">
              {t('imports.reviewMayShrink')}
            </Text>
          )}
          <OutcomeTiles counts={result} opens={outcomes} open={setOpened} />
          {opened && <CheckRows batchId={draft.batchId} outcome={opened} close={() => setOpened(undefined)} />}
          {result.reasons.length > 0 && (
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('imports.reasons')}>
              <Table className="mori-table">
                <caption style={{ captionSide: 'top', textAlign: 'left' }}>{t('imports.reasons')}</caption>
                <Table.Tbody>
                  {result.reasons.map((reason) => (
                    <Table.Tr key={reason.code}>
                      <Table.Td className="number">{count(reason.count)}</Table.Td>
                      <Table.Td>{t(`imports.rejections.${reason.code}`, { defaultValue: reason.code })}</Table.Td>
                      <Table.Td className="wrap">{reason.example[i18n.language === 'en' ? 'en' : 'ja']}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )}
        </>
      )}
    </>
  );
}

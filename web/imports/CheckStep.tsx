import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import type { CheckResult, ImportDraft } from './draft.ts';
import { OutcomeTiles } from './OutcomeTiles.tsx';

/** The check run writes nothing; then the import starts in the background. */
export function CheckStep({ draft }: { draft: ImportDraft }) {
  const { t, i18n } = useTranslation();
  const path = { params: { path: { id: draft.batchId } } };
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['import', draft.batchId] });
  const check = useMutation({
    mutationFn: () => answer<CheckResult>(api.POST('/api/imports/{id}/check', path)),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const start = useMutation({
    mutationFn: () => answer(api.POST('/api/imports/{id}/start', path)),
    onSuccess: refresh,
    onError: sayFailed,
  });
  const result = check.data ?? draft.check;
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {t('imports.checkLead')}
      </Text>
      <Group mb="md">
        <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
          {t('imports.check')}
        </Button>
        <Button loading={start.isPending} disabled={check.isPending} onClick={() => start.mutate()}>
          {t('imports.start')}
        </Button>
      </Group>
      {result && (
        <>
          <Title order={2} mb="xs">
            {t('imports.checkResult')}
          </Title>
          <OutcomeTiles counts={result} />
          {result.reasons.length > 0 && (
            <Table className="mori-table">
              <caption style={{ captionSide: 'top', textAlign: 'left' }}>{t('imports.reasons')}</caption>
              <Table.Tbody>
                {result.reasons.map((reason) => (
                  <Table.Tr key={reason.code}>
                    <Table.Td className="number">{count(reason.count)}</Table.Td>
                    <Table.Td>{t(`imports.rejections.${reason.code}`, { defaultValue: reason.code })}</Table.Td>
                    <Table.Td className="wrap">
                      {i18n.language === 'ja' && <Text size="sm">{reason.example}</Text>}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </>
      )}
    </>
  );
}

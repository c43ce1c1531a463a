import { Anchor, Group, Pagination, SimpleGrid, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { CheckedDoubts, CheckedHome, CheckedRejection } from './CheckedRow.tsx';
import type { CheckedRows } from './draft.ts';
import type { Outcome } from './OutcomeTiles.tsx';

const pageSize = 50;

/** The rows behind one number of a check: what each says, which company and person it would belong to and why, or what is wrong with it. */
export function CheckRows({ batchId, outcome, close }: { batchId: number; outcome: Outcome; close: () => void }) {
  const { t, i18n } = useTranslation();
  const [page, setPage] = useState(1);
  const mayDownload = useRight('imports.run');
  const rows = useQuery({
    queryKey: ['check-rows', batchId, outcome, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer<CheckedRows>(
        api.GET('/api/imports/{id}/check-rows', {
          params: { path: { id: batchId }, query: { outcome, offset: (page - 1) * pageSize, limit: pageSize } },
        }),
      ),
  });
  const columns = outcome === 'review' ? 3 : 2;
  const isRejected = outcome === 'rejected';
  return (
    <Dialog close={close} size="xl" title={`${t('imports.checkResult')}: ${t(`imports.${outcome}`)}`}>
      <Loaded query={rows}>
        {({ rows: shown, kept, total }) => (
          <>
            <Group justify="space-between" mb="xs">
              <Text size="sm" c="dimmed">
                {kept < total
                  ? t('imports.checkKept', { kept: count(kept), total: count(total) })
                  : t('common.count', { n: count(total) })}
              </Text>
              {mayDownload && (
                <Anchor
                  size="sm"
                  href={`/api/imports/${batchId}/check-rows.csv?outcome=${outcome}&language=${i18n.language === 'en' ? 'en' : 'ja'}`}
                  download
                >
                  {t('imports.downloadCheck')}
                </Anchor>
              )}
            </Group>
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
              {shown.map((row) => (
                <SimpleGrid
                  component="li"
                  key={row.rowNumber}
                  cols={{ base: 1, sm: columns }}
                  spacing="md"
                  verticalSpacing={4}
                >
                  <div>
                    <Text size="sm" fw={600}>
                      {t('imports.rowNumber', { n: row.rowNumber })}
                    </Text>
                    <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      {row.cells.filter(Boolean).slice(0, 6).join(' / ')}
                    </Text>
                  </div>
                  <Told as={isRejected ? t('common.reason') : t('imports.wouldBelongTo')}>
                    {row.rejection ? <CheckedRejection rejection={row.rejection} /> : <CheckedHome row={row} />}
                  </Told>
                  {outcome === 'review' && (
                    <Told as={t('imports.whyUnsure')}>
                      <CheckedDoubts row={row} />
                    </Told>
                  )}
                </SimpleGrid>
              ))}
            </Stack>
            {kept > pageSize && (
              <Pagination total={Math.ceil(kept / pageSize)} value={page} onChange={setPage} mt="sm" />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Told({ as, children }: { as: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {as}
      </Text>
      {children}
    </div>
  );
}

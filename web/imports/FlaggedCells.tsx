import type { Words } from '#core/words.ts';
import { Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count } from '../parts/format.ts';

type Flagged = { rows: { rowNumber: number; problems: Words[] }[]; total: number };

/** Cells of rows that were taken in, but could not be read or were mended: which, why, and what to do. */
export function FlaggedCells({ batchId }: { batchId: number }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const flagged = useQuery({
    queryKey: ['flagged', batchId],
    queryFn: () =>
      answer<Flagged>(
        api.GET('/api/imports/{id}/rows', {
          params: { path: { id: batchId }, query: { outcome: 'flagged', limit: 100 } },
        }),
      ),
  });
  const rows = flagged.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <Title order={2} mt="lg" mb="xs">
        {t('imports.flagged')}
      </Title>
      {flagged.data!.total > rows.length && (
        <Text size="sm" c="dimmed" mb="xs">
          {t('account.rowsShown', { n: count(rows.length), total: count(flagged.data!.total) })}
        </Text>
      )}
      <div className="table-scroll">
        <Table className="mori-table phone-cards" striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="number">{t('imports.row')}</Table.Th>
              <Table.Th>{t('common.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.rowNumber}>
                <Table.Td className="number" data-label={t('imports.row')}>
                  {row.rowNumber}
                </Table.Td>
                <Table.Td className="wrap card-line">
                  {row.problems.map((problem) => problem[language]).join(' ')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

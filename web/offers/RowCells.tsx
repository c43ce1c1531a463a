import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, day } from '../parts/format.ts';
import { WhoseLead } from '../parts/WhoseLead.tsx';
import type { PreviewRow, Taken } from './offer.ts';

/** A row that names an offer: its day, whose it is, and what it says in which file. */
export function RowCells({ row }: { row: PreviewRow | Taken['rows'][number] }) {
  const { t } = useTranslation();
  return (
    <>
      <Table.Td>{day(row.on)}</Table.Td>
      <Table.Td>
        <WhoseLead {...row} />
      </Table.Td>
      <Table.Td>
        {row.subject ?? row.campaign ?? row.leadSource}
        <Text size="xs" c="dimmed">
          {t('offers.ofFile', { file: row.fileName ?? '—', n: count(row.rowNumber) })}
        </Text>
      </Table.Td>
    </>
  );
}

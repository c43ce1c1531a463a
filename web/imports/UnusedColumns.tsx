import { Select, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { columnWords, exampleOf, type ImportDraft, type PresetList } from './draft.ts';

/** Columns that mean nothing yet, each with what it holds first; choosing a meaning moves it to the others. */
export function UnusedColumns({
  draft,
  fields,
  onChoose,
}: {
  draft: ImportDraft;
  fields: PresetList['fields'];
  onChoose: (field: string, column: string) => Promise<void>;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const { columns } = draft.mapping;
  const unused = draft.header.filter((column) => !Object.values(columns).includes(column));
  if (unused.length === 0) return null;
  const choices = fields.map(({ name, [language]: label }) => ({ value: name, label }));
  return (
    <Table className="mori-table phone-cards" mb="lg">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('imports.notUsed')}</Table.Th>
          <Table.Th>{t('imports.example')}</Table.Th>
          <Table.Th>{t('imports.meaning')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {unused.map((column) => (
          <Table.Tr key={column}>
            <Table.Td className="card-title">{column}</Table.Td>
            <Table.Td c="dimmed" data-label={t('imports.example')}>
              {exampleOf(draft, column)}
            </Table.Td>
            <Table.Td data-label={t('imports.meaning')}>
              <Select
                size="xs"
                placeholder={t('imports.notUsed')}
                aria-label={columnWords(draft, column)}
                searchable
                data={choices}
                value={null}
                onChange={(field) => field && void onChoose(field, column)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

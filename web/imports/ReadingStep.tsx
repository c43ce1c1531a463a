import {
  Alert,
  Button,
  Group,
  List,
  NumberInput,
  Select,
  SimpleGrid,
  Switch,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { DraftPatch, ImportDraft, PresetList } from './draft.ts';

const encodings = [
  ['utf-8', 'UTF-8'],
  ['shift_jis', 'Shift_JIS(CP932)'],
  ['euc-jp', 'EUC-JP'],
  ['iso-2022-jp', 'ISO-2022-JP'],
  ['utf-16le', 'UTF-16 LE'],
  ['utf-16be', 'UTF-16 BE'],
] as const;
const delimiters = [
  [',', ','],
  ['\t', 'TAB'],
  [';', ';'],
  ['|', '|'],
] as const;

/** What a note is about; an encoding by the name that the choice above gives it. */
function wordsOfNote(note: string): string {
  const about = note.split(' ').slice(1).join(' ');
  return encodings.find(([value]) => value === about)?.[1] ?? about;
}

/** What was detected, all of it changeable, and the first rows as they will be read. */
export function ReadingStep({
  draft,
  patch,
  isBusy,
  next,
}: {
  draft: ImportDraft;
  patch: (changes: DraftPatch) => Promise<void>;
  isBusy: boolean;
  next: () => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const presets = useQuery({
    queryKey: ['presets'],
    queryFn: () => answer<PresetList>(api.GET('/api/imports/presets')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { format } = draft;
  // The switch stays where it was turned off, so that it can be turned on again.
  const [hasBackslashQuote] = useState(format.quoteEscape === '\\');
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} mb="md">
        <Select
          label={t('imports.preset')}
          searchable
          allowDeselect={false}
          value={draft.preset}
          data={(presets.data?.presets ?? []).map((one) => ({ value: one.name, label: one.title[language] }))}
          onChange={(preset) => preset && void patch({ preset })}
        />
        <TextInput
          label={t('imports.sourceSystem')}
          key={draft.source}
          defaultValue={draft.source}
          onBlur={(event) =>
            event.currentTarget.value !== draft.source && void patch({ source: event.currentTarget.value })
          }
        />
        {format.sheets.length > 0 ? (
          <Select
            label={t('imports.sheet')}
            allowDeselect={false}
            value={format.sheet}
            data={format.sheets}
            onChange={(sheet) => sheet && void patch({ format: { sheet } })}
          />
        ) : (
          <>
            <Select
              label={t('imports.encoding')}
              allowDeselect={false}
              value={format.encoding}
              data={encodings.map(([value, label]) => ({ value, label }))}
              onChange={(encoding) => encoding && void patch({ format: { encoding } })}
            />
            <Select
              label={t('imports.delimiter')}
              allowDeselect={false}
              value={format.delimiter}
              data={delimiters.map(([value, label]) => ({ value, label }))}
              onChange={(delimiter) => delimiter && void patch({ format: { delimiter } })}
            />
          </>
        )}
        <NumberInput
          label={t('imports.headerRow')}
          min={0}
          max={80}
          value={format.headerRow}
          onChange={(headerRow) =>
            typeof headerRow === 'number' && headerRow !== format.headerRow && void patch({ format: { headerRow } })
          }
        />
      </SimpleGrid>
      {format.notes.length > 0 && (
        <Alert color="blue" mb="md" py={6}>
          <List size="sm">
            {format.notes.map((note) => (
              <List.Item key={note}>{t(`imports.notes.${note.split(' ')[0]}`, { v: wordsOfNote(note) })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
      {(format.skipsHidden || format.notes.includes('W_HIDDEN_ROWS')) && (
        <Switch
          mb="md"
          label={t('imports.skipsHidden')}
          checked={format.skipsHidden}
          onChange={(event) => void patch({ format: { skipsHidden: event.currentTarget.checked } })}
        />
      )}
      {(format.fillsMerged || format.notes.includes('W_MERGED')) && (
        <Switch
          mb="md"
          label={t('imports.fillsMerged')}
          checked={format.fillsMerged}
          onChange={(event) => void patch({ format: { fillsMerged: event.currentTarget.checked } })}
        />
      )}
      {hasBackslashQuote && (
        <Switch
          mb="md"
          label={t('imports.backslashQuote')}
          checked={format.quoteEscape === '\\'}
          onChange={(event) => void patch({ format: { quoteEscape: event.currentTarget.checked ? '\\' : '"' } })}
        />
      )}
      <Text size="sm" fw={600} mb={4}>
        {t('imports.preview', { n: draft.sample.length })}
      </Text>
      <div
        className="table-scroll"
        style={{ maxHeight: 420, overflowY: 'auto' }}
        tabIndex={0}
        role="region"
        aria-label={t('imports.preview', { n: draft.sample.length })}
      >
        <Table className="mori-table" striped withTableBorder stickyHeader>
          <Table.Thead>
            <Table.Tr>
              {draft.header.map((name) => (
                <Table.Th key={name}>{name}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {draft.sample.map((cells, row) => (
              <Table.Tr key={`${row}`}>
                {draft.header.map((name, column) => (
                  <Table.Td key={name}>{cells[column]}</Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      <Group justify="flex-end" mt="md">
        <Button onClick={next} loading={isBusy}>
          {t('common.next')}
        </Button>
      </Group>
    </>
  );
}

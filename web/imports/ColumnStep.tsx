import { Button, Group, Select, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '#core/observation/preset.ts';
import { answer, api } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { AmountsAndDates } from './AmountsAndDates.tsx';
import { columnWords, withColumn, type DraftPatch, type ImportDraft, type PresetList } from './draft.ts';
import { OwnerMapping } from './OwnerMapping.tsx';
import { UnusedColumns } from './UnusedColumns.tsx';
import { ValueMapping } from './ValueMapping.tsx';

type SavedMappings = { rows: { id: number; name: string; mapping: Mapping }[] };

/** Columns, values and owners: what each cell means. Savable by name for the next file of this kind. */
export function ColumnStep({
  draft,
  patch,
  back,
  next,
}: {
  draft: ImportDraft;
  patch: (changes: DraftPatch) => Promise<void>;
  back: () => void;
  next: () => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const presets = useQuery({
    queryKey: ['presets'],
    queryFn: () => answer<PresetList>(api.GET('/api/imports/presets')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const saved = useQuery({
    queryKey: ['mappings', draft.preset],
    queryFn: () =>
      answer<SavedMappings>(api.GET('/api/imports/mappings', { params: { query: { preset: draft.preset } } })),
  });
  const [name, setName] = useState('');
  const { mapping } = draft;
  const setColumn = (field: string, column: string | null) =>
    patch({ mapping: withColumn(mapping, presets.data?.fields ?? [], field, column) });
  const save = () =>
    answer(api.POST('/api/imports/{id}/mapping', { params: { path: { id: draft.batchId } }, body: { name } })).then(
      () => sayDone(t('imports.saved')),
      sayFailed,
    );
  const fieldsShown = presets.data?.fields.filter((field) => mapping.columns[field.name as never] !== undefined) ?? [];
  const isPositional = presets.data?.presets.find(({ name }) => name === draft.preset)?.isPositional ?? false;
  return (
    <>
      <Group justify="space-between" align="flex-end" mb="sm">
        <div>
          <Title order={2}>{t('imports.columns')}</Title>
          <Text size="sm" c="dimmed">
            {t(isPositional ? 'imports.columnsFixed' : 'imports.columnsLead')}
          </Text>
        </div>
        {(saved.data?.rows.length ?? 0) > 0 && (
          <Select
            placeholder={t('imports.loadMapping')}
            aria-label={t('imports.loadMapping')}
            data={saved.data!.rows.map((row) => ({ value: String(row.id), label: row.name }))}
            onChange={(id) => {
              const row = saved.data!.rows.find((one) => String(one.id) === id);
              if (row) void patch({ mapping: row.mapping });
            }}
          />
        )}
      </Group>
      {!isPositional && (
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} mb="md" verticalSpacing="xs">
          {fieldsShown.map((field) => (
            <Select
              key={field.name}
              label={field[language]}
              clearable
              searchable
              value={mapping.columns[field.name as never] ?? null}
              data={draft.header.map((value) => ({ value, label: columnWords(draft, value) }))}
              onChange={(column) => void setColumn(field.name, column)}
            />
          ))}
        </SimpleGrid>
      )}
      {!isPositional && <UnusedColumns draft={draft} fields={presets.data?.fields ?? []} onChoose={setColumn} />}
      <AmountsAndDates draft={draft} fields={presets.data?.fields ?? []} patch={patch} />
      <ValueMapping draft={draft} fields={presets.data?.fields ?? []} patch={patch} />
      <OwnerMapping draft={draft} patch={patch} />
      <Group justify="space-between" mt="md">
        {isPositional ? (
          <span />
        ) : (
          <Group gap="xs">
            <TextInput
              aria-label={t('imports.mappingName')}
              placeholder={t('imports.mappingName')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button variant="default" disabled={name.trim() === ''} onClick={() => void save()}>
              {t('imports.saveMapping')}
            </Button>
          </Group>
        )}
        <Group gap="xs">
          <Button variant="default" onClick={back}>
            {t('common.back')}
          </Button>
          <Button onClick={next}>{t('common.next')}</Button>
        </Group>
      </Group>
    </>
  );
}

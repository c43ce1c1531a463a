import { Autocomplete, Select, SimpleGrid, Text, Title } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appointmentStatusOf, appointmentStatusWords } from '#core/appointment/status.ts';
import { defaultStageTable, stageWords, statusKey, type StageTable } from '#core/demand/stage-table.ts';
import { activityTypeOf, activityTypeWords, dealStateOf, dealStateWords } from '#core/demand/words.ts';
import type { Mapping } from '#core/observation/preset.ts';
import { answer, api } from '../api/client.ts';
import type { DraftPatch, ImportDraft, PresetList } from './draft.ts';

type OwnWord = { value: string; label: string };
/** A field whose words mean something to us: the words of ours, and which of them a word is read as by itself. */
type Meaning = { choices: OwnWord[]; read: (word: string) => string | undefined };

/** Words of the file beside ours (値の対応付け): chosen where we have words of our own, written where we have none. */
export function ValueMapping({
  draft,
  fields,
  patch,
}: {
  draft: ImportDraft;
  fields: PresetList['fields'];
  patch: (changes: DraftPatch) => Promise<void>;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const { mapping } = draft;
  const tables = useQuery({
    queryKey: ['stage-tables'],
    queryFn: () => answer<{ tables: { source: string; table: StageTable }[] }>(api.GET('/api/stage-tables')),
  });
  const stageTable =
    tables.data?.tables.find(({ source }) => source === draft.source)?.table ?? defaultStageTable(draft.source);
  const meanings = meaningsOf(stageTable, t);
  const set = (field: string, word: string, ours: string | null) => {
    const { [word]: _, ...others } = wordsOf(mapping, field);
    return patch({
      mapping: { ...mapping, values: { ...mapping.values, [field]: ours ? { ...others, [word]: ours } : others } },
    });
  };
  return Object.entries(draft.distinct)
    .filter(([field]) => field !== 'owner')
    .map(([field, words]) => {
      const meaning = meanings[field];
      return (
        <section key={field}>
          <Title order={2} size="h3">
            {t('imports.values')}: {fields.find((one) => one.name === field)?.[language]}
          </Title>
          <Text size="sm" c="dimmed" mb={4}>
            {t(meaning ? 'imports.valuesLead' : 'imports.freeValuesLead')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mb="md" verticalSpacing="xs">
            {words.map((word) => {
              const ours = wordsOf(mapping, field)[word] ?? null;
              return meaning ? (
                <Select
                  key={word}
                  size="xs"
                  label={word}
                  clearable
                  placeholder={automatic(meaning, word, t)}
                  data={meaning.choices}
                  value={ours}
                  onChange={(chosen) => void set(field, word, chosen)}
                />
              ) : (
                <Autocomplete
                  key={word}
                  size="xs"
                  label={word}
                  placeholder={t('imports.keepAsText')}
                  data={words.filter((other) => other !== word)}
                  defaultValue={ours ?? ''}
                  onBlur={(event) => void set(field, word, event.currentTarget.value.trim())}
                />
              );
            })}
          </SimpleGrid>
        </section>
      );
    });
}

const wordsOf = (mapping: Mapping, field: string): Readonly<Record<string, string>> =>
  mapping.values[field as keyof Mapping['values']] ?? {};

function automatic({ choices, read }: Meaning, word: string, t: TFunction): string {
  const ours = choices.find((choice) => choice.value === read(word));
  return ours ? t('imports.automatic', { word: ours.label }) : t('imports.keepAsText');
}

function meaningsOf({ statuses }: StageTable, t: TFunction): Readonly<Record<string, Meaning>> {
  const choices = (words: Readonly<Record<string, string>>, place: string): OwnWord[] =>
    Object.entries(words).map(([name, value]) => ({ value, label: t(`${place}.${name}`) }));
  const stageOf = new Map(Object.entries(statuses).map(([status, stage]) => [statusKey(status), stage]));
  return {
    dealStage: {
      choices: choices(dealStateWords, 'demand.dealStates'),
      read: (word) => dealStateWords[dealStateOf(word)],
    },
    activityType: {
      choices: choices(activityTypeWords, 'demand.activityTypes'),
      read: (word) => activityTypeWords[activityTypeOf(word)],
    },
    appointmentStatus: {
      choices: choices(appointmentStatusWords, 'appointments.statuses'),
      read: (word) => {
        const status = appointmentStatusOf(word);
        return status && appointmentStatusWords[status];
      },
    },
    leadStatus: {
      choices: choices(stageWords, 'waterfall.stages'),
      read: (word) => stageWords[stageOf.get(statusKey(word)) ?? 'lead'],
    },
    agencyRole: {
      choices: ['一次店', '二次店'].map((value) => ({ value, label: t(`imports.agencyRoles.${value}`) })),
      read: (word) => word,
    },
  };
}

import { Button, Group, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  declarableAttributes,
  type DeclarableAttribute,
  type DeclaredSources as Declared,
} from '#core/account/declared.ts';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { systemName } from '../parts/system-name.ts';
import { useRight } from '../session/me.ts';
import { DeclaredChanges, DeclaredProgress, type DeclaredSettings, wordOfAttribute } from './DeclaredChanges.tsx';

type Preview = paths['/api/settings/declared-sources/preview']['post']['responses'][200]['content']['application/json'];

const isWorkedOn = (settings: DeclaredSettings | undefined) =>
  settings?.changes.some(({ state }) => state !== 'done') ?? false;

/** Of which system the values of an attribute are used before those of all others, and what choosing another would change. */
export function DeclaredSources() {
  const { t } = useTranslation();
  const mayEdit = useRight('matching.redecide');
  const [chosen, setChosen] = useState<Declared | undefined>();
  const settings = useQuery({
    queryKey: ['declared-sources'],
    queryFn: () => answer<DeclaredSettings>(api.GET('/api/settings/declared-sources')),
    refetchInterval: ({ state: { data } }) => (isWorkedOn(data) ? 1_000 : false),
  });
  const save = useMutation({
    mutationFn: (body: Declared) => answer(api.PUT('/api/settings/declared-sources', { body })),
    onSuccess: () => {
      sayDone(t('declaredSources.saved'));
      setChosen(undefined);
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={settings}>
      {({ declared, telling, changes }) => {
        const now: Declared = chosen ?? declared;
        const isChanged = declarableAttributes.some((attribute) => now[attribute] !== declared[attribute]);
        const choose = (attribute: DeclarableAttribute, source: string | null) => {
          const { [attribute]: _, ...others } = now;
          setChosen(source === null ? others : { ...others, [attribute]: source });
        };
        return (
          <Stack component="section" mb="xl" aria-label={t('declaredSources.title')}>
            <Title order={2}>{t('declaredSources.title')}</Title>
            <Text size="sm">{t('declaredSources.lead')}</Text>
            <Paper withBorder p="md">
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
                {declarableAttributes.map((attribute) => {
                  const held = now[attribute];
                  const sources = [...new Set([...(telling[attribute] ?? []), ...(held === undefined ? [] : [held])])];
                  return (
                    <Select
                      key={attribute}
                      label={t(wordOfAttribute[attribute])}
                      description={sources.length === 0 ? t('declaredSources.untold') : undefined}
                      inputWrapperOrder={['label', 'input', 'description']}
                      placeholder={t('declaredSources.none')}
                      clearable
                      disabled={!mayEdit || sources.length === 0}
                      value={held ?? null}
                      onChange={(source) => choose(attribute, source)}
                      data={sources.map((value) => ({ value, label: systemName(value) }))}
                    />
                  );
                })}
              </SimpleGrid>
              {isChanged && (
                <>
                  <PreviewText wanted={now} />
                  <Group mt="md">
                    <Button loading={save.isPending} onClick={() => save.mutate(now)}>
                      {t('declaredSources.save')}
                    </Button>
                    <Button variant="default" onClick={() => setChosen(undefined)}>
                      {t('declaredSources.discard')}
                    </Button>
                  </Group>
                </>
              )}
            </Paper>
            {changes
              .filter(({ state }) => state !== 'done')
              .map((change) => (
                <DeclaredProgress key={change.id} change={change} />
              ))}
            <DeclaredChanges changes={changes} onTakeBack={mayEdit && !save.isPending ? save.mutate : undefined} />
          </Stack>
        );
      }}
    </Loaded>
  );
}

function PreviewText({ wanted }: { wanted: Declared }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ['declared-sources', 'preview', wanted],
    queryFn: () => answer<Preview>(api.POST('/api/settings/declared-sources/preview', { body: wanted })),
  });
  return (
    <Text size="sm" mt="md" role="status">
      {data === undefined
        ? t('declaredSources.counting')
        : data.looked < data.companies
          ? t('declaredSources.sampled', {
              companies: count(data.companies),
              looked: count(data.looked),
              n: count(data.changing),
            })
          : data.changing === 0
            ? t('declaredSources.changesNone')
            : t('declaredSources.changing', { n: count(data.changing) })}
    </Text>
  );
}

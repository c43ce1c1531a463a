import { Button, MultiSelect, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import type { Board } from './kpi.ts';

type Changes = paths['/api/kpis/changes']['get']['responses'][200]['content']['application/json'];

/** Days on which KPIs changed their meaning. Settings record theirs by themselves; what the house agreed on is written here. */
export function DefinitionChanges() {
  const { t, i18n } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure();
  const mayEdit = useRight('settings.edit');
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const changes = useQuery({
    queryKey: ['kpi-changes'],
    enabled: isOpen,
    queryFn: () => answer<Changes>(api.GET('/api/kpis/changes')),
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('kpi.changes')}
      </Button>
      <Dialog opened={isOpen} close={close} size="lg" title={t('kpi.changes')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('kpi.changesLead')}
        </Text>
        <Loaded query={changes}>
          {(data) => (
            <ul className="change-list">
              {data.changes.length === 0 && <li>{t('kpi.noChanges')}</li>}
              {data.changes.toReversed().map((change) => (
                <li key={`${change.on}${change.what}${change.version}${change.whatChanged.ja}`}>
                  <Text span size="sm" fw={600}>
                    {day(change.on)}
                  </Text>{' '}
                  <Text span size="sm">
                    {change.whatChanged[language]}
                  </Text>{' '}
                  <Text span size="xs" c="dimmed">
                    {change.codes ? change.codes.join('・') : t('kpi.allKpis')} · {change.by ?? 'Mori'}
                  </Text>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
        {mayEdit && <ChangeForm />}
      </Dialog>
    </>
  );
}

function ChangeForm() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [given, setGiven] = useState({ on: '', codes: [] as string[], whatChanged: '' });
  const board = useQuery({
    queryKey: ['kpis', 'names'],
    queryFn: () => answer<Board>(api.GET('/api/kpis', { params: { query: {} } })),
  });
  const save = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/kpis/changes', { body: { ...given, codes: given.codes.length > 0 ? given.codes : null } })),
    onSuccess: () => {
      setGiven({ on: '', codes: [], whatChanged: '' });
      sayDone(t('kpi.changeSaved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="md">
        <TextInput
          required
          type="date"
          label={t('kpi.changeOn')}
          value={given.on}
          onChange={(event) => setGiven({ ...given, on: event.currentTarget.value })}
        />
        <MultiSelect
          searchable
          label={t('kpi.changeCodes')}
          description={t('kpi.changeCodesHint')}
          value={given.codes}
          onChange={(codes) => setGiven({ ...given, codes })}
          data={(board.data?.kpis ?? []).map((kpi) => ({
            value: kpi.code,
            label: `${kpi.code} ${kpi.name[language]}`,
          }))}
        />
        <Textarea
          required
          label={t('kpi.whatChanged')}
          placeholder={t('kpi.whatChangedExample')}
          maxLength={300}
          value={given.whatChanged}
          onChange={(event) => setGiven({ ...given, whatChanged: event.currentTarget.value })}
        />
        <Button type="submit" loading={save.isPending} style={{ alignSelf: 'flex-end' }}>
          {t('kpi.recordChange')}
        </Button>
      </Stack>
    </form>
  );
}

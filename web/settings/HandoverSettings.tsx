import { Input, Accordion, Button, Grid, Group, Paper, Radio, Select, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day, listed } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { DayList } from './DayList.tsx';
import { HandoverAdvanced } from './HandoverAdvanced.tsx';
import { HandoverPreview } from './HandoverPreview.tsx';

type Found = paths['/api/handover-settings']['get']['responses'][200]['content']['application/json'];
export type Settings = Found['settings'];
export type Part = { settings: Settings; change: (part: Partial<Settings>) => void; isFixed: boolean };

export const dayChoices = [1, 2, 3, 5, 10] as const;

/** Until when hand-overs are answered and who is told: the few things everybody sets first, the rest behind 詳細設定. */
export function HandoverSettings() {
  const found = useQuery({
    queryKey: ['handover-settings'],
    queryFn: () => answer<Found>(api.GET('/api/handover-settings')),
  });
  return <Loaded query={found}>{(data) => <Editor key={JSON.stringify(data.settings)} found={data} />}</Loaded>;
}

function Editor({ found }: { found: Found }) {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [settings, setSettings] = useState(found.settings);
  const isChanged = JSON.stringify(settings) !== JSON.stringify(found.settings);
  const change = (part: Partial<Settings>) => setSettings({ ...settings, ...part });
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/handover-settings', { body: settings })),
    onSuccess: () => {
      sayDone(t('handoverSettings.saved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const part = { settings, change, isFixed: !mayEdit };
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('handoverSettings.lead')}
          </Text>
          <Paper withBorder p="md">
            <Stack>
              <AnswerDays {...part} />
              <Notices {...part} />
              <DayList
                label={t('handoverSettings.daysOff')}
                hint={t('handoverSettings.daysOffHint')}
                days={settings.daysOff}
                isFixed={part.isFixed}
                onChange={(daysOff) => change({ daysOff })}
              />
              <Text size="sm" c="dimmed">
                {t('handoverSettings.holidays', {
                  list: listed(found.holidays.map((one) => `${day(one.day)} ${one.name}`)),
                })}
              </Text>
            </Stack>
          </Paper>
          <Accordion variant="contained" order={2}>
            <Accordion.Item value="advanced">
              <Accordion.Control>{t('common.advanced')}</Accordion.Control>
              <Accordion.Panel>
                <HandoverAdvanced {...part} proposed={found.proposed} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          {mayEdit && (
            <Group justify="flex-end">
              <Button variant="default" disabled={!isChanged} onClick={() => setSettings(found.settings)}>
                {t('handoverSettings.reset')}
              </Button>
              <Button disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate()}>
                {t('common.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Paper withBorder p="md" component="section" aria-label={t('handoverSettings.preview')}>
          <Title order={2} mb="sm">
            {t('handoverSettings.preview')}
          </Title>
          {isChanged ? (
            <HandoverPreview settings={settings} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('handoverSettings.unchanged')}
            </Text>
          )}
        </Paper>
      </Grid.Col>
    </Grid>
  );
}

function AnswerDays({ settings: { rule }, change, isFixed }: Part) {
  const { t } = useTranslation();
  const { answer: by } = rule;
  const other = by.kind === 'business_hours' ? t('handoverSettings.hours', { n: by.hours }) : undefined;
  return (
    <Select
      label={t('handoverSettings.answer')}
      description={t('handoverSettings.answerHint')}
      maw={320}
      allowDeselect={false}
      disabled={isFixed}
      value={by.kind === 'business_days' ? String(by.days) : 'hours'}
      data={[
        ...dayChoices.map((days) => ({ value: String(days), label: t(`handoverSettings.days.${days}`) })),
        ...(other ? [{ value: 'hours', label: other }] : []),
      ]}
      onChange={(days) =>
        days && days !== 'hours' && change({ rule: { ...rule, answer: { kind: 'business_days', days: Number(days) } } })
      }
    />
  );
}

function Notices({ settings: { notices, afterIgnored }, change, isFixed }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <Stack gap={6}>
        <Input.Label labelElement="div">{t('handoverSettings.notices')}</Input.Label>
        {(['reminder', 'manager'] as const).map((name) => (
          <Switch
            key={name}
            label={t(`handoverSettings.${name}`)}
            disabled={isFixed}
            checked={notices[name]}
            onChange={(event) => change({ notices: { ...notices, [name]: event.currentTarget.checked } })}
          />
        ))}
      </Stack>
      <Radio.Group
        label={t('handoverSettings.afterIgnored')}
        value={afterIgnored}
        onChange={(value) => change({ afterIgnored: value as Settings['afterIgnored'] })}
      >
        <Stack gap={6} mt={6}>
          {(['wait', 'recycle'] as const).map((value) => (
            <Radio key={value} value={value} disabled={isFixed} label={t(`handoverSettings.after.${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </>
  );
}

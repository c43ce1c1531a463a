import { Button, Checkbox, Group, NumberInput, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MonthSpan } from '../parts/MonthSpan.tsx';
import { RuleGroups } from './RuleGroups.tsx';
import { presetRule, presets, type Request, type Rule, type Start } from './replay.ts';

/** The rule to try, and on which time. */
export function RuleForm({
  start,
  request,
  isBusy,
  onChange,
  onRun,
}: {
  start: Start;
  request: Request;
  isBusy: boolean;
  onChange: (request: Request) => void;
  onRun: () => void;
}) {
  const { t } = useTranslation();
  const rule = request.rule as Rule;
  const set = (more: Partial<Rule>) => onChange({ ...request, rule: { ...rule, ...more } });
  return (
    <Paper withBorder p="md" mb="md" component="section" aria-label={t('replay.rule')}>
      <Group justify="space-between" mb="xs">
        <Stack gap={0}>
          <Title order={2}>{t('replay.rule')}</Title>
          <Text size="sm" c="dimmed">
            {start.version ? t('replay.fromRule', { version: start.version }) : t('replay.fromDefault')}
          </Text>
        </Stack>
        <Select
          w={240}
          label={t('replay.preset')}
          defaultValue="current"
          allowDeselect={false}
          data={presets.map((value) => ({ value, label: t(`replay.presets.${value}`) }))}
          onChange={(preset) => preset && onChange({ ...request, rule: presetRule(preset as 'current', start.rule) })}
        />
      </Group>
      <Text size="sm" fw={600} mb={4}>
        {t('replay.points')}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} mb="sm">
        {start.actKinds.map((kind) => (
          <NumberInput
            key={kind}
            label={t(`replay.acts.${kind}`)}
            value={rule.acts[kind] ?? 0}
            min={-1000}
            max={1000}
            onChange={(points) => set({ acts: { ...rule.acts, [kind]: Math.trunc(Number(points)) } })}
          />
        ))}
      </SimpleGrid>
      <SimpleGrid cols={{ base: 1, xs: 3 }} mb="sm">
        <NumberInput
          label={t('replay.threshold')}
          value={rule.threshold}
          min={1}
          max={10_000}
          onChange={(value) => set({ threshold: Math.max(1, Math.trunc(Number(value))) })}
        />
        <NumberInput
          label={t('replay.windowDays')}
          value={rule.windowDays}
          min={1}
          max={730}
          onChange={(value) => set({ windowDays: Math.max(1, Math.trunc(Number(value))) })}
        />
        <NumberInput
          label={t('replay.horizon')}
          value={request.horizonDays ?? 90}
          min={1}
          max={730}
          onChange={(value) => onChange({ ...request, horizonDays: Math.max(1, Math.trunc(Number(value))) })}
        />
      </SimpleGrid>
      <Checkbox.Group
        label={t('replay.actNow')}
        value={rule.actNow}
        onChange={(actNow) => set({ actNow: actNow as Rule['actNow'] })}
        mb="sm"
      >
        <Group gap="md" mt={4}>
          {start.actKinds.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`replay.acts.${kind}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <RuleGroups traits={start.traits} rule={rule} set={set} />
      <Group align="flex-end">
        <MonthSpan
          from={request.from}
          to={request.to}
          labels={[t('replay.from'), t('replay.to')]}
          onChange={(span) => onChange({ ...request, ...span })}
        />
        <Button loading={isBusy} onClick={onRun}>
          {t('replay.run')}
        </Button>
      </Group>
    </Paper>
  );
}

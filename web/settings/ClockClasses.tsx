import { Group, NumberInput, Paper, Select, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Settings } from './HandoverSettings.tsx';

type Rule = Settings['rule'];
export type Classes = NonNullable<Rule['classes']>;
type DueRule = Rule['answer'];

const names = ['hot', 'tal', 'normal'] as const;
const times = ['answer', 'followUp'] as const;

/** One switch gives act-now, target-list and ordinary leads a clock of their own; off, all of them have the same. */
export function ClockClasses({
  rule,
  proposed,
  isFixed,
  onChange,
}: {
  rule: Rule;
  proposed: Classes;
  isFixed: boolean;
  onChange: (part: Partial<Rule>) => void;
}) {
  const { t } = useTranslation();
  const classes = rule.classes ?? null;
  return (
    <Stack gap="xs">
      <Switch
        label={t('handoverSettings.classes')}
        description={t('handoverSettings.classesHint')}
        disabled={isFixed}
        checked={classes !== null}
        onChange={(event) => onChange({ classes: event.currentTarget.checked ? proposed : null })}
      />
      {classes && (
        <Paper withBorder p="sm">
          <Stack gap="md">
            {names.map((name) => (
              <div key={name}>
                <Text fw={600} size="sm">
                  {t(`handovers.classes.${name}`)}
                </Text>
                <Text size="xs" c="dimmed" mb={4}>
                  {t(`handoverSettings.classWhich.${name}`)}
                </Text>
                <Group gap="lg">
                  {times.map((time) => (
                    <div key={time}>
                      <Text size="xs">{t(`handoverSettings.classTimes.${time}`)}</Text>
                      <Due
                        label={`${t(`handovers.classes.${name}`)} ${t(`handoverSettings.classTimes.${time}`)}`}
                        rule={classes[name][time]}
                        isFixed={isFixed}
                        onChange={(due) =>
                          onChange({ classes: { ...classes, [name]: { ...classes[name], [time]: due } } })
                        }
                      />
                    </div>
                  ))}
                </Group>
              </div>
            ))}
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}

function Due({
  label,
  rule,
  isFixed,
  onChange,
}: {
  label: string;
  rule: DueRule;
  isFixed: boolean;
  onChange: (rule: DueRule) => void;
}) {
  const { t } = useTranslation();
  const n = rule.kind === 'business_hours' ? rule.hours : rule.days;
  const set = (kind: DueRule['kind'], count: number) =>
    onChange(kind === 'business_hours' ? { kind, hours: count } : { kind, days: Math.min(count, 30) });
  return (
    <Group gap={4} wrap="nowrap">
      <NumberInput
        aria-label={label}
        w={80}
        min={1}
        max={rule.kind === 'business_hours' ? 240 : 30}
        disabled={isFixed}
        value={n}
        onChange={(value) => typeof value === 'number' && value >= 1 && set(rule.kind, Math.trunc(value))}
      />
      <Select
        aria-label={`${label} ${t('handoverSettings.unit')}`}
        w={165}
        allowDeselect={false}
        disabled={isFixed}
        value={rule.kind}
        data={(['business_hours', 'business_days'] as const).map((value) => ({
          value,
          label: t(`handoverSettings.units.${value}`),
        }))}
        onChange={(kind) => kind && set(kind as DueRule['kind'], n)}
      />
    </Group>
  );
}

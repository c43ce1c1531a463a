import { ActionIcon, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ruleName } from '#core/route/built-in.ts';
import { RuleForm } from './RuleForm.tsx';
import { conditionWords, destinationWords, newCode, type Editing, type Rule } from './routing.ts';

/** The rules in order between what always comes first and what is left at the end. */
export function RuleList(editing: Editing) {
  const { t, i18n } = useTranslation();
  const nameOf = (rule: Rule) => ruleName(rule)[i18n.language === 'en' ? 'en' : 'ja'];
  const { plan, isFixed, change } = editing;
  const [opened, setOpened] = useState<Rule>();
  const move = (from: number, to: number) => {
    const rules = [...plan.rules];
    rules.splice(to, 0, ...rules.splice(from, 1));
    change({ rules });
  };
  const keep = (rule: Rule) => {
    const isNew = !plan.rules.some((one) => one.code === rule.code);
    change({ rules: isNew ? [...plan.rules, rule] : plan.rules.map((one) => (one.code === rule.code ? rule : one)) });
    setOpened(undefined);
  };
  return (
    <Stack gap="xs">
      <FixedLine text={t('routing.fixed.target')} />
      <FixedLine text={t('routing.fixed.agency')} />
      <Stack component="ol" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {plan.rules.map((rule, index) => (
          <Paper key={rule.code} component="li" withBorder p="sm">
            <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
              <Group wrap="nowrap" align="flex-start" gap="sm" style={{ minWidth: 0 }}>
                <Badge variant="light" circle size="lg" aria-hidden>
                  {index + 1}
                </Badge>
                <Stack gap={2} style={{ minWidth: 0 }}>
                  <Text fw={600}>{nameOf(rule)}</Text>
                  <Text size="sm" c="dimmed">
                    {conditionWords(rule, t)} → {destinationWords(rule, plan, editing.choices, t)}
                  </Text>
                </Stack>
              </Group>
              {!isFixed && (
                <Group gap={4} wrap="nowrap">
                  <ActionIcon
                    variant="default"
                    aria-label={t('routing.up', { name: nameOf(rule) })}
                    disabled={index === 0}
                    onClick={() => move(index, index - 1)}
                  >
                    ↑
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('routing.down', { name: nameOf(rule) })}
                    disabled={index === plan.rules.length - 1}
                    onClick={() => move(index, index + 1)}
                  >
                    ↓
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('routing.edit', { name: nameOf(rule) })}
                    onClick={() => setOpened({ ...rule, name: nameOf(rule) })}
                  >
                    ✎
                  </ActionIcon>
                  <ActionIcon
                    variant="default"
                    aria-label={t('routing.remove', { name: nameOf(rule) })}
                    onClick={() => change({ rules: plan.rules.filter((one) => one.code !== rule.code) })}
                  >
                    ×
                  </ActionIcon>
                </Group>
              )}
            </Group>
          </Paper>
        ))}
      </Stack>
      {!isFixed && (
        <Group>
          <Button
            variant="light"
            onClick={() => setOpened({ code: newCode(), name: '', when: {}, to: { kind: 'pool', id: 'inside_sales' } })}
          >
            {t('routing.addRule')}
          </Button>
        </Group>
      )}
      <FixedLine text={t('routing.fixed.rest')} />
      {opened && (
        <RuleForm
          key={opened.code}
          rule={opened}
          plan={plan}
          choices={editing.choices}
          onKeep={keep}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Stack>
  );
}

function FixedLine({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <Paper p="sm" withBorder style={{ borderStyle: 'dashed' }}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" style={{ flex: '1 1 14rem' }}>
          {text}
        </Text>
        <Badge variant="default" tt="none">
          {t('routing.always')}
        </Badge>
      </Group>
    </Paper>
  );
}

import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from './handover.ts';

const known = ['budget', 'authority', 'timing'] as const;

/** SQL(案件化確認): the need, and at least one of budget, decision maker and timing (domain.md §9.2). */
export function ConfirmForm({
  isBusy,
  onAnswer,
  onCancel,
}: {
  isBusy: boolean;
  onAnswer: (said: Answer) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [need, setNeed] = useState('');
  const [given, setGiven] = useState<Readonly<Partial<Record<(typeof known)[number], string>>>>({});
  const told = known.flatMap((name) => (given[name]?.trim() ? [[name, given[name].trim()] as const] : []));
  const isEnough = need.trim() !== '' && told.length > 0;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onAnswer({ kind: 'confirm', need: need.trim(), ...Object.fromEntries(told) });
      }}
    >
      <Stack gap="sm">
        <TextInput
          required
          maxLength={500}
          label={t('handovers.sql.need')}
          placeholder={t('handovers.sql.needExample')}
          value={need}
          onChange={(event) => setNeed(event.currentTarget.value)}
        />
        {known.map((name) => (
          <TextInput
            key={name}
            maxLength={500}
            label={t(`handovers.sql.${name}`)}
            value={given[name] ?? ''}
            onChange={(event) => setGiven({ ...given, [name]: event.currentTarget.value })}
          />
        ))}
        <Text size="sm" c="dimmed">
          {t('handovers.sql.oneOf')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={isBusy} disabled={!isEnough}>
            {t('handovers.answers.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

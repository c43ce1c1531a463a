import { Input, Button, Group, Pill, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../parts/format.ts';

/** Days as a list that grows by one and loses by one. */
export function DayList({
  label,
  hint,
  days,
  isFixed,
  onChange,
}: {
  label: string;
  hint?: string;
  days: readonly string[];
  isFixed: boolean;
  onChange: (days: string[]) => void;
}) {
  const { t } = useTranslation();
  const [next, setNext] = useState('');
  const add = () => {
    if (next) onChange([...new Set([...days, next])].sort());
    setNext('');
  };
  return (
    <Stack gap={6}>
      <Input.Label labelElement="div">{label}</Input.Label>
      {hint && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
      <Group gap={6}>
        {days.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('common.notSet')}
          </Text>
        )}
        {days.map((one) => (
          <Pill
            key={one}
            size="md"
            withRemoveButton={!isFixed}
            removeButtonProps={{
              'aria-label': t('handoverSettings.removeDay', { day: day(one) }),
              'aria-hidden': false,
              tabIndex: 0,
            }}
            onRemove={() => onChange(days.filter((other) => other !== one))}
          >
            {day(one)}
          </Pill>
        ))}
      </Group>
      {!isFixed && (
        <Group gap="xs">
          <TextInput
            type="date"
            aria-label={`${label} ${t('handoverSettings.addDay')}`}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Button variant="default" disabled={!next} onClick={add}>
            {t('handoverSettings.addDays')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

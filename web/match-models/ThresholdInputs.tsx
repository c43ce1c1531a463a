import { Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { shareText, type Model, type ThresholdName } from './match-model.ts';

const names = ['auto', 'review', 'margin'] as const;
type Given = Partial<Record<ThresholdName, number>>;

/** From how many bits rows are put together, from how many somebody is asked, and by how much the best must win. */
export function ThresholdInputs({
  thresholds,
  changes,
  onChange,
}: {
  thresholds: Model['thresholds'];
  changes: Given;
  onChange: (changes: Given) => void;
}) {
  const { t } = useTranslation();
  const set = (name: ThresholdName, value: number) => {
    const { [name]: _, ...others } = changes;
    onChange(value === shown(thresholds[name].bits) ? others : { ...others, [name]: value });
  };
  return (
    <Group align="flex-start">
      {names.map((name) => {
        const value = changes[name] ?? shown(thresholds[name].bits);
        return (
          <NumberInput
            key={name}
            label={t(`matchModels.thresholds.${name}`)}
            description={
              name === 'margin'
                ? t('matchModels.times', { n: Math.round(2 ** value) })
                : t('matchModels.chance', { p: shareText(1 / (1 + 2 ** -value)) })
            }
            suffix={t('matchModels.bits')}
            decimalScale={2}
            step={0.5}
            w={260}
            min={thresholds[name].min}
            max={thresholds[name].max}
            value={value}
            onChange={(next) => typeof next === 'number' && set(name, next)}
          />
        );
      })}
    </Group>
  );
}

const shown = (bits: number) => Math.round(bits * 100) / 100;

import { Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Span = { from: number; to: number };

/** From one time of day to another, in minutes after midnight. */
export function TimeSpan({
  name,
  span,
  isFixed,
  size = 'sm',
  onChange,
}: {
  name: string;
  span: Span;
  isFixed: boolean;
  size?: 'xs' | 'sm';
  onChange: (span: Span) => void;
}) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="time"
          size={size}
          w={size === 'xs' ? 100 : 120}
          disabled={isFixed}
          aria-label={`${name} ${t(`handoverSettings.${end}`)}`}
          value={timeOf(span[end])}
          onChange={(event) =>
            event.currentTarget.value && onChange({ ...span, [end]: minutesOf(event.currentTarget.value) })
          }
        />
      ))}
    </Group>
  );
}

const timeOf = (minute: number) =>
  `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

import { Group, TextInput } from '@mantine/core';

/** From which month until which; both are counted. */
export function MonthSpan({
  from,
  to,
  labels,
  onChange,
}: {
  from: string;
  to: string;
  labels: readonly [string, string];
  onChange: (span: { from: string; to: string }) => void;
}) {
  return (
    <Group gap="sm" align="flex-end">
      <TextInput
        type="month"
        label={labels[0]}
        value={from}
        max={to}
        onChange={(event) => event.currentTarget.value && onChange({ from: event.currentTarget.value, to })}
      />
      <TextInput
        type="month"
        label={labels[1]}
        value={to}
        min={from}
        onChange={(event) => event.currentTarget.value && onChange({ from, to: event.currentTarget.value })}
      />
    </Group>
  );
}

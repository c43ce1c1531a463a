import { UnstyledButton } from '@mantine/core';
import { count } from './format.ts';

/** A number that opens to its rows; nought has none. `label` says which number it is. */
export function NumberLink({ value, label, open }: { value: number; label: string; open: () => void }) {
  if (value === 0) return <>0</>;
  return (
    <UnstyledButton
      className="number-link"
      c="teal"
      td="underline"
      fz="inherit"
      fw="inherit"
      aria-label={`${label} ${value}`}
      onClick={open}
    >
      {count(value)}
    </UnstyledButton>
  );
}

import { Badge, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { day, moment } from '../parts/format.ts';
import type { HandoverRow } from './handover.ts';

const colors = {
  waiting: 'gray',
  reminded: 'yellow',
  overdue: 'red',
  ignored: 'red',
  postponed: 'blue',
  answered: 'gray',
  followed_up: 'gray',
} as const;

/** Where the hand-over stands on its clock, in words; the moment itself on hover and for screen readers. */
export function Clock({ row }: { row: HandoverRow }) {
  const { t } = useTranslation();
  if (!row.clock) return null;
  const { state, dueAt } = row.clock;
  const word =
    state === 'postponed'
      ? t('handovers.clock.postponed', { day: day(row.postponedUntil) })
      : t(`handovers.clock.${state}`, { at: moment(dueAt) });
  return (
    <Tooltip label={t('handovers.dueAt', { at: moment(dueAt) })}>
      <Badge variant={state === 'overdue' ? 'filled' : 'light'} color={colors[state]} tt="none">
        {word}
      </Badge>
    </Tooltip>
  );
}

import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { count, day } from '../parts/format.ts';

export type DealHistory = paths['/api/deals/{id}']['get']['responses'][200]['content']['application/json'];
type Standing = Pick<DealHistory, 'state' | 'postponedUntil' | 'reopened'>;

const colors: Readonly<Record<Standing['state'], string>> = {
  open: 'blue',
  won: 'teal',
  lost: 'gray',
  no_decision: 'gray',
  postponed: 'yellow',
};

/** Where a deal stands, in `words` where its file has its own; until when it rests, and that it was opened again. */
export function DealState({ deal, words }: { deal: Standing; words?: string }) {
  const { t } = useTranslation();
  const { state, postponedUntil, reopened } = deal;
  const name = words || t(`demand.dealStates.${state}`);
  return (
    <>
      <Badge variant="light" tt="none" color={colors[state]} style={{ overflow: 'visible' }}>
        {postponedUntil ? t('deals.until', { state: name, day: day(postponedUntil) }) : name}
      </Badge>
      {reopened && (
        <Text size="xs">
          {t(reopened.isLate ? 'deals.reopenedLate' : 'deals.reopened', {
            day: day(reopened.on),
            n: count(reopened.days),
          })}
        </Text>
      )}
    </>
  );
}

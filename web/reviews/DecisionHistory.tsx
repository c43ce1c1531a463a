import { Anchor, Button, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moment } from '../parts/format.ts';
import type { Kind } from './SideBySide.tsx';
import { UndoPreview } from './UndoPreview.tsx';

export type Decisions = {
  rows: {
    decisionId: number;
    kind: Kind;
    verdict: string;
    entityId: number | null;
    entityName: string | null;
    leftName: string | null;
    rightName: string | null;
    company: string | null;
    at: string;
    memberName: string | null;
    undoneBy: number | null;
  }[];
};

/** What was decided, newest first: about whom, what, by whom and when; each may be taken back once its effect was seen, on a phone too. */
export function DecisionHistory({
  decisions,
  undo,
}: {
  decisions: Decisions['rows'];
  undo: ((decisionId: number) => void) | undefined;
}) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<Decisions['rows'][number]>();
  return (
    <>
      <ul className="change-list">
        {decisions.map((row) => (
          <Group key={row.decisionId} component="li" justify="space-between" wrap="nowrap" gap="sm" align="center">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {row.entityId === null ? (
                  '—'
                ) : (
                  <Anchor
                    component={Link}
                    to={row.kind === 'account' ? `/accounts/${row.entityId}` : `/people/${row.entityId}`}
                    underline="always"
                    inherit
                  >
                    {row.entityName}
                  </Anchor>
                )}
                {row.company !== null && (
                  <Text span size="xs" c="dimmed">
                    {' '}
                    {row.company}
                  </Text>
                )}
              </Text>
              {row.leftName !== null && row.rightName !== null && (
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {t('reviews.decidedPair', { one: row.leftName, other: row.rightName })}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                {t(`reviews.verdicts.${row.kind}.${row.verdict}`, { defaultValue: row.verdict })} · {moment(row.at)} ·{' '}
                {row.memberName ?? t('reviews.automatic')}
                {row.undoneBy !== null && ` · ${t('reviews.undone')}`}
              </Text>
            </div>
            {undo && row.undoneBy === null && row.verdict !== 'undo_decision' && (
              <Button
                size="compact-xs"
                variant="default"
                style={{ flexShrink: 0 }}
                onClick={() => setAsked(row)}
                aria-label={t('reviews.undoOf', { name: row.entityName ?? '' })}
              >
                {t('reviews.undo')}
              </Button>
            )}
          </Group>
        ))}
      </ul>
      {undo && asked && (
        <UndoPreview
          decision={asked}
          close={() => setAsked(undefined)}
          undo={() => {
            setAsked(undefined);
            undo(asked.decisionId);
          }}
        />
      )}
    </>
  );
}

import { Button, Group, Kbd, Paper, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review } from '../../api/shapes.ts';
import { beside, count, percent } from '../parts/format.ts';
import { AllTogether } from './AllTogether.tsx';
import { EvidenceWords } from './EvidenceWords.tsx';
import { Explanation, useExplained } from './Explanation.tsx';
import { SideBySide, type Kind } from './SideBySide.tsx';
import { isTyping, verdictKeys, verdicts, type Judgement, type Said, type Verdict } from './verdicts.ts';

/** Verdicts on three records and more at once. */
const atOnce = ['same', 'different', 'unsure'] as const;

/** What one review asks: two records side by side, or several at once with each pair a click away. */
export function ReviewCase({
  review,
  kind,
  open,
  decide,
  isDeciding,
}: {
  review: Review;
  kind: Kind;
  /** Questions that wait, this one with them. */
  open: number;
  /** Undefined for who may only look. */
  decide: ((said: Said) => void) | undefined;
  isDeciding: boolean;
}) {
  const { t } = useTranslation();
  const { records, pairs, priority } = review;
  const [pairAt, setPairAt] = useState<number>();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(records.map(({ id }) => id)));
  const pair = records.length === 2 ? pairs[0] : pairAt === undefined ? undefined : pairs[pairAt];
  const judge = (verdict: Verdict): Judgement[] => {
    if (pair) return [{ leftId: pair.leftId, rightId: pair.rightId, verdict }];
    const [first, ...others] = records.map(({ id }) => id).filter((id) => verdict !== 'same' || chosen.has(id));
    if (first === undefined) return [];
    if (verdict === 'same') return others.map((id) => ({ leftId: id, rightId: first, verdict }));
    if (verdict === 'unsure') return pairs.map(({ leftId, rightId }) => ({ leftId, rightId, verdict }));
    return records.flatMap(({ id }, at) =>
      records.slice(0, at).map((other) => ({ leftId: id, rightId: other.id, verdict })),
    );
  };
  const choices: readonly Verdict[] = pair ? verdicts[kind] : atOnce;
  const keyOf = (verdict: Verdict) => Object.keys(verdictKeys[kind]).find((key) => verdictKeys[kind][key] === verdict);
  const press = (verdict: Verdict) => {
    const judgements = judge(verdict);
    if (judgements.length === 0 || isDeciding) return;
    const about = new Set(judgements.flatMap(({ leftId, rightId }) => [leftId, rightId]));
    const names = new Set(records.filter(({ id }) => about.has(id)).map(({ name }) => name));
    decide?.({ judgements, names: [...names], word: t(`reviews.verdicts.${kind}.${verdict}`) });
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const verdict = verdictKeys[kind][event.key];
      if (verdict && choices.includes(verdict) && !isTyping(event)) press(verdict);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  const side = (id: number) => records.find((record) => record.id === id)!;
  return (
    <Paper withBorder p="md" mb="lg">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>
          {pair ? t(`reviews.reasons.${pair.reason}`) : t(`reviews.several.${kind}`, { n: records.length })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('reviews.open', { n: count(open) })}
        </Text>
      </Group>
      <Priority priority={priority} />
      {pair ? (
        <>
          {pairAt !== undefined && (
            <Group gap="xs" mb="xs">
              <Button size="compact-sm" variant="default" onClick={() => setPairAt(undefined)}>
                {t('reviews.allTogether')}
              </Button>
              <Text size="sm">{t('reviews.pairOf', { at: pairAt + 1, n: pairs.length })}</Text>
              <Button
                size="compact-sm"
                variant="default"
                disabled={pairAt + 1 >= pairs.length}
                onClick={() => setPairAt(pairAt + 1)}
              >
                {t('reviews.nextPair')}
              </Button>
            </Group>
          )}
          <EvidenceNow kind={kind} pair={pair} />
          <SideBySide pair={{ left: side(pair.leftId), right: side(pair.rightId) }} kind={kind} />
          <Explanation kind={kind} leftId={pair.leftId} rightId={pair.rightId} />
        </>
      ) : (
        <AllTogether records={records} kind={kind} chosen={chosen} choose={decide && setChosen} />
      )}
      {decide && (
        <Group mt="md" gap="xs">
          {choices.map((verdict) => (
            <Button
              key={verdict}
              size="sm"
              aria-keyshortcuts={keyOf(verdict)}
              rightSection={
                <Kbd size="xs" aria-hidden="true" visibleFrom="sm">
                  {keyOf(verdict)}
                </Kbd>
              }
              variant={verdict === 'same' ? 'filled' : 'default'}
              disabled={isDeciding || judge(verdict).length === 0}
              onClick={() => press(verdict)}
            >
              {pair
                ? t(`reviews.verdicts.${kind}.${verdict}`)
                : t(`reviews.together.${kind}.${verdict}`, { n: chosen.size })}
            </Button>
          ))}
          {!pair && (
            <Button size="sm" variant="subtle" onClick={() => setPairAt(0)}>
              {t('reviews.onePair')}
            </Button>
          )}
        </Group>
      )}
      <Text size="xs" c="dimmed" mt="sm" visibleFrom="sm">
        <Kbd size="xs">J</Kbd> <Kbd size="xs">K</Kbd> — {t('reviews.keys')} <Kbd size="xs">Z</Kbd> —{' '}
        {t('reviews.undoKey')}
      </Text>
    </Paper>
  );
}

/** The question was asked when a row came in; what both are known by may have grown since, and is what the two sides show. */
function EvidenceNow({ kind, pair }: { kind: Kind; pair: Review['pairs'][number] }) {
  const { t } = useTranslation();
  const explained = useExplained(kind, pair.leftId, pair.rightId);
  return (
    <>
      {explained.data?.isNameAlone && (
        <Text size="sm" mb="xs">
          {t('reviews.nameAlone')}
        </Text>
      )}
      <EvidenceWords evidence={explained.data?.evidence ?? pair.evidence} />
    </>
  );
}

/** Why this comes now: how unsure it is, what hangs on it, and the tier of the companies. */
function Priority({ priority: { probability, rows, openDeals, tier } }: { priority: Review['priority'] }) {
  const { t } = useTranslation();
  const parts = [
    ...(probability === null ? [] : [t('reviews.priority.chance', { p: percent(probability) })]),
    t('reviews.priority.rows', { n: count(rows) }),
    ...(openDeals > 0 ? [t('reviews.priority.deals', { n: count(openDeals) })] : []),
    ...(tier === null ? [] : [tier === 'listed' ? t('reviews.priority.listed') : t(`accounts.tiers.${tier}`)]),
  ];
  return (
    <Text size="xs" c="dimmed" mb="xs">
      {t('reviews.priority.why')}: {beside(parts)}
    </Text>
  );
}

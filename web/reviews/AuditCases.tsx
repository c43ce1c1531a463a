import { Button, Group, Kbd, Paper, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSide } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { type AuditAnswer, giveAnswer, takeAnswerBack, type WaitingCase } from './audit-answers.ts';
import { EvidenceWords } from './EvidenceWords.tsx';
import { type Explained, ExplanationOf } from './Explanation.tsx';
import { SideBySide } from './SideBySide.tsx';
import { systemName } from '../parts/system-name.ts';

type Sides = {
  left: MatchSide;
  right: MatchSide;
  evidence: { matched: string[]; differs: string[] };
  explanation: Explained;
};
const answers = ['same', 'different', 'unsure'] as const;
const answerOfKey: Readonly<Record<string, AuditAnswer>> = { 1: 'same', 2: 'different', 0: 'unsure' };

/** Drawn cases one after the other; a key answers. */
export function AuditCases({ cases }: { cases: readonly WaitingCase[] }) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const mayDecide = useRight('reviews.decide');
  const one = cases[Math.min(at, cases.length - 1)];
  const say = useMutation({
    mutationFn: ({ auditId, said }: { auditId: number; said: AuditAnswer }) => giveAnswer(auditId, said),
    onSuccess: ({ decisionId }, { auditId, said }) => {
      const isSplit = said === 'different' && decisionId !== null;
      sayUndoable(t(isSplit ? 'matchAudit.split' : 'matchAudit.answered'), () => takeAnswerBack(auditId));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey) return;
      const said = answerOfKey[event.key];
      if (event.key === 'j') setAt((index) => Math.min(index + 1, cases.length - 1));
      else if (event.key === 'k') setAt((index) => Math.max(index - 1, 0));
      else if (said && one && mayDecide && !say.isPending) say.mutate({ auditId: one.auditId, said });
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
  if (!one) return <Empty>{t('matchAudit.empty')}</Empty>;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Text fw={600}>{t(`matchAudit.origins.${one.origin}`)}</Text>
        <Text size="sm" c="dimmed">
          {t('matchAudit.left', { n: count(cases.length) })}
        </Text>
      </Group>
      <CaseSides key={one.auditId} one={one} />
      {mayDecide && (
        <Group mt="md" gap="xs">
          {answers.map((said, index) => (
            <Button
              key={said}
              size="sm"
              variant={index === 0 ? 'filled' : 'default'}
              loading={say.isPending && say.variables?.said === said}
              onClick={() => say.mutate({ auditId: one.auditId, said })}
            >
              {t(`matchAudit.answers.${one.origin}.${said}`)}
            </Button>
          ))}
        </Group>
      )}
      <Text size="xs" c="dimmed" mt="sm" visibleFrom="sm">
        <Kbd size="xs">1</Kbd> <Kbd size="xs">2</Kbd> <Kbd size="xs">0</Kbd> <Kbd size="xs">J</Kbd>{' '}
        <Kbd size="xs">K</Kbd> — {t('matchAudit.keys')}
      </Text>
    </Paper>
  );
}

function CaseSides({ one }: { one: WaitingCase }) {
  const { t } = useTranslation();
  const sides = useQuery({
    queryKey: ['match-audit', one.auditId],
    queryFn: () => answer<Sides>(api.GET('/api/match-audit/{id}', { params: { path: { id: one.auditId } } })),
  });
  const method = t([`account.methods.${one.method}`, `matchAudit.methods.${one.method}`]);
  return (
    <Loaded query={sides}>
      {({ left, right, evidence, explanation }) => (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {one.origin !== 'verdict' && `${t('matchAudit.because', { method })} · `}
            {t('matchAudit.source', { source: systemName(one.source) })}
          </Text>
          {one.sharedValue && <SharedValue kind={one.kind} value={one.sharedValue} />}
          <EvidenceWords evidence={evidence} />
          <SideBySide
            pair={{ left, right }}
            kind={one.kind}
            titles={[t('matchAudit.leftSide'), t('matchAudit.rightSide')]}
          />
          <ExplanationOf explained={explanation} />
        </>
      )}
    </Loaded>
  );
}

/** Why the link is asked about: the value it stands on is many people's. */
function SharedValue({ kind, value }: { kind: WaitingCase['kind']; value: string }) {
  const { t } = useTranslation();
  const [what, ...rest] = value.split('|');
  return (
    <Text size="sm" mb="xs">
      {t('matchAudit.shared', {
        kind: t(`matchAudit.sharedKinds.${what}`),
        value: rest.filter(Boolean).join(' '),
        who: t(`matchAudit.sharedWho.${kind}`),
      })}
    </Text>
  );
}

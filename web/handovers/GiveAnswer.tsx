import { Anchor, Button, SimpleGrid, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswerForm, answerKinds, type AnswerKind } from './AnswerForm.tsx';
import { useAnswer, type HandoverDetails } from './handover.ts';

/** The buttons of what may be answered now; the one that is pressed asks for what it needs. */
export function GiveAnswer({ found, onDone }: { found: HandoverDetails; onDone: () => void }) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AnswerKind>();
  const said = useAnswer(onDone);
  const offered = answerKinds.filter((one) => found.possible.includes(one) && isOffered(one, found.state));
  if (offered.length === 0) return null;
  if (kind)
    return (
      <AnswerForm
        key={kind}
        kind={kind}
        of={found}
        isBusy={said.isPending}
        onCancel={() => setKind(undefined)}
        onAnswer={(answer) => said.mutate({ cycleIds: [found.lead.cycleId], said: answer })}
      />
    );
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 2, xs: 3 }} spacing="xs">
        {offered
          .filter((one) => one !== 'merge')
          .map((one) => (
            <Button
              key={one}
              variant={one === 'accept' || one === 'follow_up' ? 'filled' : isReturn(one) ? 'light' : 'default'}
              color={isReturn(one) ? 'red' : undefined}
              onClick={() => setKind(one)}
            >
              {t(`handovers.answers.${one}`)}
            </Button>
          ))}
      </SimpleGrid>
      {offered.includes('merge') && (
        <Anchor component="button" type="button" size="sm" onClick={() => setKind('merge')} ta="left">
          {t('handovers.answers.merge')}
        </Anchor>
      )}
    </Stack>
  );
}

/** Before an answer the six buttons and the duplicate, which is no rejection; after it what follows an acceptance. */
function isOffered(kind: AnswerKind, state: string): boolean {
  if (kind === 'follow_up') return state !== 'handed_over';
  if (kind === 'recycle') return state === 'sql';
  return kind !== 'merge' || state === 'handed_over';
}

const isReturn = (kind: AnswerKind) => kind === 'reject' || kind === 'return';

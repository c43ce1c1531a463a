import { Button, Checkbox, Group, Paper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { useMe } from '../session/me.ts';
import { AnswerForm, type AnswerKind } from './AnswerForm.tsx';
import { useAnswer } from './handover.ts';

/** A deal is one lead's own, so adding to one is not offered for several. */
const together: readonly AnswerKind[] = ['accept', 'reroute', 'give_to_agency', 'postpone', 'reject'];
const agencyMay: readonly AnswerKind[] = ['accept', 'postpone', 'reject'];

/** The same answer for several hand-overs at once. */
export function BulkAnswers({
  cycleIds,
  shown,
  onChoose,
}: {
  cycleIds: readonly string[];
  shown: readonly string[];
  onChoose: (cycleIds: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AnswerKind>();
  const isAgency = useMe().data?.role === 'agency';
  const said = useAnswer(() => {
    setKind(undefined);
    onChoose([]);
  });
  return (
    <Paper withBorder p="xs" mb="sm">
      <Group justify="space-between">
        <Checkbox
          label={
            cycleIds.length === 0
              ? t('handovers.bulk.choose')
              : t('handovers.bulk.chosen', { n: count(cycleIds.length) })
          }
          checked={cycleIds.length > 0 && cycleIds.length === shown.length}
          indeterminate={cycleIds.length > 0 && cycleIds.length < shown.length}
          onChange={(event) => onChoose(event.currentTarget.checked ? shown : [])}
        />
        {cycleIds.length > 0 && (
          <Group gap="xs">
            {together
              .filter((one) => !isAgency || agencyMay.includes(one))
              .map((one) => (
                <Button
                  key={one}
                  size="compact-sm"
                  variant={one === 'accept' ? 'filled' : one === 'reject' ? 'light' : 'default'}
                  color={one === 'reject' ? 'red' : undefined}
                  onClick={() => setKind(one)}
                >
                  {t(`handovers.answers.${one}`)}
                </Button>
              ))}
          </Group>
        )}
      </Group>
      {kind && (
        <Dialog
          title={`${t(`handovers.answers.${kind}`)} · ${t('common.count', { n: count(cycleIds.length) })}`}
          close={() => setKind(undefined)}
        >
          <AnswerForm
            kind={kind}
            isBusy={said.isPending}
            onCancel={() => setKind(undefined)}
            onAnswer={(answer) => said.mutate({ cycleIds: [...cycleIds], said: answer })}
          />
        </Dialog>
      )}
    </Paper>
  );
}

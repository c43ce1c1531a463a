import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { day } from '../parts/format.ts';
import { Because, Evidence } from './Evidence.tsx';
import { useSettleAction, type Action } from './meeting.ts';

const colours = { open: 'gray', late: 'red', done: 'teal', dropped: 'gray' } as const;

/** What was promised: who, until when, and how it stands. Each can be done, given up with a reason, or taken up again. */
export function Actions({ actions, isFrozen }: { actions: readonly Action[]; isFrozen: boolean }) {
  const { t } = useTranslation();
  if (actions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('meetings.noActions')}
      </Text>
    );
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {actions.map((action) => (
        <ActionLine key={action.itemId} action={action} isFrozen={isFrozen} />
      ))}
    </Stack>
  );
}

export function ActionState({ state }: { state: Action['state'] }) {
  const { t } = useTranslation();
  return (
    <Badge variant="light" tt="none" color={colours[state]}>
      {t(`meetings.states.${state}`)}
    </Badge>
  );
}

function ActionLine({ action, isFrozen }: { action: Action; isFrozen: boolean }) {
  const { t } = useTranslation();
  const settle = useSettleAction();
  const [asked, setAsked] = useState<'finish' | 'drop'>();
  const isOpen = action.state === 'open' || action.state === 'late';
  return (
    <li>
      <Group justify="space-between" gap="xs">
        <Text size="sm" td={isOpen ? undefined : 'line-through'} style={{ flex: '1 1 14rem' }}>
          {action.text}({action.ownerName ?? '—'}、{day(action.dueOn)})
        </Text>
        <Group gap="xs">
          <ActionState state={action.state} />
          {!isFrozen && isOpen && (
            <Group gap={4} className="no-print">
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => setAsked(asked === 'finish' ? undefined : 'finish')}
              >
                {t('meetings.finish')}
              </Button>
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => setAsked(asked === 'drop' ? undefined : 'drop')}
              >
                {t('meetings.drop')}
              </Button>
            </Group>
          )}
          {!isFrozen && !isOpen && (
            <Button
              size="compact-xs"
              variant="subtle"
              className="no-print"
              onClick={() => settle.mutate({ itemId: action.itemId, event: 'reopen' })}
            >
              {t('meetings.reopen')}
            </Button>
          )}
        </Group>
      </Group>
      <Evidence evidence={action.evidence} />
      <Because reason={action.reason} />
      {asked && isOpen && (
        <Asked
          key={asked}
          event={asked}
          isSending={settle.isPending}
          give={(told) =>
            settle.mutate(
              { itemId: action.itemId, event: asked, ...(asked === 'drop' ? { reason: told } : { evidence: told }) },
              { onSuccess: () => setAsked(undefined) },
            )
          }
        />
      )}
    </li>
  );
}

const questions = {
  finish: { label: 'evidence', sure: 'finishSure' },
  drop: { label: 'dropReason', sure: 'dropSure' },
} as const;

/** What is told with an action: by what one sees that it is done, which may stay empty, or why it is given up. */
function Asked({
  event,
  isSending,
  give,
}: {
  event: 'finish' | 'drop';
  isSending: boolean;
  give: (told: string) => void;
}) {
  const { t } = useTranslation();
  const [told, setTold] = useState('');
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    give(told);
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Group align="flex-end" gap="xs" mt={4}>
        <TextInput
          required={event === 'drop'}
          size="xs"
          maxLength={500}
          label={t(`meetings.${questions[event].label}`)}
          placeholder={event === 'finish' ? t('meetings.evidenceExample') : undefined}
          value={told}
          onChange={(changed) => setTold(changed.currentTarget.value)}
          style={{ flex: '1 1 12rem' }}
        />
        <Button type="submit" size="xs" variant="default" loading={isSending}>
          {t(`meetings.${questions[event].sure}`)}
        </Button>
      </Group>
    </form>
  );
}

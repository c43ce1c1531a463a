import { Anchor, Badge, Button, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { reasonWords } from '../../core/demand/reasons.ts';
import { count, day } from '../parts/format.ts';
import { FiveNumbers } from './FiveNumbers.tsx';
import { useSettleAction, type Action, type Agenda, type AgendaPart } from './meeting.ts';

const parts = ['handovers', 'movedAccounts', 'stalled', 'focusAccount', 'listChanges'] as const;

/** The agenda in its order: what was promised, five numbers, what happened. Frozen ones settle nothing. */
export function AgendaView({ agenda, isFrozen }: { agenda: Agenda; isFrozen: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Part title={t('meetings.lastActions')} count={agenda.lastActions.length}>
        <Actions actions={agenda.lastActions} isFrozen={isFrozen} />
      </Part>
      <Part title={t('meetings.numbers')}>
        <FiveNumbers agenda={agenda} />
      </Part>
      {parts.map((part) => (
        <Part key={part} title={t(`meetings.parts.${part}`)} count={agenda[part].count}>
          <Lines part={part} found={agenda[part]} />
        </Part>
      ))}
    </Stack>
  );
}

function Part({ title, count: n, children }: { title: string; count?: number; children: ReactNode }) {
  return (
    <Paper withBorder p="md" component="section" aria-label={title}>
      <Group gap="xs" mb="xs">
        <Title order={2} size="h4">
          {title}
        </Title>
        {n !== undefined && (
          <Badge variant="light" tt="none">
            {count(n)}
          </Badge>
        )}
      </Group>
      {children}
    </Paper>
  );
}

export function Actions({ actions, isFrozen }: { actions: readonly Action[]; isFrozen: boolean }) {
  const { t } = useTranslation();
  const settle = useSettleAction();
  if (actions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('meetings.noActions')}
      </Text>
    );
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {actions.map((action) => (
        <Group key={action.itemId} component="li" justify="space-between" gap="xs">
          <Text size="sm" td={action.state === 'done' ? 'line-through' : undefined} style={{ flex: '1 1 14rem' }}>
            {action.text}({action.ownerName ?? '—'}、{day(action.dueOn)})
          </Text>
          <Group gap="xs">
            <Badge
              variant="light"
              tt="none"
              color={action.state === 'late' ? 'red' : action.state === 'done' ? 'teal' : 'gray'}
            >
              {t(`meetings.states.${action.state}`)}
            </Badge>
            {!isFrozen && (action.state === 'open' || action.state === 'late') && (
              <Button
                size="compact-xs"
                variant="default"
                className="no-print"
                loading={settle.isPending && settle.variables?.itemId === action.itemId}
                onClick={() => settle.mutate({ itemId: action.itemId, event: 'finish' })}
              >
                {t('meetings.finish')}
              </Button>
            )}
          </Group>
        </Group>
      ))}
    </Stack>
  );
}

function Lines({ part, found }: { part: (typeof parts)[number]; found: AgendaPart }) {
  const { t, i18n } = useTranslation();
  if (found.lines.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t(`meetings.none.${part}`)}
      </Text>
    );
  return (
    <>
      <List size="sm" spacing={4}>
        {found.lines.map((line, index) => (
          <List.Item key={line.cycleId ?? `${line.accountId}-${index}`}>
            {line.accountId === null ? (
              line.subject
            ) : (
              <Anchor component={Link} to={`/accounts/${line.accountId}`}>
                {line.subject}
              </Anchor>
            )}{' '}
            <Text span c="dimmed">
              {detailOf(part, line.detail, t, i18n.language === 'en' ? 'en' : 'ja')} {line.on && day(line.on)}
            </Text>
          </List.Item>
        ))}
      </List>
      {found.count > found.lines.length && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('meetings.more', { n: count(found.count - found.lines.length) })}
        </Text>
      )}
    </>
  );
}

function detailOf(
  part: (typeof parts)[number],
  detail: string | null,
  t: ReturnType<typeof useTranslation>['t'],
  language: 'ja' | 'en',
): string {
  if (detail === null) return '';
  if (part === 'handovers')
    return ['waiting', 'ignored', 'unfollowed'].includes(detail)
      ? t(`meetings.${detail}`)
      : reasonWords(detail)[language];
  if (part === 'movedAccounts') return t('meetings.contacts', { n: detail });
  if (part === 'listChanges') return t(`targets.statuses.${detail}`);
  return detail;
}

import { Group, Badge, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { agendaParts } from '#core/meeting/meeting.ts';
import { count } from '../parts/format.ts';
import { Actions } from './Actions.tsx';
import { AddedLines } from './AddedLines.tsx';
import { AgendaLines } from './AgendaLines.tsx';
import { FiveNumbers } from './FiveNumbers.tsx';
import type { Agenda, Meetings } from './meeting.ts';

/** The agenda in its order: what was promised, five numbers, what people brought, what happened. Frozen ones settle nothing; `propose` takes a proposal up. */
export function AgendaView({
  agenda,
  added,
  meetingId,
  isFrozen,
  propose,
}: {
  agenda: Agenda;
  added: Meetings['added'];
  /** Without one it is the agenda of the next meeting. */
  meetingId?: number;
  isFrozen: boolean;
  propose?: (text: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <Stack gap="md">
      <Part title={t('meetings.lastActions')} count={agenda.lastActions.length}>
        <Actions actions={agenda.lastActions} isFrozen={isFrozen} />
      </Part>
      <Part title={t('meetings.numbers')}>
        <FiveNumbers agenda={agenda} />
      </Part>
      <Part title={t('meetings.added')} count={added.length}>
        <AddedLines added={added} isFrozen={isFrozen} meetingId={meetingId} />
      </Part>
      {agendaParts.map((part) => (
        <Part key={part} title={t(`meetings.parts.${part}`)} count={agenda[part].count}>
          <AgendaLines part={part} found={agenda[part]} propose={propose} />
          {part === 'plays' && (
            <Text size="xs" c="dimmed" mt={4}>
              {t('meetings.balanceMissing')}
            </Text>
          )}
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

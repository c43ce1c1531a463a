import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { ChangeDepartments } from './ChangeDepartments.tsx';
import { DepartmentHistory } from './DepartmentHistory.tsx';
import { DepartmentTree } from './DepartmentTree.tsx';

type State = 'confirmed' | 'denied' | 'open';

/** The departments of a company as a tree, and those that seem to have become others. */
export function DepartmentPanel({
  accountId,
  family: { departments, standing, changes, moves, today },
}: {
  accountId: number;
  family: Pick<Family, 'departments' | 'standing' | 'changes' | 'moves' | 'today'>;
}) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  const mayDecide = useRight('reviews.decide');
  const save = (body: { fromKey: string; toKey: string; state: State }) =>
    answer(api.PUT('/api/accounts/{id}/department-successions', { params: { path: { id: accountId } }, body }));
  const decide = useMutation({
    mutationFn: save,
    onSuccess: (_, change) => {
      sayUndoable(t('family.saved'), () => save({ ...change, state: 'open' }));
      void queryClient.invalidateQueries({ queryKey: ['account'] });
    },
    onError: sayFailed,
  });
  return (
    <Stack>
      <Paper withBorder p="md">
        <Group justify="space-between" mb="xs">
          <Title order={2}>{t('family.departments')}</Title>
          {mayDecide && (
            <Button size="compact-sm" variant="default" onClick={dialog.open}>
              {t('family.changes.open')}
            </Button>
          )}
        </Group>
        {isOpen && (
          <ChangeDepartments accountId={accountId} departments={standing} today={today} close={dialog.close} />
        )}
        {departments.length === 0 ? (
          <Text c="dimmed">{t('family.departmentsEmpty')}</Text>
        ) : (
          <DepartmentTree nodes={departments} />
        )}
      </Paper>
      <DepartmentHistory changes={changes} />
      {moves.length > 0 && (
        <Paper withBorder p="md">
          <Title order={2} mb="xs">
            {t('family.moves')}
          </Title>
          <Stack gap="sm">
            {moves.map(({ fromKey, fromName, toKey, toName, people, lastSeenOn, state }) => (
              <div key={`${fromKey}-${toKey}`}>
                <Group gap="xs">
                  <Badge variant="light" color={state === 'confirmed' ? 'teal' : 'gray'} tt="none">
                    {t(`family.states.${state}`)}
                  </Badge>
                  <Text size="sm">
                    {fromName} → {toName}
                  </Text>
                  {mayDecide &&
                    (state === 'proposed' ? ['confirmed' as const, 'denied' as const] : ['open' as const]).map(
                      (next) => (
                        <Button
                          key={next}
                          size="compact-xs"
                          variant="default"
                          onClick={() => decide.mutate({ fromKey, toKey, state: next })}
                        >
                          {t(`family.${next === 'confirmed' ? 'confirm' : next === 'denied' ? 'deny' : 'open'}`)}
                        </Button>
                      ),
                    )}
                </Group>
                <Text size="xs" c="dimmed">
                  {t('family.moved', { n: count(people), on: day(lastSeenOn) })}
                </Text>
              </div>
            ))}
          </Stack>
        </Paper>
      )}
    </Stack>
  );
}

import { Button, Group, MultiSelect, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { newCode, type Editing, type Pool } from './routing.ts';

/** Pools whose members take turns, in the order in which they stand. */
export function PoolEditor({ plan, choices, isFixed, change }: Editing) {
  const { t } = useTranslation();
  const set = (poolId: string, part: Partial<Pool>) =>
    change({ pools: plan.pools.map((pool) => (pool.poolId === poolId ? { ...pool, ...part } : pool)) });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('routing.poolsHint')}
      </Text>
      {plan.pools.map((pool) => (
        <Paper key={pool.poolId} withBorder p="sm">
          <Stack gap="xs">
            <TextInput
              required
              label={t('routing.poolName')}
              maxLength={60}
              disabled={isFixed}
              value={pool.name}
              onChange={(event) => set(pool.poolId, { name: event.currentTarget.value })}
            />
            <MultiSelect
              searchable
              required
              label={t('routing.poolMembers')}
              disabled={isFixed}
              value={pool.memberIds}
              data={choices.members.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(memberIds) => set(pool.poolId, { memberIds })}
            />
            {!isFixed && (
              <Group justify="flex-end">
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('routing.removePool', { name: pool.name })}
                  onClick={() => change({ pools: plan.pools.filter((one) => one.poolId !== pool.poolId) })}
                >
                  {t('common.remove')}
                </Button>
              </Group>
            )}
          </Stack>
        </Paper>
      ))}
      {!isFixed && (
        <Group>
          <Button
            variant="light"
            onClick={() =>
              change({ pools: [...plan.pools, { poolId: newCode(), name: t('routing.pools'), memberIds: [] }] })
            }
          >
            {t('routing.addPool')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

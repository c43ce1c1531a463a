import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { changedDeclarations, type DeclarableAttribute, type DeclaredSources } from '#core/account/declared.ts';
import type { paths } from '../api/schema.ts';
import { count, listed, moment } from '../parts/format.ts';
import { systemName } from '../parts/system-name.ts';

export type DeclaredSettings =
  paths['/api/settings/declared-sources']['get']['responses'][200]['content']['application/json'];
type Change = DeclaredSettings['changes'][number];

export const wordOfAttribute = {
  industry: 'accounts.industry',
  employees: 'accounts.employees',
  revenue: 'account.revenueField',
  capital: 'account.capital',
} as const satisfies Record<DeclarableAttribute, string>;

/** How far the companies of a change are worked out. */
export function DeclaredProgress({ change: { done, total } }: { change: Change }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Text size="sm" fw={600}>
        {t('declaredSources.working')}
      </Text>
      <Text size="sm">
        {total === null
          ? t('declaredSources.waiting')
          : t('declaredSources.progress', { done: count(done), total: count(total) })}
      </Text>
      <Progress value={total ? (100 * done) / total : 0} mt="xs" aria-label={t('declaredSources.working')} />
    </Paper>
  );
}

/** The last changes with who made them and what came of them; the newest can be taken back. */
export function DeclaredChanges({
  changes,
  onTakeBack,
}: {
  changes: readonly Change[];
  /** Left out for those who may not. */
  onTakeBack: ((before: DeclaredSources) => void) | undefined;
}) {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  const name = (source: string | undefined) => (source === undefined ? t('declaredSources.none') : systemName(source));
  return (
    <Paper withBorder p="md">
      <Title order={3} size="h4" mb="xs">
        {t('declaredSources.history')}
      </Title>
      <Stack gap="sm">
        {changes.map(({ id, before, after, state, changed, at, memberName }, place) => (
          <Group key={id} justify="space-between" gap="xs">
            <div>
              <Text size="sm">
                {listed(
                  changedDeclarations(before, after).map(({ attribute }) =>
                    t('declaredSources.change', {
                      attribute: t(wordOfAttribute[attribute]),
                      from: name(before[attribute]),
                      to: name(after[attribute]),
                    }),
                  ),
                )}
              </Text>
              <Text size="xs" c="dimmed">
                {[
                  moment(at),
                  memberName ?? '—',
                  state === 'done' && t('declaredSources.changed', { n: count(changed) }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </Text>
            </div>
            {place === 0 && onTakeBack && (
              <Button size="compact-sm" variant="default" onClick={() => onTakeBack(before)}>
                {t('declaredSources.takeBack')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Paper>
  );
}

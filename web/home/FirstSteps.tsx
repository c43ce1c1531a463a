import { Anchor, Badge, Group, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Counts } from './counts.ts';

/** What somebody who begins with their own files does first; gone when all of it is done. */
export function FirstSteps({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const steps = [
    ['/imports', 1, (counts.imports ?? 0) > 0],
    ['/reviews', 2, (counts.imports ?? 0) > 0 && counts.reviews === 0],
    ['/wish-lists', 3, (counts.wishLists ?? 0) > 0],
    ['/targets', 4, (counts.active ?? 0) > 0],
    ['/waterfall', 5, (counts.mql ?? 0) > 0],
  ] as const;
  if (steps.every(([, , isDone]) => isDone)) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {t('home.firstSteps')}
      </Title>
      <Stack gap="xs" mb="lg">
        {steps.map(([to, number, isDone]) => (
          <Paper key={number} withBorder p="sm">
            <Group wrap="nowrap" align="flex-start">
              <ThemeIcon variant={isDone ? 'filled' : 'light'} radius="xl" size={28} aria-hidden>
                {isDone ? '✓' : number}
              </ThemeIcon>
              <Stack gap={0} style={{ flex: 1 }}>
                <Anchor component={Link} to={to} fw={600}>
                  {t(`home.step${number}`)}
                </Anchor>
                <Text size="sm" c="dimmed">
                  {t(`home.step${number}Text`)}
                </Text>
              </Stack>
              {isDone && (
                <Badge variant="light" color="teal">
                  {t('home.done')}
                </Badge>
              )}
            </Group>
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

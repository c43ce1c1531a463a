import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import type { Proposals } from './rejections.ts';

/** The versions of the rule, the one in force first, with what it keeps from sales. */
export function RuleVersions({ versions }: { versions: Proposals['versions'] }) {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const release = useMutation({
    mutationFn: (hold: { trait: string; value: string }) =>
      answer<{ ruleVersion: string }>(
        api.POST('/api/qualification-rule/release', { body: { ...hold, reason: t('rejections.release') } }),
      ),
    onSuccess: ({ ruleVersion }) => {
      sayDone(t('rejections.released', { version: ruleVersion }));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  if (versions.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('rejections.noHistory')}
      </Text>
    );
  return (
    <Stack gap="xs">
      {versions.map((one, index) => (
        <Paper key={one.version} withBorder p="sm">
          <Group gap="xs">
            <Text fw={650}>{one.version}</Text>
            {index === 0 && (
              <Badge variant="light" tt="none">
                {t('rejections.current')}
              </Badge>
            )}
            <Text size="sm" c="dimmed">
              {[day(one.createdAt), one.createdBy, one.reason].filter(Boolean).join(' · ')}
            </Text>
          </Group>
          <Group gap={6} mt={4}>
            <Text size="sm">{one.holds.length === 0 ? t('rejections.noHolds') : `${t('rejections.holds')}:`}</Text>
            {one.holds.map((hold) => (
              <Group key={hold.value} gap={4} wrap="nowrap">
                <Badge variant="light" color="orange" tt="none">
                  {t(`rejections.traits.${hold.trait}`)}「{hold.value}」
                </Badge>
                {index === 0 && mayEdit && (
                  <Button
                    size="compact-xs"
                    variant="subtle"
                    loading={release.isPending}
                    aria-label={`${hold.value} ${t('rejections.release')}`}
                    onClick={() => release.mutate({ trait: hold.trait, value: hold.value })}
                  >
                    {t('rejections.release')}
                  </Button>
                )}
              </Group>
            ))}
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}

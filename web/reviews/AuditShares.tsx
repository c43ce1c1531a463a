import { Button, Group, NumberInput, Paper, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';

type Shares = { automatic: number; verdict: number };
const origins = ['automatic', 'verdict'] as const;

/** How much is drawn from the next draw on, in percent. */
export function AuditShares({ shares }: { shares: Shares }) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(shares);
  const save = useMutation({
    mutationFn: () => answer(api.PUT('/api/match-audit/shares', { body: given })),
    onSuccess: () => {
      sayDone(t('matchAudit.saved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t('matchAudit.shares')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('matchAudit.sharesHint')}
      </Text>
      <Group align="flex-end">
        {origins.map((origin) => (
          <NumberInput
            key={origin}
            w={220}
            label={t(`matchAudit.shareOf.${origin}`)}
            min={0}
            max={100}
            decimalScale={2}
            value={Math.round(given[origin] * 10_000) / 100}
            onChange={(value) => setGiven({ ...given, [origin]: Number(value) / 100 })}
          />
        ))}
        <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
          {t('common.save')}
        </Button>
      </Group>
    </Paper>
  );
}

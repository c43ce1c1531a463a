import { Alert, Button, Group, List, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { listed, moment } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';

type Found = paths['/api/handovers/check']['get']['responses'][200]['content']['application/json'];
type Check = NonNullable<Found['check']>;

function useCheck(isWanted = true) {
  return useQuery({
    queryKey: ['handovers', 'check'],
    enabled: isWanted,
    queryFn: () => answer<Found>(api.GET('/api/handovers/check')),
  });
}

/** The nightly check that nothing vanished: one line while it holds, an alarm with the leads when it does not. */
export function CheckLine() {
  const { t } = useTranslation();
  const mayRun = useRight('settings.edit');
  const check = useCheck().data?.check;
  const run = useMutation({
    mutationFn: () => answer(api.POST('/api/handovers/check')),
    onSuccess: () => {
      sayDone(t('handovers.check.done'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  if (!check && !mayRun) return null;
  return (
    <>
      {check && !check.isBalanced && <Alarm check={check} />}
      <Group gap="xs" mb="xs">
        {check?.isBalanced && (
          <Text size="sm" c="dimmed">
            {t('handovers.check.line', { at: moment(check.checkedAt) })}
          </Text>
        )}
        {mayRun && (
          <Button size="compact-xs" variant="subtle" loading={run.isPending} onClick={() => run.mutate()}>
            {t('handovers.check.run')}
          </Button>
        )}
      </Group>
    </>
  );
}

/** On everybody's first screen, and only when the last check failed. */
export function CheckAlarm() {
  const mayRead = useRight('waterfall.read');
  const check = useCheck(mayRead).data?.check;
  return check && !check.isBalanced ? <Alarm check={check} /> : null;
}

function Alarm({ check }: { check: Check }) {
  const { t } = useTranslation();
  const months = check.cohorts.filter((cohort) => !cohort.isBalanced).map((cohort) => cohort.month);
  return (
    <Alert color="red" mb="md" title={t('handovers.check.bad')}>
      <Text size="sm">{t('handovers.check.badText', { at: moment(check.checkedAt) })}</Text>
      {months.length > 0 && <Text size="sm">{t('handovers.check.months', { list: listed(months) })}</Text>}
      <List size="sm" mt={4}>
        {check.problems.slice(0, 5).map((one) => (
          <List.Item key={one.cycleId}>
            {one.accountName ?? t('handovers.noAccount')}: {t(`handovers.check.why.${one.why}`)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

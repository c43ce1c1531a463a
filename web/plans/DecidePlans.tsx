import { Button, Group, Paper, SegmentedControl, Stack, Switch, Text, TextInput, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useMe } from '../session/me.ts';
import type { Plan } from './plan.ts';

type Changed = { changed: unknown[] };
type Step = 'submit' | 'withdraw' | 'approve' | 'return';

/** What can be done with the chosen targets: drafts are submitted, submitted ones approved or returned, both withdrawn. */
export function DecidePlans({ plans, onDone }: { plans: Plan[]; onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const may = (right: string) => me.data?.rights.includes(right) ?? false;
  const [isReturning, returning] = useDisclosure();
  const [isProxy, setIsProxy] = useState(false);
  const [side, setSide] = useState<'marketing' | 'sales'>('marketing');
  const [note, setNote] = useState('');
  const ids = (state: string) => plans.filter((plan) => plan.state === state).map(({ planId }) => planId);
  const [drafts, submitted] = [ids('draft'), ids('submitted')];
  const decide = useMutation({
    mutationFn: (step: Step) => {
      if (step === 'submit') return answer<Changed>(api.POST('/api/plans/submit', { body: { planIds: drafts } }));
      if (step === 'withdraw')
        return answer<Changed>(api.POST('/api/plans/withdraw', { body: { planIds: [...drafts, ...submitted] } }));
      const proxy = isProxy && step === 'approve' ? { isProxy, side } : {};
      const said = note.trim() ? { note: note.trim() } : {};
      return answer<Changed>(
        api.POST('/api/plans/decide', { body: { planIds: submitted, verdict: step, ...proxy, ...said } }),
      );
    },
    onSuccess: ({ changed }, step) => {
      returning.close();
      setNote('');
      sayDone(t('plans.done', { n: count(changed.length) }));
      // Who submits often agrees for the own side right after, so the choice stays.
      if (step !== 'submit') onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  if (!may('plans.edit') && !may('plans.approve')) return null;
  const isAdmin = me.data?.role === 'admin';
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print">
      <Group gap="sm">
        {plans.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('plans.chooseFirst')}
          </Text>
        )}
        {may('plans.edit') && drafts.length > 0 && (
          <Button loading={decide.isPending} onClick={() => decide.mutate('submit')}>
            {t('plans.submit', { n: count(drafts.length) })}
          </Button>
        )}
        {may('plans.approve') && submitted.length > 0 && (
          <>
            <Button
              disabled={isAdmin && !(isProxy && note.trim())}
              loading={decide.isPending}
              onClick={() => decide.mutate('approve')}
            >
              {t('plans.approve', { n: count(submitted.length) })}
            </Button>
            <Button variant="default" onClick={returning.open}>
              {t('plans.return')}
            </Button>
          </>
        )}
        {may('plans.edit') && plans.length > 0 && (
          <Button variant="subtle" onClick={() => decide.mutate('withdraw')}>
            {t('plans.withdraw')}
          </Button>
        )}
        {isAdmin && submitted.length > 0 && (
          <Switch
            label={t('plans.proxy')}
            checked={isProxy}
            onChange={(event) => setIsProxy(event.currentTarget.checked)}
          />
        )}
      </Group>
      {isAdmin && isProxy && submitted.length > 0 && (
        <Group mt="sm" align="flex-end">
          <div>
            <Text size="sm" fw={500} mb={4}>
              {t('plans.proxySide')}
            </Text>
            <SegmentedControl
              aria-label={t('plans.proxySide')}
              value={side}
              onChange={(value) => setSide(value as 'sales')}
              data={(['marketing', 'sales'] as const).map((value) => ({ value, label: t(`plans.sides.${value}`) }))}
            />
          </div>
          <TextInput
            required
            label={t('plans.proxyNote')}
            placeholder={t('plans.proxyExample')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            style={{ flex: '1 1 18rem' }}
          />
        </Group>
      )}
      <Dialog opened={isReturning} close={returning.close} title={t('plans.return')}>
        <Stack>
          <Textarea
            required
            data-autofocus
            label={t('plans.returnReason')}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button disabled={!note.trim()} loading={decide.isPending} onClick={() => decide.mutate('return')}>
            {t('plans.return')}
          </Button>
        </Stack>
      </Dialog>
    </Paper>
  );
}

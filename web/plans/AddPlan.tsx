import { Button, Group, NumberInput, SegmentedControl, Select, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fiscalYear, periodsBetween } from '#core/period/fiscal.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { periodKinds } from '../kpis/kpi.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { writtenAs, type Plans } from './plan.ts';

type Kind = (typeof periodKinds)[number];

/** One target: which KPI, for which fiscal period, over which companies, how much. */
export function AddPlan({ plans }: { plans: Plans }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [isOpen, { open, close }] = useDisclosure();
  const [code, setCode] = useState<string | null>(null);
  const [kind, setKind] = useState<Kind>('quarter');
  const [at, setAt] = useState<string | null>(null);
  const [scope, setScope] = useState<'all' | 'inside'>('all');
  const [target, setTarget] = useState<number | string>('');
  const unit = plans.plannable.find((kpi) => kpi.code === code)?.unit ?? 'count';
  const year = fiscalYear(plans.year, plans.startMonth);
  const periods = periodsBetween(kind, year.from, year.to, plans.startMonth);
  const label = unit === 'rate' ? 'plans.rateTarget' : unit === 'yen' ? 'plans.yenTarget' : 'plans.target';
  const save = useMutation({
    mutationFn: () =>
      answer<{ changed: number }>(
        api.POST('/api/plans', {
          body: {
            plans: [
              // Tenths of a percent must not become 0.7500000000000001.
              {
                kpiCode: code!,
                period: kind,
                at: at!,
                scope,
                target: Number((Number(target) * writtenAs[unit]).toFixed(6)),
              },
            ],
          },
        }),
      ),
    onSuccess: ({ changed }) => {
      close();
      setTarget('');
      sayDone(t(changed > 0 ? 'plans.drafted' : 'plans.unchanged'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <>
      <Button onClick={open}>{t('plans.add')}</Button>
      <Dialog opened={isOpen} close={close} title={t('plans.add')}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Select
              required
              searchable
              label={t('plans.kpi')}
              value={code}
              onChange={setCode}
              data={plans.plannable.map((kpi) => ({ value: kpi.code, label: kpi.name[language] }))}
              nothingFoundMessage={t('common.none')}
            />
            <SegmentedControl
              fullWidth
              aria-label={t('plans.periodKind')}
              value={kind}
              onChange={(value) => {
                setKind(value as Kind);
                setAt(null);
              }}
              data={periodKinds.map((value) => ({ value, label: t(`kpi.periods.${value}`) }))}
            />
            <Select
              required
              label={t('plans.period')}
              value={at}
              onChange={setAt}
              data={periods.map((period) => ({ value: period.from, label: period.label[language] }))}
            />
            <Select
              required
              label={t('plans.scope')}
              value={scope}
              allowDeselect={false}
              onChange={(value) => setScope(value as 'all')}
              data={(['all', 'inside'] as const).map((value) => ({ value, label: t(`plans.scopes.${value}`) }))}
            />
            <NumberInput
              required
              hideControls
              thousandSeparator=","
              min={0}
              {...(unit === 'rate' ? { max: 100, suffix: '%' } : {})}
              label={t(label)}
              value={target}
              onChange={setTarget}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={!code || !at || !target}>
                {t('plans.add')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}

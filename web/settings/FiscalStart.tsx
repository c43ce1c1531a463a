import { Button, Group, Select, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';

const months = Array.from({ length: 12 }, (_, index) => String(index + 1));

/** The month in which the fiscal year begins: every quarter, half and year of KPIs, targets and reports follows it. */
export function FiscalStart() {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [chosen, setChosen] = useState<string | null>(null);
  const fiscal = useQuery({
    queryKey: ['fiscal'],
    queryFn: () => answer<{ startMonth: number }>(api.GET('/api/settings/fiscal')),
  });
  const save = useMutation({
    mutationFn: (startMonth: number) => answer(api.PUT('/api/settings/fiscal', { body: { startMonth } })),
    onSuccess: () => {
      sayDone(t('settings.fiscalSaved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={fiscal}>
      {({ startMonth }) => (
        <>
          <Text size="sm" mb="sm">
            {t('settings.fiscalLead')}
          </Text>
          <Group align="flex-end">
            <Select
              label={t('settings.fiscalStart')}
              allowDeselect={false}
              disabled={!mayEdit}
              value={chosen ?? String(startMonth)}
              onChange={setChosen}
              data={months.map((value) => ({ value, label: t('settings.monthName', { n: value }) }))}
            />
            {mayEdit && (
              <Button loading={save.isPending} onClick={() => save.mutate(Number(chosen ?? startMonth))}>
                {t('settings.save')}
              </Button>
            )}
          </Group>
        </>
      )}
    </Loaded>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { sayAdded, type Added } from '../targets/say-added.ts';

/** Puts the company that is being looked at on the list as a candidate. */
export function Nominate({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const nominate = useMutation({
    mutationFn: () =>
      answer<Added>(
        api.POST('/api/targets', { body: { targets: [{ accountId, origin: 'sales_nominated' as const }] } }),
      ),
    onSuccess: (added) => {
      sayAdded(added);
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Button variant="default" loading={nominate.isPending} onClick={() => nominate.mutate()}>
      {t('account.nominate')}
    </Button>
  );
}

import { Alert, Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { useRegisterFacts } from './RegisterFacts.tsx';

/** The 法人番号 of this company is nobody's by the register, or somebody else's: told on its page until it is mended or said to be right. */
export function NumberAlert({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const { data } = useRegisterFacts(accountId);
  const mayEdit = useRight('accounts.edit');
  const keep = useMutation({
    mutationFn: (number: string) =>
      answer<{ bulkEditId: number }>(
        api.PATCH('/api/accounts/{id}', {
          params: { path: { id: accountId } },
          body: { corporate_number: number, unpin: [] },
        }),
      ),
    onSuccess: ({ bulkEditId }) => {
      sayUndoable(t('register.numberKept'), () =>
        answer(api.POST('/api/accounts/bulk-edit/{id}/undo', { params: { path: { id: bulkEditId } } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  if (!data?.doubt) return null;
  const { why, corporateNumber, registeredName } = data.doubt;
  return (
    <Alert
      color="orange"
      mb="md"
      title={t(`register.numberAlert.${why}`, { number: corporateNumber, name: registeredName })}
    >
      <Text size="sm">{t('register.numberHint')}</Text>
      {mayEdit && (
        <Button
          mt="xs"
          size="compact-sm"
          variant="default"
          loading={keep.isPending}
          onClick={() => keep.mutate(corporateNumber)}
        >
          {t('register.keepNumber')}
        </Button>
      )}
    </Alert>
  );
}

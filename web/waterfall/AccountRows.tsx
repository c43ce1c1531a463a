import { List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Accounts, OpenedAccounts } from './leads.ts';

/** The companies behind one number of a vocabulary that counts companies. */
export function AccountRows({ opened, close }: { opened: OpenedAccounts; close: () => void }) {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['waterfall-accounts', opened.query],
    queryFn: () => answer<Accounts>(api.GET('/api/waterfall/accounts', { params: { query: opened.query } })),
  });
  return (
    <Dialog title={opened.title} size="lg" close={close}>
      <Loaded query={found}>
        {({ total, accounts }) => (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.companiesCount', { n: count(total) })}
              {accounts.length < total && ` · ${t('kpi.shownFirst', { n: count(accounts.length) })}`}
            </Text>
            <List size="sm" spacing={4} style={{ maxHeight: '60vh', overflowY: 'auto' }}>
              {accounts.map((account) => (
                <List.Item key={account.accountId}>
                  <Link to="/accounts/$id" params={{ id: String(account.accountId) }}>
                    {account.name}
                  </Link>{' '}
                  <Text span size="xs" c="dimmed">
                    {account.class && t(`accounts.classes.${account.class}`)}
                  </Text>
                </List.Item>
              ))}
            </List>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Changes } from '../parts/Changes.tsx';
import { moment } from '../parts/format.ts';
import { Empty, Loaded } from '../parts/States.tsx';

type Entries = {
  entries: {
    id: number;
    at: string;
    action: string;
    before: object | null;
    after: object | null;
    memberName: string | null;
  }[];
};

/** Who changed what about this company, newest first. */
export function AccountHistory({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: ['history', accountId],
    queryFn: () => answer<Entries>(api.GET('/api/accounts/{id}/history', { params: { path: { id: accountId } } })),
  });
  return (
    <Loaded query={history}>
      {({ entries }) =>
        entries.length === 0 ? (
          <Empty>{t('account.noActivity')}</Empty>
        ) : (
          <div className="table-scroll">
            <Table className="mori-table">
              <Table.Tbody>
                {entries.map((entry) => (
                  <Table.Tr key={entry.id}>
                    <Table.Td>{moment(entry.at)}</Table.Td>
                    <Table.Td>{entry.memberName ?? '—'}</Table.Td>
                    <Table.Td>{t(`audit.actions.${entry.action}`, { defaultValue: entry.action })}</Table.Td>
                    <Table.Td className="wrap">
                      <Changes before={entry.before} after={entry.after} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )
      }
    </Loaded>
  );
}

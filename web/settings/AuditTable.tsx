import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Changes } from '../parts/Changes.tsx';
import { moment } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';

type Audit = {
  rows: {
    id: number;
    at: string;
    action: string;
    subjectKind: string;
    subjectId: string | null;
    after: object | null;
    memberName: string | null;
  }[];
};

export function AuditTable() {
  const { t } = useTranslation();
  const audit = useQuery({ queryKey: ['audit'], queryFn: () => answer<Audit>(api.GET('/api/audit')) });
  return (
    <Loaded query={audit}>
      {({ rows }) => (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={t('settings.audit')}>
          <Table className="mori-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('common.date')}</Table.Th>
                <Table.Th>{t('imports.who')}</Table.Th>
                <Table.Th>{t('settings.action')}</Table.Th>
                <Table.Th>{t('settings.subject')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Td>{moment(row.at)}</Table.Td>
                  <Table.Td>{row.memberName ?? '—'}</Table.Td>
                  <Table.Td>{t(`audit.actions.${row.action}`, { defaultValue: row.action })}</Table.Td>
                  <Table.Td>
                    {t(`audit.subjects.${row.subjectKind}`, { defaultValue: row.subjectKind })} {row.subjectId}
                  </Table.Td>
                  <Table.Td className="wrap">
                    <Changes before={null} after={row.after} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Loaded>
  );
}

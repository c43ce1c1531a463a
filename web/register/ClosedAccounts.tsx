import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClosedAccount } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { day } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Pages } from '../parts/Pages.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { causeKey } from './cause.ts';
import { DoubtfulNumbers } from './DoubtfulNumbers.tsx';

const pageSize = 100;

/** Companies of ours that the register calls closed or merged, the latest first, and those whose 法人番号 does not go with it. */
export function ClosedAccounts() {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const register = useQuery({
    queryKey: ['register'],
    queryFn: () => answer<{ companies: number }>(api.GET('/api/register')),
  });
  const closed = useQuery({
    queryKey: ['closed-accounts', offset],
    queryFn: () =>
      answer<{ rows: ClosedAccount[]; total: number }>(
        api.GET('/api/register/closed-accounts', { params: { query: { offset, limit: pageSize } } }),
      ),
  });
  return (
    <>
      <PageHeader title={t('register.closedTitle')} lead={t('register.closedLead')} />
      <Loaded query={closed}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <Empty>{t(register.data?.companies === 0 ? 'register.noRegister' : 'register.closedEmpty')}</Empty>
          ) : (
            <>
              <div className="table-scroll">
                <Table className="mori-table" striped highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('register.account')}</Table.Th>
                      <Table.Th>{t('register.closedOn')}</Table.Th>
                      <Table.Th>{t('register.cause')}</Table.Th>
                      <Table.Th>{t('register.successor')}</Table.Th>
                      <Table.Th>{t('register.owner')}</Table.Th>
                      <Table.Th>{t('register.answer')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.accountId}>
                        <Table.Td>
                          <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                            {row.name}
                          </Link>
                        </Table.Td>
                        <Table.Td>{day(row.closedOn)}</Table.Td>
                        <Table.Td>{t(`register.causes.${causeKey(row.closedCause)}`)}</Table.Td>
                        <Table.Td>
                          {row.successorAccountId !== null ? (
                            <Link to="/accounts/$id" params={{ id: String(row.successorAccountId) }}>
                              {row.successorName ?? row.successorNumber}
                            </Link>
                          ) : (
                            (row.successorName ??
                            row.successorNumber ?? (
                              <Text span c="dimmed" size="sm">
                                {t('register.noSuccessor')}
                              </Text>
                            ))
                          )}
                        </Table.Td>
                        <Table.Td>{row.ownerName ?? '—'}</Table.Td>
                        <Table.Td className="wrap">
                          {row.answer === null ? (
                            <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                              {t('register.toAnswer')}
                            </Link>
                          ) : (
                            `${t(`register.answers.${row.answer}`)}: ${row.reason}`
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              <Pages offset={offset} shown={rows.length} total={total} pageSize={pageSize} setOffset={setOffset} />
            </>
          )
        }
      </Loaded>
      {register.data !== undefined && register.data.companies > 0 && <DoubtfulNumbers />}
    </>
  );
}

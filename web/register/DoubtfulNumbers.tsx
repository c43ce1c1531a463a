import { Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DoubtfulNumber } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { Pages } from '../parts/Pages.tsx';
import { Loaded } from '../parts/States.tsx';

const pageSize = 100;

/** Companies of ours whose 法人番号 does not go with the register, with whose number it is there. */
export function DoubtfulNumbers() {
  const { t } = useTranslation();
  const [offset, setOffset] = useState(0);
  const doubtful = useQuery({
    queryKey: ['doubtful-numbers', offset],
    queryFn: () =>
      answer<{ rows: DoubtfulNumber[]; total: number; isMore: boolean }>(
        api.GET('/api/register/doubtful-numbers', { params: { query: { offset, limit: pageSize } } }),
      ),
  });
  return (
    <section>
      <Title order={2} mt="xl">
        {t('register.numbersTitle')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('register.numbersLead')}
      </Text>
      <Loaded query={doubtful}>
        {({ rows, total, isMore }) =>
          rows.length === 0 ? (
            <Text size="sm">{t('register.numbersEmpty')}</Text>
          ) : (
            <>
              <div className="table-scroll">
                <Table className="mori-table phone-cards" striped highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('register.account')}</Table.Th>
                      <Table.Th>{t('accounts.corporateNumber')}</Table.Th>
                      <Table.Th>{t('register.cause')}</Table.Th>
                      <Table.Th>{t('register.owner')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.accountId}>
                        <Table.Td className="card-line">
                          <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                            {row.name}
                          </Link>{' '}
                          <Text span size="xs" c="dimmed">
                            {row.prefecture}
                          </Text>
                        </Table.Td>
                        <Table.Td>{row.corporateNumber}</Table.Td>
                        <Table.Td className="wrap card-line">
                          {t(`register.numberWhy.${row.why}`, { name: row.registeredName })}{' '}
                          <Text span size="xs" c="dimmed">
                            {row.registeredPlace}
                          </Text>
                        </Table.Td>
                        <Table.Td>{row.ownerName ?? '—'}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              {isMore && <Text size="sm">{t('register.numbersMore')}</Text>}
              <Pages offset={offset} shown={rows.length} total={total} pageSize={pageSize} setOffset={setOffset} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

import { Badge, Group, Pagination, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';

type People = paths['/api/people']['get']['responses'][200]['content']['application/json'];
const pageSize = 50;

export function PersonList() {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const [debounced] = useDebouncedValue(search, 250);
  const [page, setPage] = useState(1);
  const people = useQuery({
    queryKey: ['people', debounced, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer<People>(
        api.GET('/api/people', {
          params: {
            query: { ...(debounced ? { search: debounced } : {}), offset: (page - 1) * pageSize, limit: pageSize },
          },
        }),
      ),
  });
  return (
    <>
      <PageHeader title={t('people.title')} />
      <TextInput
        mb="md"
        type="search"
        aria-label={t('common.search')}
        placeholder={`${t('people.name')}・${t('people.email')}`}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setPage(1);
        }}
      />
      <Loaded query={people}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>{debounced ? t('common.none') : t('people.empty')}</Empty>
          ) : (
            <>
              <div className="table-scroll" tabIndex={0} role="region" aria-label={t('people.title')}>
                <Table className="mori-table" highlightOnHover>
                  <Table.Thead>
                    <Table.Tr>
                      {(['name', 'company', 'department', 'title2', 'email', 'phone'] as const).map((word) => (
                        <Table.Th key={word}>{t(`people.${word}`)}</Table.Th>
                      ))}
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {rows.map((row) => (
                      <Table.Tr key={row.personId}>
                        <Table.Td>
                          <Link to="/people/$id" params={{ id: String(row.personId) }}>
                            {row.name}
                          </Link>
                        </Table.Td>
                        <Table.Td>
                          {row.accountId && (
                            <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                              {row.accountName}
                            </Link>
                          )}
                        </Table.Td>
                        <Table.Td>{row.department}</Table.Td>
                        <Table.Td>{row.title}</Table.Td>
                        <Table.Td>
                          {row.email}
                          {row.mayMail === false && (
                            <Badge ml={4} size="xs" color="orange" variant="light">
                              {t('people.noMail')}
                            </Badge>
                          )}
                        </Table.Td>
                        <Table.Td>{row.phone ?? row.mobile}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
              <Group justify="space-between" mt="sm">
                <Text size="sm" c="dimmed">
                  {t('common.of', {
                    total: count(total),
                    from: count((page - 1) * pageSize + 1),
                    to: count(Math.min(page * pageSize, total)),
                  })}
                </Text>
                <Pagination
                  size="sm"
                  total={Math.ceil(total / pageSize)}
                  value={page}
                  onChange={setPage}
                  getControlProps={(control) => ({ 'aria-label': control })}
                />
              </Group>
            </>
          )
        }
      </Loaded>
    </>
  );
}

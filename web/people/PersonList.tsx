import { Anchor, Group, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { ListToolbar } from '../lists/ListToolbar.tsx';
import { SavedViews } from '../lists/SavedViews.tsx';
import { SheetExchange } from '../lists/SheetExchange.tsx';
import { useList } from '../lists/list.ts';
import { usePaper, type Place } from '../lists/paper.tsx';
import { count } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { personList, type People } from './columns.tsx';

/** The list of people: search, one-tap filters, built conditions, saved views and columns. */
export function PersonList({ quick = [] }: { quick?: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayExport = useRight('export');
  const list = useList(personList, undefined, quick);
  const { departmentId, accountId } = useParams({ strict: false });
  const within = {
    ...(departmentId === undefined ? {} : { departmentId: Number(departmentId) }),
    ...(accountId === undefined ? {} : { accountId: Number(accountId) }),
  };
  const { sort, ...rest } = list.query;
  const query = { ...rest, ...within };
  const read = (place?: Place) =>
    answer<People>(api.GET('/api/people', { params: { query: { ...query, ...place, sort: sort as 'name' } } }));
  const people = useQuery({
    queryKey: ['people', sort, query],
    placeholderData: keepPreviousData,
    queryFn: () => read(),
  });
  const paper = usePaper(read);
  return (
    <>
      <PageHeader
        title={t('people.title')}
        actions={
          <>
            <SavedViews list={list} />
            <PrintButton print={paper.print} isPreparing={paper.isPreparing} />
            {mayExport && <SheetExchange noun="people" query={{ ...list.scope, ...within }} />}
          </>
        }
      />
      {departmentId !== undefined && <DepartmentHeading departmentId={Number(departmentId)} />}
      {accountId !== undefined && <CompanyHeading accountId={Number(accountId)} />}
      <ListToolbar list={list} />
      <Loaded query={people}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>
              {t(Object.keys({ ...list.scope, ...within }).length > 0 ? 'people.emptyFilter' : 'people.empty')}
            </Empty>
          ) : (
            <ListTable
              list={list}
              columns={personList.columns.filter(({ field }) => !list.view.hidden.includes(field))}
              rows={rows}
              total={total}
              onPaper={paper.rows}
              idOf={(row) => row.personId}
              nameOf={(row) => row.name}
              onOpen={(row) => void navigate({ to: '/people/$id', params: { id: String(row.personId) } })}
            />
          )
        }
      </Loaded>
    </>
  );
}

/** People of one company with the titles of those who decide. */
export function DeciderList() {
  return <PersonList quick={deciders} />;
}
const deciders = ['decider'];

/** Which company the list is narrowed to: whoever works there now. */
function CompanyHeading({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const account = useQuery({
    queryKey: ['account', accountId],
    queryFn: () =>
      answer<{ account: { name: string } }>(api.GET('/api/accounts/{id}', { params: { path: { id: accountId } } })),
  });
  return (
    <Loaded query={account}>
      {({ account: { name } }) => (
        <Group gap="xs" mb="sm">
          <Anchor component={Link} to={`/accounts/${accountId}`} underline="always" fw={600}>
            {name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {t('people.worksHere')}
          </Text>
          <Link to="/people">{t('people.everybody')}</Link>
        </Group>
      )}
    </Loaded>
  );
}

type Department = { name: string; people: number; accountId: number; accountName: string };

/** Which department the list is narrowed to, and the way back to everybody. */
function DepartmentHeading({ departmentId }: { departmentId: number }) {
  const { t } = useTranslation();
  const department = useQuery({
    queryKey: ['department', departmentId],
    queryFn: () => answer<Department>(api.GET('/api/departments/{id}', { params: { path: { id: departmentId } } })),
  });
  return (
    <Loaded query={department}>
      {({ name, people, accountId, accountName }) => (
        <Group gap="xs" mb="sm">
          <Text fw={600}>
            <Anchor component={Link} to={`/accounts/${accountId}`} underline="always" fw={600}>
              {accountName}
            </Anchor>{' '}
            {name}
          </Text>
          <Text size="sm" c="dimmed">
            {t('common.people', { n: count(people) })}
          </Text>
          <Link to="/people">{t('people.everybody')}</Link>
        </Group>
      )}
    </Loaded>
  );
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { ListTable } from '../lists/ListTable.tsx';
import { ListToolbar } from '../lists/ListToolbar.tsx';
import { SavedViews } from '../lists/SavedViews.tsx';
import { useList } from '../lists/list.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { personList, type People } from './columns.tsx';

/** The list of people: search, one-tap filters, built conditions, saved views and columns. */
export function PersonList() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useList(personList);
  const { sort, ...query } = list.query;
  const people = useQuery({
    queryKey: ['people', list.query],
    placeholderData: keepPreviousData,
    queryFn: () => answer<People>(api.GET('/api/people', { params: { query: { ...query, sort: sort as 'name' } } })),
  });
  return (
    <>
      <PageHeader title={t('people.title')} actions={<SavedViews list={list} />} />
      <ListToolbar list={list} />
      <Loaded query={people}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>{t(Object.keys(list.scope).length > 0 ? 'people.emptyFilter' : 'people.empty')}</Empty>
          ) : (
            <ListTable
              list={list}
              columns={personList.columns.filter(({ field }) => !list.view.hidden.includes(field))}
              rows={rows}
              total={total}
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

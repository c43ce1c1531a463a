import { SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoticedJobChange } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { JobChangeCard } from './JobChangeCard.tsx';

/** People who seem to have moved to another company, one card each, for those whom it concerns. */
export function JobChangePage() {
  const { t } = useTranslation();
  const [scope, setScope] = useState<'mine' | 'all'>('mine');
  const found = useQuery({
    queryKey: ['job-changes', scope],
    queryFn: () => answer<{ rows: NoticedJobChange[] }>(api.GET('/api/job-changes', { params: { query: { scope } } })),
  });
  return (
    <>
      <PageHeader title={t('jobChanges.title')} lead={t('jobChanges.lead')} />
      <SegmentedControl
        mb="md"
        aria-label={t('jobChanges.scope')}
        value={scope}
        onChange={(value) => setScope(value as typeof scope)}
        data={[
          { value: 'mine', label: t('jobChanges.mine') },
          { value: 'all', label: t('jobChanges.all') },
        ]}
      />
      <Loaded query={found}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('jobChanges.empty')}</Empty>
          ) : (
            <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
              {rows.map((change) => (
                <li key={`${change.personId}/${change.from.accountId}/${change.to.accountId}`}>
                  <JobChangeCard change={change} />
                </li>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

import { Group, Paper, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RegisterLoadLine } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { LoadTable } from './LoadTable.tsx';
import { ReferenceDrop } from './ReferenceDrop.tsx';

type Line = Omit<RegisterLoadLine, 'createdAt'> & { createdAt: string };
type Register = {
  loads: Line[];
  companies: number;
  loadedAt: string | null;
};
const counts = ['rows', 'new', 'changed', 'unchanged', 'rejected'] as const;

/** The register of corporations: how much it holds, since when, and the files it was filled from. */
export function RegisterLoads() {
  const { t } = useTranslation();
  const mayRun = useRight('imports.run');
  const register = useQuery({
    queryKey: ['register'],
    queryFn: () => answer<Register>(api.GET('/api/register')),
    refetchInterval: 3_000,
  });
  const stop = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/register/loads/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['register'] }),
    onError: sayFailed,
  });
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('register.lead')}
      </Text>
      <Loaded query={register}>
        {({ loads, companies, loadedAt }) => (
          <>
            <Group mb="md" grow align="stretch">
              <Paper withBorder p="md">
                <Text size="sm">{t('register.companies')}</Text>
                <Text fz={26} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
                  {count(companies)}
                </Text>
              </Paper>
              <Paper withBorder p="md">
                <Text size="sm">{t('register.loadedAt')}</Text>
                <Text fz={20} fw={600} mt={4}>
                  {loadedAt ? moment(loadedAt) : t('register.never')}
                </Text>
              </Paper>
            </Group>
            {mayRun && (
              <ReferenceDrop
                path="/api/register/loads"
                queryKey="register"
                words={{
                  drop: t('register.drop'),
                  hint: t('register.dropHint'),
                  uploading: t('register.uploading'),
                }}
              />
            )}
            {loads.length === 0 ? (
              <Empty>{t('register.empty')}</Empty>
            ) : (
              <LoadTable
                loads={loads}
                counts={counts.map((name) => [t(`register.${name}`), (load: Line) => load[name]] as const)}
                onStop={mayRun ? stop.mutate : undefined}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

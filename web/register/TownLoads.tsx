import { Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { TownLoadLine } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { LoadTable } from './LoadTable.tsx';
import { ReferenceDrop } from './ReferenceDrop.tsx';

type Line = Omit<TownLoadLine, 'createdAt'> & { createdAt: string };
type Towns = {
  loads: Line[];
  towns: number;
  townsWithReading: number;
  loadedAt: string | null;
};
const counts = ['rows', 'new', 'changed', 'unchanged'] as const;

/** The table of towns: how much it holds, since when, and the files it was filled from. */
export function TownLoads() {
  const { t } = useTranslation();
  const mayRun = useRight('imports.run');
  const towns = useQuery({
    queryKey: ['towns'],
    queryFn: () => answer<Towns>(api.GET('/api/towns')),
    refetchInterval: 3_000,
  });
  const stop = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/towns/loads/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['towns'] }),
    onError: sayFailed,
  });
  return (
    <>
      <Title order={2} mt="xl" mb="xs">
        {t('towns.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="md">
        {t('towns.lead')}
      </Text>
      <Loaded query={towns}>
        {({ loads, towns: held, townsWithReading, loadedAt }) => (
          <>
            <SimpleGrid mb="md" cols={{ base: 2, sm: 3 }}>
              {(
                [
                  ['towns', held],
                  ['townsWithReading', townsWithReading],
                ] as const
              ).map(([name, value]) => (
                <Paper key={name} withBorder p="md">
                  <Text size="sm">{t(`towns.${name}`)}</Text>
                  <Text fz={26} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
                    {count(value)}
                  </Text>
                </Paper>
              ))}
              <Paper withBorder p="md">
                <Text size="sm">{t('towns.loadedAt')}</Text>
                <Text fz={20} fw={600} mt={4}>
                  {loadedAt ? moment(loadedAt) : t('towns.never')}
                </Text>
              </Paper>
            </SimpleGrid>
            {mayRun && (
              <ReferenceDrop
                path="/api/towns/loads"
                queryKey="towns"
                words={{
                  drop: t('towns.drop'),
                  hint: t('towns.dropHint'),
                  uploading: t('towns.uploading'),
                }}
              />
            )}
            {loads.length === 0 ? (
              <Empty>{t('towns.empty')}</Empty>
            ) : (
              <LoadTable
                loads={loads}
                counts={[
                  ...counts.map((name) => [t(`register.${name}`), (load: Line) => load[name]] as const),
                  [t('towns.leftOut'), (load: Line) => load.leftOut],
                ]}
                onStop={mayRun ? stop.mutate : undefined}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

import { Paper, SimpleGrid, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReferenceKind } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { type LoadLine, LoadTable } from './LoadTable.tsx';
import { ReferenceDrop } from './ReferenceDrop.tsx';

type Figure = 'companies' | 'towns' | 'townsWithReading';
type Loads = { readonly loads: readonly LoadLine[]; readonly loadedAt: string | null } & {
  readonly [Name in Figure]?: number;
};
const figures: Record<ReferenceKind, readonly Figure[]> = {
  register: ['companies'],
  towns: ['towns', 'townsWithReading'],
};

/** A public table: how much it holds, since when, and the files it was filled from. */
export function ReferenceLoads({ kind }: { kind: ReferenceKind }) {
  const { t } = useTranslation();
  const mayRun = useRight('imports.run');
  const table = useQuery({
    queryKey: [kind],
    queryFn: () => answer<Loads>(api.GET(`/api/${kind}`)),
    refetchInterval: 3_000,
  });
  const stop = useMutation({
    mutationFn: (id: number) => answer(api.POST(`/api/${kind}/loads/{id}/cancel`, { params: { path: { id } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [kind] }),
    onError: sayFailed,
  });
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t(`${kind}.lead`)}
      </Text>
      <Loaded query={table}>
        {({ loads, loadedAt, ...held }) => (
          <>
            <SimpleGrid mb="md" cols={{ base: 2, sm: figures[kind].length + 1 }}>
              {figures[kind].map((name) => (
                <Paper key={name} withBorder p="md">
                  <Text size="sm">{t(`${kind}.${name}`)}</Text>
                  <Text fz={26} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
                    {count(held[name] ?? 0)}
                  </Text>
                </Paper>
              ))}
              <Paper withBorder p="md">
                <Text size="sm">{t('register.loadedAt')}</Text>
                <Text fz={20} fw={600} mt={4}>
                  {loadedAt ? moment(loadedAt) : t('register.never')}
                </Text>
              </Paper>
            </SimpleGrid>
            {mayRun && <ReferenceDrop kind={kind} />}
            {loads.length === 0 ? (
              <Empty>{t('register.empty')}</Empty>
            ) : (
              <LoadTable kind={kind} loads={loads} onStop={mayRun ? stop.mutate : undefined} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

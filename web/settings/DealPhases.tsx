import { Paper, Select, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dealPhases, type PhaseTable } from '#core/demand/deal-phase.ts';
import { statusKey } from '#core/demand/stage-table.ts';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { systemName } from '../parts/system-name.ts';

type Tables = paths['/api/deal-phases']['get']['responses'][200]['content']['application/json'];

/** Which stage of each source is which of the six steps of an open deal. */
export function DealPhases() {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const tables = useQuery({ queryKey: ['deal-phases'], queryFn: () => answer<Tables>(api.GET('/api/deal-phases')) });
  const save = useMutation({
    mutationFn: ({ source, table }: { source: string; table: PhaseTable }) =>
      answer(api.PUT('/api/deal-phases/{source}', { params: { path: { source } }, body: table })),
    onSuccess: () => {
      sayDone(t('settings.phaseSaved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={tables}>
      {(data) =>
        data.tables.length > 0 && (
          <section aria-label={t('settings.dealPhases')}>
            <Title order={2} mt="xl" mb="xs">
              {t('settings.dealPhases')}
            </Title>
            <Text size="sm" c="dimmed" mb="md">
              {t('settings.dealPhasesLead')}
            </Text>
            {data.tables.map(({ source, table, seen }) => {
              const set = (stage: string, chosen: string | null) => {
                const others = Object.fromEntries(
                  Object.entries(table).filter(([name]) => statusKey(name) !== statusKey(stage)),
                );
                const phase = dealPhases.find((one) => String(one) === chosen) ?? null;
                save.mutate({ source, table: { ...others, [stage]: phase } });
              };
              return (
                <Paper key={source} withBorder p="md" mb="md">
                  <Title order={3} mb="xs">
                    {systemName(source)}
                  </Title>
                  <Table className="mori-table">
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('settings.dealStage')}</Table.Th>
                        <Table.Th className="number">{t('settings.deals')}</Table.Th>
                        <Table.Th>{t('settings.phase')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {seen.map(({ stage, deals, phase }) => (
                        <Table.Tr key={stage}>
                          <Table.Td>{stage}</Table.Td>
                          <Table.Td className="number">{count(deals)}</Table.Td>
                          <Table.Td>
                            <Select
                              size="xs"
                              w={120}
                              clearable
                              disabled={!mayEdit || save.isPending}
                              aria-label={`${systemName(source)} ${stage}`}
                              placeholder={t('settings.noPhase')}
                              value={phase === null ? null : String(phase)}
                              data={dealPhases.map(String)}
                              onChange={(chosen) => set(stage, chosen)}
                            />
                          </Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                </Paper>
              );
            })}
          </section>
        )
      }
    </Loaded>
  );
}

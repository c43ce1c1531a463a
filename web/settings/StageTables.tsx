import { Checkbox, Group, Paper, Select, Switch, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { statusKey, type StageTable } from '#core/demand/stage-table.ts';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { systemName } from '../parts/system-name.ts';

type Tables = paths['/api/stage-tables']['get']['responses'][200]['content']['application/json'];
const choices = ['lead', 'mql', 'sal', 'sql', 'deal', 'won', 'rejected', 'lost'] as const;

/** Which status of a source means which stage: shown with how many leads say it, and derived anew when changed. */
export function StageTables() {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const tables = useQuery({ queryKey: ['stage-tables'], queryFn: () => answer<Tables>(api.GET('/api/stage-tables')) });
  const save = useMutation({
    mutationFn: ({ source, table }: { source: string; table: StageTable }) =>
      answer(api.PUT('/api/stage-tables/{source}', { params: { path: { source } }, body: table as never })),
    onSuccess: () => {
      sayDone(t('settings.rederived'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={tables}>
      {(data) =>
        data.tables.length === 0 ? (
          <Empty>{t('settings.noLeads')}</Empty>
        ) : (
          <>
            <Text size="sm" c="dimmed" mb="md">
              {t('settings.stageTablesLead')}
            </Text>
            {data.tables.map(({ source, table, seen, leadSources }) => {
              const byKey = Object.fromEntries(
                Object.entries(table.statuses).map(([status, stage]) => [statusKey(status), stage]),
              );
              const set = (status: string, stage: string | null) => {
                const kept = Object.fromEntries(
                  Object.entries(table.statuses).filter(([name]) => statusKey(name) !== statusKey(status)),
                );
                save.mutate({
                  source,
                  table: { ...table, statuses: stage ? { ...kept, [status]: stage as 'lead' } : kept },
                });
              };
              return (
                <Paper key={source} withBorder p="md" mb="md">
                  <Title order={2} mb="xs">
                    {systemName(source)}
                  </Title>
                  <Table className="mori-table">
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('settings.status')}</Table.Th>
                        <Table.Th className="number">{t('settings.leads')}</Table.Th>
                        <Table.Th>{t('settings.stage')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {seen.map(({ status, leads }) => (
                        <Table.Tr key={status ?? ''}>
                          <Table.Td>{status ?? t('common.noRecord')}</Table.Td>
                          <Table.Td className="number">{count(leads)}</Table.Td>
                          <Table.Td>
                            {status !== null && (
                              <Select
                                size="xs"
                                w={230}
                                clearable
                                disabled={!mayEdit}
                                aria-label={`${systemName(source)} ${status}`}
                                placeholder={t('settings.unmapped')}
                                value={byKey[statusKey(status)] ?? null}
                                data={choices.map((value) => ({ value, label: t(`waterfall.stages.${value}`) }))}
                                onChange={(stage) => set(status, stage)}
                              />
                            )}
                          </Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                  {leadSources.length > 0 && (
                    <SalesMade
                      leadSources={leadSources}
                      isDisabled={!mayEdit || save.isPending}
                      onChange={(salesMade) => save.mutate({ source, table: { ...table, salesMade } })}
                    />
                  )}
                  <Switch
                    mt="sm"
                    disabled={!mayEdit}
                    label={t('settings.activityMeansSal')}
                    checked={table.activityMeansSal}
                    onChange={(event) =>
                      save.mutate({ source, table: { ...table, activityMeansSal: event.currentTarget.checked } })
                    }
                  />
                </Paper>
              );
            })}
          </>
        )
      }
    </Loaded>
  );
}

/** Which lead sources mean that sales found the lead itself: those enter at accepted and are in no hand-over. */
function SalesMade({
  leadSources,
  isDisabled,
  onChange,
}: {
  leadSources: Tables['tables'][number]['leadSources'];
  isDisabled: boolean;
  onChange: (salesMade: string[]) => void;
}) {
  const { t } = useTranslation();
  const chosen = leadSources.filter((one) => one.isSalesMade).map((one) => one.leadSource);
  return (
    <Checkbox.Group
      mt="md"
      label={t('settings.salesMade')}
      description={t('settings.salesMadeLead')}
      value={chosen}
      onChange={onChange}
    >
      <Group mt="xs" gap="md">
        {leadSources.map(({ leadSource, leads }) => (
          <Checkbox
            key={leadSource}
            value={leadSource}
            disabled={isDisabled}
            label={`${leadSource} ${t('common.count', { n: count(leads) })}`}
          />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

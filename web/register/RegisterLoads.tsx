import { Badge, Button, Group, Paper, Progress, Stack, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterLoadLine } from '../../api/shapes.ts';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';

type Register = {
  loads: (Omit<RegisterLoadLine, 'createdAt'> & { createdAt: string })[];
  companies: number;
  loadedAt: string | null;
};
const colors: Record<string, string> = {
  done: 'teal',
  running: 'blue',
  queued: 'blue',
  failed: 'red',
  cancelled: 'gray',
};
const counts = ['rows', 'new', 'changed', 'unchanged', 'rejected'] as const;

/** The register of corporations: how much it holds, since when, and the files it was filled from. */
export function RegisterLoads() {
  const { t } = useTranslation();
  const mayRun = useRight('imports.run');
  const [share, setShare] = useState<number>();
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
  const take = async (files: File[]) => {
    try {
      for (const file of files) {
        setShare(0);
        await upload('/api/register/loads', file, setShare);
      }
      await queryClient.invalidateQueries({ queryKey: ['register'] });
    } catch (error) {
      sayFailed(error);
    } finally {
      setShare(undefined);
    }
  };
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
              <Dropzone
                onDrop={(files) => void take(files)}
                loading={share !== undefined}
                mb="lg"
                p="lg"
                inputProps={{ 'aria-label': t('register.drop') }}
                aria-label={t('register.drop')}
              >
                <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
                  <Text fw={600}>{t('register.drop')}</Text>
                  <Text size="sm" c="dimmed" ta="center">
                    {t('register.dropHint')}
                  </Text>
                </Stack>
              </Dropzone>
            )}
            {share !== undefined && <Progress value={share * 100} mb="md" aria-label={t('register.uploading')} />}
            {loads.length === 0 ? (
              <Empty>{t('register.empty')}</Empty>
            ) : (
              <div className="table-scroll">
                <Table className="mori-table" striped>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('register.file')}</Table.Th>
                      <Table.Th>{t('register.state')}</Table.Th>
                      {counts.map((name) => (
                        <Table.Th key={name} className="number">
                          {t(`register.${name}`)}
                        </Table.Th>
                      ))}
                      <Table.Th>{t('register.when')}</Table.Th>
                      <Table.Th>{t('register.who')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {loads.map((load) => (
                      <Table.Tr key={load.loadId}>
                        <Table.Td className="wrap">
                          {load.fileName}
                          {load.problem && (
                            <Text size="xs" c="dimmed">
                              {load.problem}
                            </Text>
                          )}
                        </Table.Td>
                        <Table.Td>
                          <Group gap={6} wrap="nowrap">
                            <Badge variant="light" color={colors[load.state] ?? 'gray'} tt="none">
                              {t(`register.states.${load.state}`)}
                            </Badge>
                            {mayRun && ['queued', 'running'].includes(load.state) && (
                              <Button size="compact-xs" variant="default" onClick={() => stop.mutate(load.loadId)}>
                                {t('register.stop')}
                              </Button>
                            )}
                          </Group>
                        </Table.Td>
                        {counts.map((name) => (
                          <Table.Td key={name} className="number">
                            {count(load[name])}
                          </Table.Td>
                        ))}
                        <Table.Td>{moment(load.createdAt)}</Table.Td>
                        <Table.Td>{load.memberName ?? '—'}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

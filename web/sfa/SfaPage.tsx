import { Alert, Button, Group, Paper, Radio, Select, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { count, moment } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { ColumnNames } from './ColumnNames.tsx';
import { systemName } from '../parts/system-name.ts';

export type Sfa = paths['/api/sfa']['get']['responses'][200]['content']['application/json'];
export type SfaSource = Sfa['sources'][number];

const refresh = () => void queryClient.invalidateQueries({ queryKey: ['sfa'] });

/** Where answers are read from, and what goes back to the SFA. */
export function SfaPage() {
  const { t } = useTranslation();
  const sfa = useQuery({ queryKey: ['sfa'], queryFn: () => answer<Sfa>(api.GET('/api/sfa')) });
  return (
    <>
      <PageHeader title={t('sfa.title')} lead={t('sfa.lead')} />
      <Loaded query={sfa}>
        {(data) => (
          <Stack gap="xl">
            <Truth truth={data.truth} />
            <Files data={data} />
            <Returns data={data} />
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Truth({ truth }: { truth: Sfa['truth'] }) {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const save = useMutation({
    mutationFn: (next: Sfa['truth']) => answer(api.PUT('/api/sfa/acceptance', { body: { truth: next } })),
    onSuccess: () => {
      sayDone(t('sfa.saved'));
      refresh();
    },
    onError: sayFailed,
  });
  return (
    <Paper withBorder p="md">
      <Radio.Group
        label={t('sfa.truth')}
        value={truth}
        onChange={(next) => save.mutate(next as Sfa['truth'])}
        styles={{ label: { fontWeight: 650 } }}
      >
        <Stack gap="sm" mt="sm">
          {(['mori', 'sfa'] as const).map((one) => (
            <Radio
              key={one}
              value={one}
              disabled={!mayEdit}
              label={t(`sfa.truths.${one}`)}
              description={t(`sfa.truthLead.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </Paper>
  );
}

function Files({ data }: { data: Sfa }) {
  const { t } = useTranslation();
  const mayExport = useRight('export');
  const [opened, setOpened] = useState<string>();
  const make = useMutation({
    mutationFn: () => answer<{ made: unknown[] }>(api.POST('/api/sfa/returns')),
    onSuccess: ({ made }) => {
      sayDone(made.length === 0 ? t('sfa.nothingNew') : t('sfa.made', { n: count(made.length) }));
      refresh();
    },
    onError: sayFailed,
  });
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('sfa.files')}</Title>
        {mayExport && data.sources.length > 0 && (
          <Button loading={make.isPending} onClick={() => make.mutate()}>
            {t('sfa.make')}
          </Button>
        )}
      </Group>
      {data.sources.length === 0 ? (
        <Empty>{t('sfa.noSources')}</Empty>
      ) : (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {t('sfa.filesLead')}
          </Text>
          <div className="table-scroll">
            <Table className="mori-table">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('sfa.source')}</Table.Th>
                  <Table.Th className="number">{t('sfa.leads')}</Table.Th>
                  <Table.Th>{t('sfa.encoding')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.sources.map((source) => (
                  <SourceLine key={source.source} source={source} onColumns={() => setOpened(source.source)} />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        </>
      )}
      {data.sources
        .filter((source) => source.source === opened)
        .map((source) => (
          <ColumnNames key={source.source} source={source} close={() => setOpened(undefined)} />
        ))}
    </section>
  );
}

function SourceLine({ source, onColumns }: { source: SfaSource; onColumns: () => void }) {
  const { t } = useTranslation();
  const [mayEdit, mayExport] = [useRight('settings.edit'), useRight('export')];
  const save = useSaveLayout(source);
  return (
    <Table.Tr>
      <Table.Td>{systemName(source.source)}</Table.Td>
      <Table.Td className="number">{count(source.leads)}</Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w={200}
          aria-label={`${systemName(source.source)} ${t('sfa.encoding')}`}
          disabled={!mayEdit}
          allowDeselect={false}
          value={source.encoding}
          data={(['utf8', 'cp932'] as const).map((value) => ({ value, label: t(`sfa.encodings.${value}`) }))}
          onChange={(encoding) => save.mutate({ encoding: encoding as SfaSource['encoding'] })}
        />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {mayEdit && (
            <Button size="compact-sm" variant="default" onClick={onColumns}>
              {t('sfa.columns')}
            </Button>
          )}
          {mayExport && (
            <Button size="compact-sm" variant="default" component="a" href={`/api/sfa/full/${source.source}`}>
              {t('sfa.full')}
            </Button>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** Saves how files for this SFA look; what is not given stays. */
export function useSaveLayout(source: SfaSource, onDone?: () => void) {
  const { t } = useTranslation();
  const chosen = Object.fromEntries(source.columns.filter((one) => one.isChosen).map((one) => [one.field, one.name]));
  return useMutation({
    mutationFn: (change: { encoding?: SfaSource['encoding']; columns?: Record<string, string> }) =>
      answer(
        api.PUT('/api/sfa/layouts/{source}', {
          params: { path: { source: source.source } },
          body: { encoding: source.encoding, columns: chosen, ...change },
        }),
      ),
    onSuccess: () => {
      sayDone(t('sfa.saved'));
      refresh();
      onDone?.();
    },
    onError: sayFailed,
  });
}

function Returns({ data }: { data: Sfa }) {
  const { t } = useTranslation();
  const mayExport = useRight('export');
  if (data.sources.length === 0) return null;
  return (
    <section>
      <Title order={2} mb="xs">
        {t('sfa.returns')}
      </Title>
      {data.returns.length === 0 ? (
        <Alert color="gray">{t('sfa.noReturns')}</Alert>
      ) : (
        <div className="table-scroll">
          <Table className="mori-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('sfa.madeAt')}</Table.Th>
                <Table.Th>{t('sfa.source')}</Table.Th>
                <Table.Th className="number">{t('sfa.records')}</Table.Th>
                <Table.Th>{t('sfa.madeBy')}</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.returns.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>{moment(one.madeAt)}</Table.Td>
                  <Table.Td>{systemName(one.source)}</Table.Td>
                  <Table.Td className="number">{count(one.records)}</Table.Td>
                  <Table.Td>{one.madeBy ?? t('sfa.auto')}</Table.Td>
                  <Table.Td ta="right">
                    {mayExport && (
                      <Button
                        size="compact-sm"
                        variant="default"
                        component="a"
                        href={`/api/sfa/returns/${one.id}/file`}
                      >
                        {t('sfa.download')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}

import type { Words } from '#core/words.ts';
import { Badge, Progress, Stack, Table, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';

type ImportRow = {
  batchId: number;
  fileName: string;
  presetTitle: Words;
  state: string;
  new: number;
  matched: number;
  review: number;
  rejected: number;
  unchanged: number;
  createdAt: string;
  memberName: string | null;
  isFromFolder: boolean;
};
const isDraft = ({ state }: ImportRow) => ['draft', 'checked'].includes(state);
const stateColors: Record<string, string> = {
  done: 'teal',
  running: 'blue',
  queued: 'blue',
  failed: 'red',
  cancelled: 'gray',
  undone: 'gray',
  draft: 'yellow',
  checked: 'yellow',
};

export function ImportList() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const navigate = useNavigate();
  const mayRun = useRight('imports.run');
  const [share, setShare] = useState<number>();
  const imports = useQuery({
    queryKey: ['imports'],
    queryFn: () => answer<{ rows: ImportRow[] }>(api.GET('/api/imports')),
    refetchInterval: 5_000,
  });
  const take = async (files: File[]) => {
    try {
      let last: number | undefined;
      for (const file of files) {
        setShare(0);
        last = (await upload<{ batchId: number }>('/api/imports', file, setShare)).batchId;
      }
      await queryClient.invalidateQueries({ queryKey: ['imports'] });
      if (files.length === 1 && last !== undefined)
        await navigate({ to: '/imports/$id', params: { id: String(last) } });
    } catch (error) {
      sayFailed(error);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <>
      <PageHeader title={t('imports.title')} lead={mayRun ? t('imports.lead') : undefined} />
      {mayRun && (
        <Dropzone
          onDrop={(files) => void take(files)}
          loading={share !== undefined}
          mb="lg"
          p="xl"
          inputProps={{ 'aria-label': t('imports.drop') }}
          aria-label={t('imports.drop')}
        >
          <Stack align="center" gap={4} style={{ pointerEvents: 'none' }}>
            <Text fw={600} ta="center">
              {t('imports.drop')}
            </Text>
            <Text size="sm" c="dimmed" ta="center">
              {t('imports.dropHint')}
            </Text>
          </Stack>
        </Dropzone>
      )}
      {share !== undefined && <Progress value={share * 100} mb="md" aria-label={t('imports.uploading')} />}
      <Loaded query={imports}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('imports.emptyHistory')}</Empty>
          ) : (
            <div className="table-scroll">
              <Table className="mori-table phone-cards" striped highlightOnHover>
                <caption style={{ captionSide: 'top', textAlign: 'left', fontWeight: 600 }}>
                  {t('imports.history')}
                </caption>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('imports.file')}</Table.Th>
                    <Table.Th>{t('imports.kind')}</Table.Th>
                    <Table.Th>{t('imports.state')}</Table.Th>
                    {(['new', 'matched', 'review', 'rejected', 'unchanged'] as const).map((name) => (
                      <Table.Th key={name} className="number">
                        {t(`imports.${name}`)}
                      </Table.Th>
                    ))}
                    <Table.Th>{t('imports.when')}</Table.Th>
                    <Table.Th>{t('imports.who')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.batchId}>
                      <Table.Td className="card-title">
                        <Link to="/imports/$id" params={{ id: String(row.batchId) }}>
                          {row.fileName}
                        </Link>
                      </Table.Td>
                      <Table.Td data-label={t('imports.kind')}>{row.presetTitle[language]}</Table.Td>
                      <Table.Td data-label={t('imports.state')}>
                        <Badge variant="light" tt="none" color={stateColors[row.state] ?? 'gray'}>
                          {t(`imports.states.${row.state}`)}
                        </Badge>
                      </Table.Td>
                      {(['new', 'matched', 'review', 'rejected', 'unchanged'] as const).map((name) => (
                        <Table.Td key={name} className="number" data-label={t(`imports.${name}`)}>
                          {isDraft(row) ? '—' : count(row[name])}
                        </Table.Td>
                      ))}
                      <Table.Td data-label={t('imports.when')}>{moment(row.createdAt)}</Table.Td>
                      <Table.Td data-label={t('imports.who')}>
                        {row.memberName ?? (row.isFromFolder ? t('imports.byFolder') : '—')}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

import { Badge, Button, Checkbox, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beside } from './format.ts';
import type { MergedRow } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { RowReasons } from '../reviews/RowReasons.tsx';
import { SplitPreview } from '../reviews/SplitPreview.tsx';
import { useRight } from '../session/me.ts';
import { sayFailed, sayUndoable } from './notices.tsx';

/** What is merged here and why: each source row in words, with the rows to take out again. */
export function MergedRows({
  kind,
  id,
  rows,
  total,
}: {
  kind: 'accounts' | 'people';
  id: number;
  rows: MergedRow[];
  total: number;
}) {
  const { t } = useTranslation();
  const mayDecide = useRight('reviews.decide');
  const seesReasons = useRight('reviews.read');
  const [asked, setAsked] = useState<MergedRow>();
  const [isSplitting, setIsSplitting] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const split = useMutation({
    mutationFn: () =>
      answer<{ decisionId: number }>(
        kind === 'accounts'
          ? api.POST('/api/accounts/{id}/split', { params: { path: { id } }, body: { rowKeys: [...chosen] } })
          : api.POST('/api/people/{id}/split', { params: { path: { id } }, body: { rowKeys: [...chosen] } }),
      ),
    onSuccess: ({ decisionId }) => {
      setChosen(new Set());
      sayUndoable(t('account.splitDone'), () =>
        answer(api.POST('/api/decisions/{id}/undo', { params: { path: { id: decisionId } } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    setChosen(next);
  };
  return (
    <>
      <Group justify="space-between" mb="xs">
        <Text size="sm" c="dimmed">
          {t('account.rowsShown', { n: rows.length, total })}
        </Text>
        {mayDecide && (
          <Button
            size="xs"
            variant="default"
            disabled={chosen.size === 0 || chosen.size === new Set(rows.map(({ rowKey }) => rowKey)).size}
            loading={split.isPending}
            onClick={() => setIsSplitting(true)}
          >
            {t(kind === 'accounts' ? 'account.split' : 'people.split')}
          </Button>
        )}
      </Group>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('account.merged')}>
        <Table className="mori-table phone-cards" striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              <Table.Th>{t('common.source')}</Table.Th>
              <Table.Th>{t('account.why')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={`${row.rowKey}/${row.role}`}>
                <Table.Td>
                  {mayDecide && (
                    <Checkbox
                      size="xs"
                      aria-label={`${row.fileName} ${row.rowNumber}`}
                      checked={chosen.has(row.rowKey)}
                      onChange={() => toggle(row.rowKey)}
                    />
                  )}
                </Table.Td>
                <Table.Td className="wrap card-title">
                  {row.fileName}
                  <Text size="xs" c="dimmed">
                    {[
                      t('imports.rowNumber', { n: row.rowNumber }),
                      row.externalKey,
                      row.role !== 'main' && t(`account.rowRoles.${row.role}`),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td className="wrap card-line">
                  <Badge variant="light" tt="none" color={row.method === 'decided' ? 'grape' : 'teal'}>
                    {t(`account.methods.${row.method}`)}
                  </Badge>
                  <Text size="xs" c="dimmed">
                    {(['matched', 'differs'] as const)
                      .filter((side) => row.evidence[side].length > 0)
                      .map(
                        (side) =>
                          `${t(`reviews.${side}`)}: ${beside(row.evidence[side].map((word) => t(`reviews.words.${word}`)))}`,
                      )
                      .join(' / ')}
                  </Text>
                  {seesReasons && (
                    <UnstyledButton
                      aria-label={t('reviews.row.open', { file: row.fileName, n: row.rowNumber })}
                      onClick={() => setAsked(row)}
                    >
                      <Text size="xs" c="var(--mantine-color-anchor)">
                        {t('reviews.explain.title')}
                      </Text>
                    </UnstyledButton>
                  )}
                </Table.Td>
                <Table.Td c="dimmed" className="wrap card-line">
                  {row.cells.filter(Boolean).slice(0, 7).join(' / ')}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {isSplitting && (
        <SplitPreview
          kind={kind === 'accounts' ? 'account' : 'person'}
          id={id}
          rowKeys={[...chosen]}
          split={() => {
            setIsSplitting(false);
            split.mutate();
          }}
          close={() => setIsSplitting(false)}
        />
      )}
      {asked && (
        <RowReasons
          kind={kind === 'accounts' ? 'account' : 'person'}
          id={id}
          row={asked}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

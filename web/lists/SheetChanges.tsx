import { Alert, Button, Checkbox, Group, List, Modal, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count, listed } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { noProxy, ProxyChoice, sidesOf, type OnBehalf, type Side } from '../targets/ProxyChoice.tsx';
import type { ComparedSheet, SheetNoun } from './sheet.ts';

const problemsShown = 20;

/** 変更箇所の確認: what a sheet changes, ticked one by one; what somebody else changed meanwhile is not ticked. */
export function SheetChanges({
  noun,
  compared: { changes, problems },
  side,
  onClose,
}: {
  noun: SheetNoun;
  compared: ComparedSheet;
  side: Side | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [left, setLeft] = useState<ReadonlySet<number>>(
    () => new Set(changes.flatMap((change, index) => (change.conflict === null ? [] : [index]))),
  );
  const [proxy, setProxy] = useState<OnBehalf>(noProxy(side));
  const conflicts = changes.filter(({ conflict }) => conflict !== null);
  const chosen = changes.filter((_, index) => !left.has(index));
  const approves = noun === 'targets' && chosen.some((change) => change.attribute === 'approval');
  const apply = useMutation({
    mutationFn: () =>
      answer<{ applied: number; bulkEditId: number }>(
        api.POST('/api/sheets/{noun}/apply', {
          params: { path: { noun } },
          body: {
            changes: chosen.map(({ id, attribute, before, after, conflict }) => ({
              ...{ id, attribute, before, after, conflict },
            })),
            ...(approves ? { sides: sidesOf(proxy, side), isProxy: proxy.isProxy } : { isProxy: false }),
            ...(approves && proxy.isProxy ? { proxyNote: proxy.note } : {}),
          },
        }),
      ),
    onSuccess: ({ applied, bulkEditId }) => {
      onClose();
      sayUndoable(t('lists.sheetApplied', { n: count(applied) }), () =>
        answer(api.POST('/api/sheets/{noun}/undo', { params: { path: { noun } }, body: { bulkEditId } })),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const toggle = (index: number) => {
    const next = new Set(left);
    if (!next.delete(index)) next.add(index);
    setLeft(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('accounts.compare')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {problems.length > 0 && (
        <Alert color="orange" mb="sm" title={t('lists.sheetProblems.title')}>
          <List size="sm">
            {problems.slice(0, problemsShown).map(({ code, row, title, value, choices }) => (
              <List.Item key={`${row}/${title}`}>
                {t(`lists.sheetProblems.${code}`, {
                  row,
                  title,
                  value,
                  choices: listed(choices),
                })}
              </List.Item>
            ))}
          </List>
          {problems.length > problemsShown && (
            <Text size="sm">{t('lists.sheetProblems.more', { n: count(problems.length - problemsShown) })}</Text>
          )}
        </Alert>
      )}
      <Text size="sm" c="dimmed" mb="sm">
        {t(`lists.sheetTakes.${noun}`)}
      </Text>
      {conflicts.length > 0 && (
        <Alert color="yellow" mb="sm" title={t('lists.sheetConflicts.title', { n: count(conflicts.length) })}>
          {t('lists.sheetConflicts.what')}
        </Alert>
      )}
      {changes.length === 0 ? (
        <Text>{t('accounts.noChanges')}</Text>
      ) : (
        <div className="table-scroll" style={{ maxHeight: 420, overflowY: 'auto' }}>
          <Table className="mori-table phone-cards">
            <Table.Thead>
              <Table.Tr>
                <Table.Td />
                <Table.Th>{t('lists.sheetColumns.name')}</Table.Th>
                <Table.Th>{t('lists.field')}</Table.Th>
                <Table.Th>{t('lists.sheetColumns.before')}</Table.Th>
                <Table.Th>{t('lists.sheetColumns.after')}</Table.Th>
                {conflicts.length > 0 && <Table.Th>{t('lists.sheetColumns.now')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {changes.map((change, index) => (
                <Table.Tr key={`${change.id}/${change.attribute}`}>
                  <Table.Td>
                    <Checkbox
                      size="xs"
                      aria-label={`${change.name} ${change.title}`}
                      checked={!left.has(index)}
                      onChange={() => toggle(index)}
                    />
                  </Table.Td>
                  <Table.Td className="card-title">{change.name}</Table.Td>
                  <Table.Td>{change.title}</Table.Td>
                  <Table.Td c="dimmed">{change.before || '—'}</Table.Td>
                  <Table.Td>→ {change.after || '—'}</Table.Td>
                  {conflicts.length > 0 && (
                    <Table.Td className="wrap card-line">
                      {change.conflict !== null && (
                        <Text size="sm" c="var(--mantine-color-orange-light-color)">
                          {t('accounts.conflict', { now: change.conflict || t('lists.ops.empty') })}
                        </Text>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {approves && (
        <Group mt="sm">
          <ProxyChoice side={side} proxy={proxy} onChange={setProxy} />
        </Group>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button
          loading={apply.isPending}
          disabled={chosen.length === 0 || (approves && proxy.isProxy && proxy.note.trim() === '')}
          onClick={() => apply.mutate()}
        >
          {t('accounts.applyChanges', { n: chosen.length })}
        </Button>
      </Group>
    </Modal>
  );
}

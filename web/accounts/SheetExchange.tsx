import { Alert, Button, Checkbox, FileButton, Group, List, Menu, Modal, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';

type Change = {
  id: number;
  name: string;
  attribute: string;
  title: string;
  before: string;
  after: string;
  conflict: string | null;
};
type Compared = { changes: Change[]; rows: number; problems: string[] };

/** Excel out and back: what changed is shown first, with a warning where somebody changed the same cell meanwhile. */
export function SheetExchange({
  noun,
  query = {},
}: {
  noun: 'accounts' | 'targets';
  query?: { filter?: string; search?: string };
}) {
  const { t } = useTranslation();
  const [compared, setCompared] = useState<Compared>();
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [proxy, setProxy] = useState({ isProxy: false, proxyNote: '' });
  const search = new URLSearchParams(query).toString();
  const take = async (file: File | null) => {
    if (!file) return;
    try {
      const result = await upload<Compared>(`/api/sheets/${noun}/compare`, file);
      setLeft(new Set(result.changes.flatMap((change, index) => (change.conflict === null ? [] : [index]))));
      setCompared(result);
    } catch (error) {
      sayFailed(error);
    }
  };
  const chosen = (compared?.changes ?? []).filter((_, index) => !left.has(index));
  const apply = () =>
    answer<{ applied: number }>(
      api.POST(`/api/sheets/{noun}/apply`, {
        params: { path: { noun } },
        body: {
          changes: chosen.map(({ id, attribute, before, after }) => ({ id, attribute, before, after })),
          isProxy: proxy.isProxy,
          ...(proxy.isProxy ? { proxyNote: proxy.proxyNote } : {}),
        },
      }),
    ).then(({ applied }) => {
      setCompared(undefined);
      sayDone(t('common.count', { n: applied }));
      void queryClient.invalidateQueries();
    }, sayFailed);
  const toggle = (index: number) => {
    const next = new Set(left);
    if (!next.delete(index)) next.add(index);
    setLeft(next);
  };
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button variant="default">Excel / CSV</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`/api/sheets/${noun}.xlsx?${search}`} download>
            {t('accounts.excelOut')}
          </Menu.Item>
          <FileButton onChange={(file) => void take(file)} accept=".xlsx,.csv">
            {(props) => (
              <Menu.Item {...props} closeMenuOnClick={false}>
                {t('accounts.excelIn')}
              </Menu.Item>
            )}
          </FileButton>
          <Menu.Item component="a" href={`/api/exports/${noun}.csv?${search}`} download>
            {t('accounts.csv')}
          </Menu.Item>
          {noun === 'targets' && (
            <Menu.Item component="a" href="/api/exports/sfa-return.csv" download>
              {t('targets.sfaReturn')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={compared !== undefined}
        onClose={() => setCompared(undefined)}
        title={t('accounts.compare')}
        size="xl"
      >
        {compared && (
          <>
            {compared.problems.length > 0 && (
              <Alert color="orange" mb="sm">
                <List size="sm">
                  {compared.problems.slice(0, 20).map((problem) => (
                    <List.Item key={problem}>{problem}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {compared.changes.length === 0 ? (
              <Text>{t('accounts.noChanges')}</Text>
            ) : (
              <div className="table-scroll" style={{ maxHeight: 420, overflowY: 'auto' }}>
                <Table className="mori-table">
                  <Table.Tbody>
                    {compared.changes.map((change, index) => (
                      <Table.Tr key={`${change.id}/${change.attribute}`}>
                        <Table.Td>
                          <Checkbox
                            size="xs"
                            aria-label={`${change.name} ${change.title}`}
                            checked={!left.has(index)}
                            onChange={() => toggle(index)}
                          />
                        </Table.Td>
                        <Table.Td>{change.name}</Table.Td>
                        <Table.Td>{change.title}</Table.Td>
                        <Table.Td c="dimmed">{change.before || '—'}</Table.Td>
                        <Table.Td>→ {change.after || '—'}</Table.Td>
                        <Table.Td>
                          {change.conflict !== null && (
                            <Text size="sm" c="orange.8">
                              {t('accounts.conflict', { now: change.conflict || '—' })}
                            </Text>
                          )}
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
            {noun === 'targets' && chosen.some((change) => change.attribute === 'approval') && (
              <Group mt="sm">
                <Checkbox
                  label={t('targets.proxy')}
                  checked={proxy.isProxy}
                  onChange={(event) => setProxy({ ...proxy, isProxy: event.currentTarget.checked })}
                />
                {proxy.isProxy && (
                  <TextInput
                    style={{ flex: 1 }}
                    placeholder={t('targets.proxyHint')}
                    aria-label={t('targets.proxyNote')}
                    value={proxy.proxyNote}
                    onChange={(event) => setProxy({ ...proxy, proxyNote: event.currentTarget.value })}
                  />
                )}
              </Group>
            )}
            <Group justify="flex-end" mt="md">
              <Button variant="default" onClick={() => setCompared(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button disabled={chosen.length === 0} onClick={() => void apply()}>
                {t('accounts.applyChanges', { n: chosen.length })}
              </Button>
            </Group>
          </>
        )}
      </Modal>
    </>
  );
}

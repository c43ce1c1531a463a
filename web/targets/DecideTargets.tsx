import { Button, Group, Menu, Modal, Paper, Select, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { noProxy, ProxyChoice, sidesOf, type OnBehalf, type Side } from './ProxyChoice.tsx';

type Verdict = 'approve' | 'withdraw' | 'hold' | 'decline' | 'pause' | 'resume' | 'exclude';

/**
 * 選択した24社を承認, and the other verdicts. For the other side only as 代理入力 with the meeting it was agreed in; who
 * belongs to neither side can approve in no other way.
 */
export function DecideTargets({ lineIds, side, onDone }: { lineIds: number[]; side: Side | null; onDone: () => void }) {
  const { t } = useTranslation();
  const [isDeclining, decline] = useDisclosure();
  const [proxy, setProxy] = useState<OnBehalf>(noProxy(side));
  const [reason, setReason] = useState<string | null>(null);
  const lacksNote = proxy.isProxy && proxy.note.trim() === '';
  const decide = useMutation({
    mutationFn: async (verdict: Verdict) => {
      const needsBoth = ['approve', 'withdraw'].includes(verdict);
      const sides = sidesOf(proxy, side).slice(0, needsBoth ? 2 : 1);
      const marksProxy = proxy.isProxy && !lacksNote && verdict !== 'withdraw';
      const decideFor = (one: Side) =>
        answer<{ changed: unknown[]; bulkEditId: number }>(
          api.POST('/api/targets/decide', {
            body: {
              lineIds,
              verdict,
              side: one,
              isProxy: marksProxy,
              ...(marksProxy ? { proxyNote: proxy.note } : {}),
              ...(verdict === 'decline' && reason ? { reason } : {}),
            },
          }),
        );
      const edits: number[] = [];
      for (const one of sides) edits.push((await decideFor(one)).bulkEditId);
      return { verdict, edits };
    },
    onSuccess: ({ verdict, edits }) => {
      decline.close();
      sayUndoable(t(`targets.done.${verdict}`, { n: count(lineIds.length) }), () => takeBack(edits));
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const isEmpty = lineIds.length === 0;
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print bulk-bar">
      <Group gap="sm">
        <Button disabled={isEmpty || lacksNote} loading={decide.isPending} onClick={() => decide.mutate('approve')}>
          {t('targets.approveSelected', { n: count(lineIds.length) })}
        </Button>
        <Button variant="default" disabled={isEmpty} onClick={decline.open}>
          {t('targets.decline')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button variant="default" disabled={isEmpty}>
              {t('targets.more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['hold', 'pause', 'exclude', 'resume', 'withdraw'] as const).map((verdict) => (
              <Menu.Item key={verdict} onClick={() => decide.mutate(verdict)}>
                {t(`targets.${verdict}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ProxyChoice side={side} proxy={proxy} onChange={setProxy} />
      </Group>
      {side === null && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('targets.proxyOnly')}
        </Text>
      )}
      {lacksNote && !isEmpty && (
        <Text size="sm" fw={600} mt={6} role="status">
          {t('targets.proxyLacks')}
        </Text>
      )}
      <Modal opened={isDeclining} onClose={decline.close} title={t('targets.decline')}>
        <Stack>
          <Text size="sm">{t('common.selected', { n: count(lineIds.length) })}</Text>
          <Select
            label={t('targets.reason')}
            required
            searchable
            data={t('targets.declineReasons', { returnObjects: true }) as string[]}
            value={reason}
            onChange={setReason}
          />
          <Group justify="flex-end">
            <Button disabled={!reason} loading={decide.isPending} onClick={() => decide.mutate('decline')}>
              {t('targets.decline')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Paper>
  );
}

async function takeBack(edits: readonly number[]): Promise<void> {
  for (const id of edits.toReversed())
    await answer(api.POST('/api/targets/decide/{id}/undo', { params: { path: { id } } }));
}

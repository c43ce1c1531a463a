import {
  Button,
  Group,
  Menu,
  Modal,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';

type Verdict = 'approve' | 'withdraw' | 'hold' | 'decline' | 'pause' | 'resume' | 'exclude';
type Side = 'marketing' | 'sales';

/**
 * 選択した24社を承認, and the other verdicts. For the other side only as 代理入力 with the meeting it was agreed in; who
 * belongs to neither side can approve in no other way.
 */
export function DecideTargets({ lineIds, side, onDone }: { lineIds: number[]; side: Side | null; onDone: () => void }) {
  const { t } = useTranslation();
  const [isDeclining, decline] = useDisclosure();
  const [isProxy, setIsProxy] = useState(side === null);
  const [proxyNote, setProxyNote] = useState('');
  const [chosenSide, setSide] = useState<Side | 'both'>(side ?? 'both');
  const [reason, setReason] = useState<string | null>(null);
  const lacksNote = isProxy && proxyNote.trim() === '';
  const decide = useMutation({
    mutationFn: async (verdict: Verdict) => {
      const chosen = isProxy || side === null ? chosenSide : side;
      const needsBoth = ['approve', 'withdraw'].includes(verdict);
      const sides: Side[] = chosen !== 'both' ? [chosen] : needsBoth ? ['sales', 'marketing'] : ['sales'];
      const marksProxy = isProxy && !lacksNote && verdict !== 'withdraw';
      const decideFor = (one: Side) =>
        answer<{ changed: unknown[] }>(
          api.POST('/api/targets/decide', {
            body: {
              lineIds,
              verdict,
              side: one,
              isProxy: marksProxy,
              ...(marksProxy ? { proxyNote } : {}),
              ...(verdict === 'decline' && reason ? { reason } : {}),
            },
          }),
        );
      let last = await decideFor(sides[0]!);
      for (const one of sides.slice(1)) last = await decideFor(one);
      return last;
    },
    onSuccess: ({ changed }) => {
      decline.close();
      sayDone(t('accounts.edited', { n: count(changed.length) }));
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const isEmpty = lineIds.length === 0;
  const sideChoices = [...(side === null ? (['both'] as const) : []), 'sales', 'marketing'] as const;
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print">
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
        {side !== null && (
          <Switch
            size="sm"
            label={t('targets.proxy')}
            checked={isProxy}
            onChange={(event) => setIsProxy(event.currentTarget.checked)}
          />
        )}
        {(isProxy || side === null) && (
          <SegmentedControl
            size="xs"
            aria-label={t('targets.side')}
            value={chosenSide}
            onChange={(value) => setSide(value as Side)}
            data={sideChoices.map((value) => ({
              value,
              label: t(value === 'both' ? 'targets.both' : `targets.sides.${value}`),
            }))}
          />
        )}
        {isProxy && (
          <TextInput
            size="xs"
            style={{ flex: '1 1 16rem' }}
            aria-label={t('targets.proxyNote')}
            placeholder={t('targets.proxyHint')}
            value={proxyNote}
            onChange={(event) => setProxyNote(event.currentTarget.value)}
          />
        )}
      </Group>
      {side === null && (
        <Text size="xs" c="dimmed" mt={6}>
          {t('targets.proxyOnly')}
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

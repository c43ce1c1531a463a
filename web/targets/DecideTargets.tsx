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

type Verdict = 'approve' | 'hold' | 'decline' | 'pause' | 'resume' | 'exclude';

/** 選択した24社を承認, and the other verdicts. For the other side only as 代入力 with the meeting it was agreed in. */
export function DecideTargets({
  lineIds,
  side,
  onDone,
}: {
  lineIds: number[];
  side: 'marketing' | 'sales' | null;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const [isDeclining, decline] = useDisclosure();
  const [isProxy, setIsProxy] = useState(false);
  const [proxyNote, setProxyNote] = useState('');
  const [chosenSide, setSide] = useState<'marketing' | 'sales'>(side ?? 'sales');
  const [reason, setReason] = useState<string | null>(null);
  const decide = useMutation({
    mutationFn: (verdict: Verdict) =>
      answer<{ changed: unknown[] }>(
        api.POST('/api/targets/decide', {
          body: {
            lineIds,
            verdict,
            side: isProxy || side === null ? chosenSide : side,
            isProxy,
            ...(isProxy ? { proxyNote } : {}),
            ...(verdict === 'decline' && reason ? { reason } : {}),
          },
        }),
      ),
    onSuccess: ({ changed }) => {
      decline.close();
      sayDone(t('accounts.edited', { n: count(changed.length) }));
      onDone();
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const isEmpty = lineIds.length === 0;
  return (
    <Paper withBorder p="xs" mb="sm" className="no-print">
      <Group gap="sm">
        <Button disabled={isEmpty} loading={decide.isPending} onClick={() => decide.mutate('approve')}>
          {t('targets.approveSelected', { n: count(lineIds.length) })}
        </Button>
        <Button variant="default" disabled={isEmpty} onClick={decline.open}>
          {t('targets.decline')}
        </Button>
        <Menu>
          <Menu.Target>
            <Button variant="default" disabled={isEmpty}>
              …
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['hold', 'pause', 'resume', 'exclude'] as const).map((verdict) => (
              <Menu.Item key={verdict} onClick={() => decide.mutate(verdict)}>
                {t(`targets.${verdict}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Switch
          size="sm"
          label={t('targets.proxy')}
          checked={isProxy}
          onChange={(event) => setIsProxy(event.currentTarget.checked)}
        />
        {(isProxy || side === null) && (
          <SegmentedControl
            size="xs"
            aria-label={t('targets.side')}
            value={chosenSide}
            onChange={(value) => setSide(value as 'sales')}
            data={(['sales', 'marketing'] as const).map((value) => ({ value, label: t(`targets.sides.${value}`) }))}
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

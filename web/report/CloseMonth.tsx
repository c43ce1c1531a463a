import { Alert, Badge, Button, Group, Modal, Paper, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, moment } from '../parts/format.ts';
import { sayDone } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { useMonthChange, type Report } from './report.ts';

/** Whether the month is closed, by whom and when, how often it was opened again and why; and the buttons for it. */
export function CloseMonth({ report }: { report: Report }) {
  const { t } = useTranslation();
  const mayClose = useRight('months.close');
  const path = { params: { path: { month: report.month } } };
  const close = useMonthChange(
    () => answer(api.POST('/api/months/{month}/close', path)),
    () => sayDone(t('report.closedNow')),
  );
  const check = useMonthChange(
    () => answer(api.POST('/api/months/{month}/check', path)),
    () => sayDone(t('report.checkedNow')),
  );
  const [asksReason, { open, close: cancel }] = useDisclosure();
  const { closing, reopened } = report;
  return (
    <Paper withBorder p="sm" mb="md" component="section" aria-label={t('report.closing')}>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Badge color={closing ? 'teal' : 'yellow'} variant="light" tt="none">
            {t(closing ? 'report.closed' : 'report.open')}
          </Badge>
          <Text size="sm">
            {closing
              ? t('report.closedBy', { at: moment(closing.closedAt), who: closing.closedByName ?? 'Mori' })
              : t('report.openLead')}
          </Text>
        </Group>
        {mayClose && (
          <Group gap="xs">
            {closing ? (
              <>
                <Button variant="default" size="compact-sm" loading={check.isPending} onClick={() => check.mutate({})}>
                  {t('report.check')}
                </Button>
                <Button variant="subtle" color="gray" size="compact-sm" onClick={open}>
                  {t('report.reopen')}
                </Button>
              </>
            ) : (
              <Button size="compact-sm" loading={close.isPending} onClick={() => close.mutate({})}>
                {t('report.close')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      {closing && closing.differences > 0 && (
        <Alert color="yellow" mt="xs" py={6}>
          {t('report.differ', { n: count(report.corrections.length), at: moment(closing.checkedAt) })}
        </Alert>
      )}
      {reopened.map((one) => (
        <Text key={one.closingId} size="xs" c="dimmed" mt={4}>
          {t('report.reopenedBy', {
            closed: moment(one.closedAt),
            at: moment(one.reopenedAt),
            who: one.reopenedByName ?? 'Mori',
            reason: one.reopenReason,
          })}
        </Text>
      ))}
      {asksReason && <Reopen month={report.month} close={cancel} />}
    </Paper>
  );
}

function Reopen({ month, close }: { month: string; close: () => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const reopen = useMonthChange(
    () => answer(api.POST('/api/months/{month}/reopen', { params: { path: { month } }, body: { reason } })),
    close,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reopen.mutate({});
  };
  return (
    <Modal opened onClose={close} title={t('report.reopen')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form onSubmit={submit}>
        <Text size="sm" mb="sm">
          {t('report.reopenLead')}
        </Text>
        <Textarea
          required
          autosize
          minRows={2}
          maxLength={500}
          label={t('report.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="md">
          <Button type="submit" color="orange" loading={reopen.isPending}>
            {t('report.reopen')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

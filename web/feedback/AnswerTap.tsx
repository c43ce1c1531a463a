import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { day } from '../parts/format.ts';
import { sayDone, sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';

type Row = paths['/api/feedback']['get']['responses'][200]['content']['application/json']['rows'][number];

/** What marketing answered to a rating, or the button that answers it; whoever rated reads it on their first screen. */
export function AnswerTap({ row }: { row: Row }) {
  const { t } = useTranslation();
  const mayAnswer = useRight('feedback.answer');
  const [isOpen, { open, close }] = useDisclosure();
  const [text, setText] = useState('');
  const path = { cycleId: row.cycleId, memberId: row.memberId };
  const url = '/api/feedback/{cycleId}/answers/{memberId}';
  const refresh = () => void queryClient.invalidateQueries();
  const takeBack = useMutation({
    mutationFn: () => answer(api.DELETE(url, { params: { path } })),
    onSuccess: () => {
      sayDone(t('feedback.answerTakenBack'));
      refresh();
    },
    onError: sayFailed,
  });
  const send = useMutation({
    mutationFn: () => answer(api.PUT(url, { params: { path }, body: { text: text.trim() } })),
    onSuccess: () => {
      close();
      setText('');
      sayUndoable(t('feedback.answerSent'), () => answer(api.DELETE(url, { params: { path } })));
      refresh();
    },
    onError: sayFailed,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  if (row.answer !== null)
    return (
      <>
        {row.answer}
        <Text size="xs" c="dimmed">
          {t('feedback.answerOf', { by: row.answeredBy, day: day(row.answeredAt) })}
        </Text>
        {mayAnswer && (
          <Button size="compact-xs" variant="subtle" loading={takeBack.isPending} onClick={() => takeBack.mutate()}>
            {t('feedback.takeAnswerBack')}
          </Button>
        )}
      </>
    );
  if (!mayAnswer) return null;
  const about = { name: row.memberName, account: row.accountName ?? t('feedback.unknownAccount') };
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={t('feedback.answerTo', about)} onClick={open}>
        {t('feedback.answer')}
      </Button>
      <Dialog opened={isOpen} close={close} title={t('feedback.answerTo', about)}>
        <form onSubmit={submit}>
          <Stack gap="sm">
            <Text size="sm">
              {t(`feedback.codes.${row.code}`)}
              {row.text && `: ${row.text}`}
            </Text>
            <Textarea
              required
              autosize
              minRows={2}
              maxLength={200}
              label={t('feedback.answerLabel')}
              description={t('feedback.answerHint')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group justify="flex-end">
              <Button type="submit" loading={send.isPending} disabled={text.trim() === ''}>
                {t('feedback.answerSend')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}

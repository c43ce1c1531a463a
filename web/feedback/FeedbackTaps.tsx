import { Button, Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { reasonsOfBad, type Code } from './codes.ts';

type Said = paths['/api/feedback/{cycleId}']['get']['responses'][200]['content']['application/json'];

/** 良い・違う on one hand-over: good is one tap, not right asks for one more. `about` names it where several stand together. */
export function FeedbackTaps({ cycleId, about }: { cycleId: string; about?: string }) {
  const { t } = useTranslation();
  const [isBad, setIsBad] = useState(false);
  const [text, setText] = useState('');
  const path = { cycleId };
  const said = useQuery({
    queryKey: ['feedback', cycleId],
    queryFn: () => answer<Said>(api.GET('/api/feedback/{cycleId}', { params: { path } })),
  });
  const give = useMutation({
    mutationFn: (code: Code) =>
      answer(api.PUT('/api/feedback/{cycleId}', { params: { path }, body: { code, text: text.trim() || null } })),
    onSuccess: () => {
      setIsBad(false);
      setText('');
      sayUndoable(t('feedback.thanks'), () => answer(api.DELETE('/api/feedback/{cycleId}', { params: { path } })));
      void queryClient.invalidateQueries({ queryKey: ['feedback'] });
    },
    onError: sayFailed,
  });
  const mine = said.data?.mine;
  return (
    <Stack gap={6} component="section" aria-label={about ? `${t('feedback.ask')} ${about}` : t('feedback.ask')}>
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {mine ? t('feedback.given', { code: t(`feedback.codes.${mine.code}`) }) : t('feedback.ask')}
        </Text>
        <Button
          size="compact-sm"
          variant={mine?.code === 'useful' ? 'filled' : 'default'}
          loading={give.isPending}
          onClick={() => give.mutate('useful')}
        >
          {t('feedback.good')}
        </Button>
        <Button
          size="compact-sm"
          variant={isBad || (mine && mine.code !== 'useful') ? 'light' : 'default'}
          color="orange"
          aria-expanded={isBad}
          onClick={() => setIsBad(!isBad)}
        >
          {t('feedback.bad')}
        </Button>
      </Group>
      {mine?.answer && (
        <Text size="sm">
          {t('feedback.answerOf', { by: mine.answeredBy, day: day(mine.answeredAt) })}: {mine.answer}
        </Text>
      )}
      {isBad && (
        <>
          <TextInput
            size="xs"
            maxLength={200}
            aria-label={t('feedback.note')}
            placeholder={t('feedback.note')}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Chip.Group value={mine?.code ?? ''} onChange={(code) => give.mutate(code as Code)}>
            <Group gap={6}>
              {reasonsOfBad.map((code) => (
                <Chip key={code} value={code} size="sm">
                  {t(`feedback.codes.${code}`)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
        </>
      )}
    </Stack>
  );
}

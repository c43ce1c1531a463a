import { Alert, Button, Center, Loader, Paper, Radio, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { day } from '../parts/format.ts';
import { reasonsOfBad, type Code } from './codes.ts';

type Opened = paths['/api/feedback-links/open']['post']['responses'][200]['content']['application/json'];

/** Where the links of a letter lead: whom it is about, and one button that sends. Opening it changes nothing. */
export function FeedbackLinkPage() {
  const { t } = useTranslation();
  const [{ token, code: asked }] = useState(() => {
    const given = new URLSearchParams(location.hash.slice(1));
    return { token: given.get('token') ?? '', code: given.get('code') ?? 'useful' };
  });
  const codes: Code[] = ['useful', ...reasonsOfBad];
  const [code, setCode] = useState<Code>(codes.find((one) => one === asked) ?? 'useful');
  const [text, setText] = useState('');
  const opened = useQuery({
    queryKey: ['feedback-link', token],
    queryFn: () => answer<Opened>(api.POST('/api/feedback-links/open', { body: { token } })),
  });
  const confirm = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/feedback-links/confirm', { body: { token, code, text: text.trim() || null } })),
  });
  const failed = opened.error ?? confirm.error;
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper p="xl" withBorder w={440} maw="100%">
        <Stack>
          <Title order={1}>{t('feedback.linkTitle')}</Title>
          {opened.isPending && <Loader aria-label={t('common.loading')} />}
          {failed && <Alert color="red">{failed.message}</Alert>}
          {confirm.isSuccess && <Alert color="teal">{t('feedback.done')}</Alert>}
          {opened.data && !confirm.isSuccess && (
            <>
              <Text>
                {t('feedback.linkLead', {
                  name: opened.data.memberName,
                  account: opened.data.accountName ?? t('feedback.unknownAccount'),
                  day: day(opened.data.handedOn),
                })}
              </Text>
              {opened.data.saidBefore && (
                <Text size="sm" c="dimmed">
                  {t('feedback.saidBefore', { code: t(`feedback.codes.${opened.data.saidBefore}`) })}
                </Text>
              )}
              <Radio.Group aria-label={t('feedback.ask')} value={code} onChange={(next) => setCode(next as Code)}>
                <Stack gap={8}>
                  {codes.map((one) => (
                    <Radio key={one} value={one} label={t(`feedback.codes.${one}`)} />
                  ))}
                </Stack>
              </Radio.Group>
              <Textarea
                label={t('feedback.note')}
                maxLength={200}
                autosize
                minRows={2}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
              <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
                {t('feedback.confirm')}
              </Button>
            </>
          )}
        </Stack>
      </Paper>
    </Center>
  );
}

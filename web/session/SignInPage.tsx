import { Alert, Button, Center, Paper, PasswordInput, Stack, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answer, api, queryClient } from '../api/client.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => answer<{ isDone: boolean; world: string }>(api.GET('/api/setup')),
  });
  const signIn = useMutation({
    mutationFn: async () => {
      const response = await fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': document.documentElement.lang },
        body: JSON.stringify({ email, password }),
      });
      if (response.ok) return;
      const { code, message } = (await response.json().catch(() => ({}))) as { code?: string; message?: string };
      const sentence = t(response.status === 429 ? 'session.tooOften' : 'session.wrong');
      throw new ApiError(response.status, 'sign_in', code === 'sign_in_paused' && message ? message : sentence);
    },
    onSuccess: () => {
      queryClient.clear();
      location.assign('/');
    },
  });
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper p="xl" withBorder w={400} maw="100%">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate();
          }}
        >
          <Stack>
            <Title order={1}>{t('session.title')}</Title>
            {setup.data?.world === 'demo' && (
              <Alert color="yellow">
                {t('session.demoSignIn', { email: 'admin@shiomi-mechatro.example.jp', password: 'mori-demo-2026' })}
              </Alert>
            )}
            {signIn.isError && (
              <Alert color="red" role="alert">
                {signIn.error.message}
              </Alert>
            )}
            <TextInput
              label={t('session.email')}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordInput
              label={t('session.password')}
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
            <Button type="submit" loading={signIn.isPending}>
              {t('session.signIn')}
            </Button>
          </Stack>
        </form>
      </Paper>
    </Center>
  );
}

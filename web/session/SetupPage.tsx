import {
  Alert,
  Anchor,
  Button,
  Container,
  Paper,
  PasswordInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';

/** The two doors of a first start: the demo company, or own data. */
export function SetupPage() {
  const { t } = useTranslation();
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => answer<{ isDone: boolean }>(api.GET('/api/setup')) });
  const demo = useMutation({
    mutationFn: () => answer(api.POST('/api/setup/demo', { body: { token } })),
    onSuccess: () => location.assign('/sign-in'),
  });
  const own = useMutation({
    mutationFn: async () => {
      await answer(api.POST('/api/setup', { body: { ...person, token } }));
      await fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: person.email, password: person.password }),
      });
    },
    onSuccess: () => location.assign('/'),
  });
  const set = (field: keyof typeof person) => (event: React.ChangeEvent<HTMLInputElement>) =>
    setPerson({ ...person, [field]: event.currentTarget.value });
  return (
    <Container size="md" py="xl" component="main">
      <Title order={1} mb={4}>
        {t('session.setupTitle')}
      </Title>
      <Text c="dimmed" mb="xl">
        {t('session.setupLead')}
      </Text>
      {setup.data?.isDone && (
        <Alert color="yellow" mb="md">
          {t('session.alreadySetUp')} <Anchor href="/sign-in">{t('session.signIn')}</Anchor>
        </Alert>
      )}
      {(own.error ?? demo.error) && (
        <Alert color="red" role="alert" mb="md">
          {(own.error ?? demo.error)?.message}
        </Alert>
      )}
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Paper p="lg" withBorder>
          <Stack h="100%">
            <Title order={2}>{t('session.demoTitle')}</Title>
            <Text size="sm" style={{ flex: 1 }}>
              {t('session.demoText')}
            </Text>
            <Button
              variant="light"
              loading={demo.isPending}
              disabled={setup.data?.isDone}
              onClick={() => demo.mutate()}
            >
              {demo.isPending ? t('session.switching') : t('session.demoButton')}
            </Button>
          </Stack>
        </Paper>
        <Paper p="lg" withBorder>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              own.mutate();
            }}
          >
            <Stack>
              <Title order={2}>{t('session.ownTitle')}</Title>
              <Text size="sm">{t('session.ownText')}</Text>
              <TextInput
                label={t('session.name')}
                required
                value={person.name}
                onChange={set('name')}
                autoComplete="name"
              />
              <TextInput
                label={t('session.email')}
                type="email"
                required
                value={person.email}
                onChange={set('email')}
                autoComplete="username"
              />
              <PasswordInput
                label={t('session.password')}
                description={t('session.passwordHint')}
                minLength={12}
                required
                value={person.password}
                onChange={set('password')}
                autoComplete="new-password"
              />
              <Button type="submit" loading={own.isPending} disabled={setup.data?.isDone}>
                {t('session.ownButton')}
              </Button>
            </Stack>
          </form>
        </Paper>
      </SimpleGrid>
    </Container>
  );
}

import {
  ActionIcon,
  Alert,
  AppShell,
  Box,
  Burger,
  Button,
  Group,
  Loader,
  NavLink,
  Text,
  Tooltip,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, answer, api, queryClient } from '../api/client.ts';
import { useMe } from '../session/me.ts';
import { chooseLanguage } from '../words/i18n.ts';
import { Find } from './Find.tsx';
import { NotYours } from './NotFound.tsx';
import { useSwitchWorld } from '../session/switch-world.ts';

/** Navigation of users.md §4: the steps in the order of the work. A step stands here from its first screen on. */
const sections = [
  { title: 'home', links: [['/', 'homeToday', 'signed_in']] },
  {
    title: 'data',
    links: [
      ['/imports', 'imports', 'imports.read'],
      ['/one-lead', 'oneLead', 'leads.take'],
      ['/reviews', 'reviews', 'reviews.read'],
      ['/sfa', 'sfa', 'settings.read'],
      ['/clean', 'clean', 'lists.clean'],
    ],
  },
  {
    title: 'targets',
    links: [
      ['/wish-lists', 'wish', 'targets.read'],
      ['/targets', 'targetList', 'targets.read'],
    ],
  },
  {
    title: 'companies',
    links: [
      ['/accounts', 'accounts', 'accounts.read'],
      ['/people', 'people', 'accounts.read'],
      ['/deals', 'deals', 'deals.read'],
      ['/job-changes', 'jobChanges', 'reviews.read'],
      ['/closed-accounts', 'closedAccounts', 'reviews.read'],
    ],
  },
  {
    title: 'handover',
    links: [
      ['/handovers', 'handovers', 'handovers.read'],
      ['/routing', 'routing', 'settings.read'],
      ['/reassignments', 'reassignments', 'reassignments.read'],
      ['/absences', 'absences', 'absences.read'],
    ],
  },
  {
    title: 'results',
    links: [
      ['/kpis', 'kpis', 'kpis.read'],
      ['/plans', 'plans', 'kpis.read'],
      ['/waterfall', 'waterfall', 'waterfall.read'],
      ['/comparison', 'comparison', 'waterfall.read'],
      ['/rejections', 'rejections', 'waterfall.read'],
      ['/replay', 'replay', 'waterfall.read'],
      ['/reports', 'report', 'reports.read'],
    ],
  },
  { title: 'weekly', links: [['/meetings', 'meetings', 'meetings.read']] },
] as const;

const rights: readonly (readonly [string, string])[] = [
  ...sections.flatMap(({ links }): [string, string][] => links.map(([to, , right]) => [to, right])),
  ['/settings', 'settings.read'],
];

/** The right that a screen asks for, with everything beneath its address. */
const rightOf = (pathname: string) => rights.find(([to]) => pathname === to || pathname.startsWith(`${to}/`))?.[1];

export function AppFrame() {
  const { t, i18n } = useTranslation();
  const [isOpen, { toggle, close }] = useDisclosure();
  const me = useMe();
  const { pathname } = useLocation();
  const { setColorScheme, colorScheme } = useMantineColorScheme();
  const switchWorld = useSwitchWorld();
  if (me.isPending) return <Loader m="xl" role="status" aria-label={t('common.loading')} />;
  if (me.isError)
    return me.error instanceof ApiError && me.error.status === 401 ? (
      <ToSignIn />
    ) : (
      <Alert color="red" m="xl">
        {me.error.message}
      </Alert>
    );
  const may = (right: string) => right === 'signed_in' || me.data.rights.includes(right);
  const shown = sections
    .map(({ title, links }) => ({ title, links: links.filter(([, , right]) => may(right)) }))
    .filter(({ links }) => links.length > 0);
  const right = rightOf(pathname);
  const isTheirs = right === undefined || may(right);
  const signOut = async () => {
    await answer(api.POST('/api/auth/sign-out')).catch(() => undefined);
    queryClient.clear();
    location.assign('/sign-in');
  };
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <Burger opened={isOpen} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('nav.home')} />
            <Text
              component={Link}
              to="/"
              fw={700}
              size="lg"
              c="teal"
              style={{ textDecoration: 'none', whiteSpace: 'nowrap' }}
            >
              Mori 銛
            </Text>
          </Group>
          <Group gap={6} wrap="nowrap">
            <Find />
            <Text size="sm" visibleFrom="sm">
              {me.data.name}
            </Text>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => chooseLanguage(i18n.language === 'ja' ? 'en' : 'ja')}
              lang={i18n.language === 'ja' ? 'en' : 'ja'}
            >
              {t('common.language')}
            </Button>
            <Tooltip label={t('common.theme')}>
              <ActionIcon
                variant="subtle"
                aria-label={t('common.theme')}
                onClick={() => setColorScheme(colorScheme === 'dark' ? 'light' : 'dark')}
              >
                ◐
              </ActionIcon>
            </Tooltip>
            <Button variant="subtle" size="compact-sm" color="gray" onClick={signOut}>
              {t('common.signOut')}
            </Button>
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t('common.menu')} style={{ overflowY: 'auto' }}>
        {shown.map((section) => (
          <Box key={section.title} mb={6}>
            <Text size="xs" fw={600} c="dimmed" px="xs" pt={6} pb={2}>
              {t(`nav.${section.title}`)}
            </Text>
            {section.links.map(([to, word]) => (
              <NavLink
                key={to}
                component={Link}
                to={to}
                label={t(`nav.${word}`)}
                active={to === '/' ? pathname === '/' : pathname.startsWith(to)}
                onClick={close}
                style={{ borderRadius: 6 }}
                py={6}
              />
            ))}
          </Box>
        ))}
        <NavLink
          component={Link}
          to="/notices"
          label={t('nav.notices')}
          active={pathname.startsWith('/notices')}
          onClick={close}
          style={{ borderRadius: 6 }}
          py={6}
        />
        {may('settings.read') && (
          <NavLink
            component={Link}
            to="/settings"
            label={t('nav.settings')}
            active={pathname.startsWith('/settings')}
            onClick={close}
            style={{ borderRadius: 6 }}
            py={6}
          />
        )}
      </AppShell.Navbar>
      <AppShell.Main>
        {me.data.world === 'demo' && (
          <Alert color="yellow" mb="md" py={6} className="no-print">
            <Group justify="space-between" gap="xs">
              <Text size="sm">{t('session.demoBanner')}</Text>
              {may('world.switch') && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={switchWorld.isPending}
                  onClick={() => switchWorld.mutate('own')}
                >
                  {t('session.toOwn')}
                </Button>
              )}
            </Group>
          </Alert>
        )}
        {isTheirs ? <Outlet /> : <NotYours />}
      </AppShell.Main>
    </AppShell>
  );
}

/** Strangers sign in first. A whole new page, so that nothing of an earlier session stays in memory. */
function ToSignIn() {
  useEffect(() => location.replace('/sign-in'), []);
  return null;
}

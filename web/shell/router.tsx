import { createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { Loader } from '@mantine/core';
import { AppFrame } from './AppFrame.tsx';
import { NotFound } from './NotFound.tsx';
import { SignInPage } from '../session/SignInPage.tsx';
import { SetupPage } from '../session/SetupPage.tsx';

const page = <T extends string>(load: () => Promise<Record<T, ComponentType>>, name: T) => {
  const Page: ComponentType = lazy(async () => ({ default: (await load())[name] as ComponentType }));
  return () => (
    <Suspense fallback={<Loader role="status" aria-label="…" />}>
      <Page />
    </Suspense>
  );
};

const root = createRootRoute({ component: Outlet });
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInPage });
const setup = createRoute({ getParentRoute: () => root, path: '/setup', component: SetupPage });
const feedback = createRoute({
  getParentRoute: () => root,
  path: '/feedback',
  component: page(() => import('../feedback/FeedbackLinkPage.tsx'), 'FeedbackLinkPage'),
});
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: AppFrame });
const under = <P extends string>(path: P, component: () => React.ReactNode) =>
  createRoute({ getParentRoute: () => frame, path, component });

const pages = [
  under(
    '/',
    page(() => import('../home/HomePage.tsx'), 'HomePage'),
  ),
  under(
    '/imports',
    page(() => import('../imports/ImportList.tsx'), 'ImportList'),
  ),
  under(
    '/imports/$id',
    page(() => import('../imports/ImportPage.tsx'), 'ImportPage'),
  ),
  under(
    '/one-lead',
    page(() => import('../leads/OneLeadPage.tsx'), 'OneLeadPage'),
  ),
  under(
    '/reviews',
    page(() => import('../reviews/ReviewPage.tsx'), 'ReviewPage'),
  ),
  under(
    '/reviews/re-decide',
    page(() => import('../reviews/ReDecidePage.tsx'), 'ReDecidePage'),
  ),
  under(
    '/reviews/audit',
    page(() => import('../reviews/AuditPage.tsx'), 'AuditPage'),
  ),
  under(
    '/job-changes',
    page(() => import('../job-changes/JobChangePage.tsx'), 'JobChangePage'),
  ),
  under(
    '/accounts',
    page(() => import('../accounts/AccountList.tsx'), 'AccountList'),
  ),
  under(
    '/accounts/$id',
    page(() => import('../accounts/AccountPage.tsx'), 'AccountPage'),
  ),
  under(
    '/people',
    page(() => import('../people/PersonList.tsx'), 'PersonList'),
  ),
  under(
    '/people/departments/$departmentId',
    page(() => import('../people/PersonList.tsx'), 'PersonList'),
  ),
  under(
    '/people/accounts/$accountId',
    page(() => import('../people/PersonList.tsx'), 'PersonList'),
  ),
  under(
    '/people/accounts/$accountId/deciders',
    page(() => import('../people/PersonList.tsx'), 'DeciderList'),
  ),
  under(
    '/people/$id',
    page(() => import('../people/PersonPage.tsx'), 'PersonPage'),
  ),
  under(
    '/deals',
    page(() => import('../deals/DealPage.tsx'), 'DealPage'),
  ),
  under(
    '/clean',
    page(() => import('../clean/CleanPage.tsx'), 'CleanPage'),
  ),
  under(
    '/closed-accounts',
    page(() => import('../register/ClosedAccounts.tsx'), 'ClosedAccounts'),
  ),
  under(
    '/targets',
    page(() => import('../targets/TargetPage.tsx'), 'TargetPage'),
  ),
  under(
    '/wish-lists',
    page(() => import('../targets/WishListPage.tsx'), 'WishListPage'),
  ),
  under(
    '/handovers',
    page(() => import('../handovers/HandoverPage.tsx'), 'HandoverPage'),
  ),
  under(
    '/absences',
    page(() => import('../absences/AbsencePage.tsx'), 'AbsencePage'),
  ),
  under(
    '/routing',
    page(() => import('../routing/RoutingPage.tsx'), 'RoutingPage'),
  ),
  under(
    '/reassignments',
    page(() => import('../reassignments/ReassignmentPage.tsx'), 'ReassignmentPage'),
  ),
  under(
    '/reassignments/$id/letters',
    page(() => import('../reassignments/LetterPage.tsx'), 'LetterPage'),
  ),
  under(
    '/kpis',
    page(() => import('../kpis/KpiPage.tsx'), 'KpiPage'),
  ),
  under(
    '/plans',
    page(() => import('../plans/PlanPage.tsx'), 'PlanPage'),
  ),
  under(
    '/waterfall',
    page(() => import('../waterfall/WaterfallPage.tsx'), 'WaterfallPage'),
  ),
  under(
    '/meetings',
    page(() => import('../meetings/MeetingPage.tsx'), 'MeetingPage'),
  ),
  under(
    '/comparison',
    page(() => import('../comparison/ComparisonPage.tsx'), 'ComparisonPage'),
  ),
  under(
    '/rejections',
    page(() => import('../rejections/RejectionPage.tsx'), 'RejectionPage'),
  ),
  under(
    '/replay',
    page(() => import('../replay/ReplayPage.tsx'), 'ReplayPage'),
  ),
  under(
    '/notices',
    page(() => import('../notices/NoticePage.tsx'), 'NoticePage'),
  ),
  under(
    '/sfa',
    page(() => import('../sfa/SfaPage.tsx'), 'SfaPage'),
  ),
  under(
    '/reports',
    page(() => import('../report/ReportPage.tsx'), 'ReportPage'),
  ),
  under(
    '/settings',
    page(() => import('../settings/SettingsPage.tsx'), 'SettingsPage'),
  ),
  under('/$', NotFound),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([signIn, setup, feedback, frame.addChildren(pages)]),
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type AnyRouter,
} from '@tanstack/react-router';
import { isSignedOut } from './api/client.ts';
import { meQuery } from './api/me.ts';
import { Frame } from './frame/frame.tsx';
import { NoPage } from './parts/state/no-page.tsx';
import { PageFault } from './parts/state/page-fault.tsx';
import { PageSkeleton } from './parts/state/skeleton.tsx';
import { SignInPage } from './pages/sign-in/sign-in-page.tsx';
import { readScope, type Scope } from './state/scope.ts';

const root = createRootRouteWithContext<{ readonly client: QueryClient }>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: (search): { to?: string } => (typeof search['to'] === 'string' ? { to: search['to'] } : {}),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./pages/invitation/invitation-page.tsx'), 'InvitationPage'),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('./pages/new-password/new-password-page.tsx'), 'NewPasswordPage'),
});

/** Everything that only who is signed in sees. What is looked at (period, team, source …) stands in the address. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Frame,
  validateSearch: (search): Scope & Record<string, unknown> => ({ ...search, ...readScope(search) }),
  beforeLoad: async ({ context, location }) => {
    try {
      await context.client.query({ ...meQuery, staleTime: 'static' });
    } catch (error) {
      if (isSignedOut(error)) redirect({ to: '/sign-in', search: { to: location.href }, throw: true });
      throw error;
    }
  },
  errorComponent: PageFault,
  pendingComponent: PageSkeleton,
});

const home = createRoute({
  getParentRoute: () => inside,
  path: '/',
  beforeLoad: ({ context }) => {
    const me = context.client.getQueryData(meQuery.queryKey);
    redirect({ to: me?.role === 'rep' ? '/follow-ups' : '/board', throw: true });
  },
});

const board = createRoute({
  getParentRoute: () => inside,
  path: '/board',
  component: lazyRouteComponent(() => import('./pages/board/board-page.tsx'), 'BoardPage'),
});

const accounts = createRoute({
  getParentRoute: () => inside,
  path: '/accounts',
  component: lazyRouteComponent(() => import('./pages/accounts/accounts-page.tsx'), 'AccountsPage'),
});

const account = createRoute({
  getParentRoute: () => inside,
  path: '/accounts/$account',
  component: lazyRouteComponent(() => import('./pages/account/account-page.tsx'), 'AccountPage'),
});

const risk = createRoute({
  getParentRoute: () => inside,
  path: '/risk',
  component: lazyRouteComponent(() => import('./pages/risk/risk-page.tsx'), 'RiskPage'),
});

const presentations = createRoute({
  getParentRoute: () => inside,
  path: '/presentations',
  component: lazyRouteComponent(() => import('./pages/presentations/presentations-page.tsx'), 'PresentationsPage'),
});

const followUps = createRoute({
  getParentRoute: () => inside,
  path: '/follow-ups',
  component: lazyRouteComponent(() => import('./pages/follow-ups/follow-ups-page.tsx'), 'FollowUpsPage'),
});

const log = createRoute({
  getParentRoute: () => inside,
  path: '/log',
  component: lazyRouteComponent(() => import('./pages/log/log-page.tsx'), 'LogPage'),
});

const settings = createRoute({
  getParentRoute: () => inside,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsPage'),
});

const settingsSection = createRoute({
  getParentRoute: () => inside,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.tsx'), 'SettingsSectionPage'),
});

const people = createRoute({
  getParentRoute: () => inside,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/people/people-page.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => inside,
  path: '/people/$rep',
  component: lazyRouteComponent(() => import('./pages/rep/rep-page.tsx'), 'RepPage'),
});

const own = createRoute({
  getParentRoute: () => inside,
  path: '/me',
  component: lazyRouteComponent(() => import('./pages/rep/rep-page.tsx'), 'OwnPage'),
});

const numbers = createRoute({
  getParentRoute: () => inside,
  path: '/numbers',
  component: lazyRouteComponent(() => import('./pages/numbers/numbers-page.tsx'), 'NumbersPage'),
});

const process = createRoute({
  getParentRoute: () => inside,
  path: '/process',
  component: lazyRouteComponent(() => import('./pages/process/process-page.tsx'), 'ProcessPage'),
});

const questions = createRoute({
  getParentRoute: () => inside,
  path: '/questions',
  component: lazyRouteComponent(() => import('./pages/questions/questions-page.tsx'), 'QuestionsPage'),
});

const importing = createRoute({
  getParentRoute: () => inside,
  path: '/import',
  component: lazyRouteComponent(() => import('./pages/import/import-page.tsx'), 'ImportPage'),
});

const routes = root.addChildren([
  signIn,
  invitation,
  newPassword,
  inside.addChildren([
    home,
    board,
    people,
    person,
    own,
    accounts,
    account,
    risk,
    presentations,
    numbers,
    process,
    questions,
    followUps,
    log,
    importing,
    settings,
    settingsSection,
  ]),
]);

/** The pages by their addresses. */
export function createAppRouter(client: QueryClient): AnyRouter {
  return createRouter({
    routeTree: routes,
    context: { client },
    defaultPreload: 'intent',
    defaultErrorComponent: PageFault,
    defaultPendingComponent: PageSkeleton,
    defaultNotFoundComponent: NoPage,
    scrollRestoration: true,
  });
}

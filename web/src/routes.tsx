import type { Role } from '@outpace/protocol/sign-in.ts';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { RefusalError } from './api/client.ts';
import { HOME_OF, meQuery } from './api/me.ts';
import { PageFault, PageMissing, PageWaiting } from './ui/page-states.tsx';

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createRoutes>;
  }
}

/** The places of the product; each is loaded when somebody goes there. */
export function createRoutes(queries: QueryClient) {
  const only = (...roles: readonly Role[]) => ({ beforeLoad: () => guard(queries, roles) });
  const getParentRoute = () => root;
  const root = createRootRoute({ component: Outlet });

  const signIn = lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage');
  const agent = lazyRouteComponent(() => import('./agent/workspace.tsx'), 'Workspace');
  const desk = lazyRouteComponent(() => import('./supervisor/console.tsx'), 'SupervisorConsole');
  const admin = lazyRouteComponent(() => import('./admin/admin-pages.tsx'), 'AdminPages');
  const forDesk = only('supervisor', 'administrator');

  const routeTree = root.addChildren([
    createRoute({ getParentRoute, path: '/', ...only() }),
    createRoute({ getParentRoute, path: '/sign-in', component: signIn }),
    createRoute({ getParentRoute, path: '/agent', component: agent, ...only('agent') }),
    createRoute({ getParentRoute, path: '/supervisor', component: desk, ...forDesk }),
    createRoute({ getParentRoute, path: '/supervisor/$groupId', component: desk, ...forDesk }),
    createRoute({ getParentRoute, path: '/admin', component: admin, ...forDesk }),
    createRoute({ getParentRoute, path: '/admin/$section', component: admin, ...forDesk }),
    createRoute({ getParentRoute, path: '/admin/$section/$id', component: admin, ...forDesk }),
  ]);
  return createRouter({
    routeTree,
    defaultErrorComponent: PageFault,
    defaultNotFoundComponent: PageMissing,
    defaultPendingComponent: PageWaiting,
  });
}

/** Sends people without a session to the sign-in, and those in the wrong place to their own. */
async function guard(queries: QueryClient, roles: readonly Role[]): Promise<void> {
  const me = await queries.ensureQueryData(meQuery).catch((problem: unknown) => {
    if (problem instanceof RefusalError && problem.code === 'NOT_SIGNED_IN') return undefined;
    throw problem;
  });
  if (me === undefined) throw redirect({ to: '/sign-in' });
  if (!roles.includes(me.role)) throw redirect({ to: HOME_OF[me.role] });
}

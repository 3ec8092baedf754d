import type { Role } from '@outpace/protocol/sign-in.ts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { scopeGroup } from './token-scopes.ts';

/** Who may use a route. `open`: nobody has to be signed in. */
export type Access = 'open' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyInstance {
    /** Groups of the API document, as scopes of tokens call them. */
    scopeGroups: Set<string>;
  }
}

/** Administrators may do everything that supervisors may; agents are another kind of work. */
const ALLOWED = {
  anyone: ['agent', 'supervisor', 'administrator'],
  agent: ['agent'],
  supervisor: ['supervisor', 'administrator'],
  administrator: ['administrator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Spread into the options of a route: checked before the body is even read. */
export const requires = (who: keyof typeof ALLOWED): { config: { access: Access } } => ({
  config: { access: ALLOWED[who] },
});

/** For the few routes that strangers need. */
export const openToAll: { config: { access: Access } } = { config: { access: 'open' } };

export const mayUse = (access: Access, role: Role): boolean =>
  access === 'open' || access.includes(role);

/**
 * Refuses to start with a route that does not say who may use it, so that forgetting is found at
 * once and not by a stranger. Also writes the roles into the API document.
 */
export function declareAccess(app: FastifyInstance): void {
  const groups = new Set<string>();
  app.decorate('scopeGroups', groups);
  app.addHook('onRoute', (route: RouteOptions) => {
    const access = route.config?.access;
    if (access === undefined) {
      throw new Error(`bug: ${route.method} ${route.url} does not say who may use it`);
    }
    for (const tag of route.schema?.tags ?? []) groups.add(scopeGroup(tag));
    if (access === 'open') return;
    route.schema = Object.assign({}, route.schema, {
      'x-roles': access,
      security: [{ session: [] }, { token: [] }],
    });
  });
}

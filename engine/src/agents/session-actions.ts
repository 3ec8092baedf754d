import type { RefusalCode } from '../basics/refusal.ts';
import type { AgentPhase } from './agent-session.ts';

/** What an agent does with the session and not with one interaction. */
export const SESSION_ACTIONS = ['log-off', 'new-call', 'exit'] as const;
export type SessionAction = (typeof SESSION_ACTIONS)[number];

const ALWAYS = {
  'not-ready': 'allowed',
  ready: 'allowed',
  previewing: 'allowed',
  placing: 'allowed',
  internal: 'allowed',
  reserved: 'allowed',
  talking: 'allowed',
  consulted: 'allowed',
  'wrap-up': 'allowed',
} as const;

/**
 * Refuses the command and is sent with the view, like the table of interactions. Whoever is on the
 * line for somebody who is being dialed cannot leave; a browser cannot be kept from closing, so
 * there the page asks first.
 */
export const SESSION_PERMISSIONS: Readonly<
  Record<SessionAction, Readonly<Record<AgentPhase, 'allowed' | RefusalCode>>>
> = {
  'log-off': { ...ALWAYS, engaged: 'ENGAGED' },
  'new-call': { ...ALWAYS, engaged: 'ENGAGED' },
  exit: { ...ALWAYS, engaged: 'ENGAGED' },
};

export const sessionPermission = (
  action: SessionAction,
  phase: AgentPhase,
): 'allowed' | RefusalCode => SESSION_PERMISSIONS[action][phase];

import type { AgentPhase } from '@outpace/engine/agents/agent-session.ts';

/** What an agent is, on a screen: a phase of the engine, or logged off. */
export type ShownPhase = AgentPhase | 'logged-off';

/** One word for each, the same in the workspace and in the supervisor's tables. */
export const STATUS_WORDS: Readonly<Record<ShownPhase, string>> = {
  ready: 'Ready',
  'not-ready': 'Not Ready',
  previewing: 'Preview',
  placing: 'Calling',
  internal: 'Internal call',
  reserved: 'Reserved',
  engaged: 'Engaged',
  talking: 'On call',
  consulted: 'Consulted',
  'wrap-up': 'After call work',
  'logged-off': 'Logged off',
};

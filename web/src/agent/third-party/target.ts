import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';

/** Whom to call in, as it was chosen or typed. */
export type Target = Extract<AgentCommandBody, { target: unknown }>['target'];

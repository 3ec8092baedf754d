import { DIALING_MODES } from '@outpace/engine/campaigns/campaign.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { Type } from 'typebox';
import { PacingTargetBody } from './pacing.ts';
import { closed, id, instantMs, oneOf } from './schema.ts';

/*
 * Dial sessions over REST, for those who are no page: the same commands as on the supervisor
 * socket. `Idempotency-Key` is the command id; a repeated one gets the remembered answer.
 */

const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What of a row is promised; the rows carry everything that the supervisor socket shows. */
const SessionRowBody = Type.Unsafe<SessionRow>(
  Type.Object({
    groupId: id(),
    groupName: Type.String(),
    campaignId: id(),
    campaignName: Type.String(),
    agentGroupName: Type.String(),
    phase: oneOf(['loading', 'active', 'running', 'unloading']),
    since: instantMs(),
    mode: oneOf(DIALING_MODES),
    multiplier: Type.Number(),
    target: PacingTargetBody,
    autoComplete: Type.Boolean(),
    buffered: count('Leased chains nobody works on yet'),
  }),
);

const AgentRowBody = Type.Unsafe<AgentRow>(
  Type.Object({
    agentId: id(),
    name: Type.String(),
    groupIds: Type.Array(id()),
    phase: Type.String(),
    since: instantMs(),
    connected: Type.Boolean({ description: 'A browser of the agent is connected' }),
    calls: count('Since login'),
    contacts: count('Since login'),
  }),
);

/** GET /api/dial-sessions. */
export const DialSessions = closed({
  now: instantMs(),
  sessions: Type.Array(SessionRowBody),
  agents: Type.Array(AgentRowBody),
});
export type DialSessions = Type.Static<typeof DialSessions>;

/** POST /api/dial-sessions/:groupId/load. */
export const LoadBody = closed({ autoComplete: Type.Boolean() });

const mode = oneOf(DIALING_MODES);
const multiplier = Type.Number({ minimum: 0.1, maximum: 10 });

/** POST /api/dial-sessions/:groupId/start; what is left out stays as it was loaded. */
export const StartBody = closed({
  mode: Type.Optional(mode),
  multiplier: Type.Optional(multiplier),
});

/** POST /api/dial-sessions/:groupId/mode. */
export const ModeBody = closed({ mode, multiplier });

/** POST /api/dial-sessions/:groupId/target. */
export const TargetBody = closed({ target: PacingTargetBody });

/** The answer to every command; `waiting`: it is under way and ends by itself. */
export const CommandAnswer = closed({ done: oneOf(['done', 'waiting']) });
export type CommandAnswer = Type.Static<typeof CommandAnswer>;

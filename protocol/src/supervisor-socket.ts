import type { AgentId, CampaignGroupId, CommandId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { DIALING_MODES } from '@outpace/engine/campaigns/campaign.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { Type } from 'typebox';
import { PacingTargetBody } from './pacing.ts';
import { closed, id, oneOf } from './schema.ts';

/*
 * The supervisor socket: `GET /api/supervisor-socket`. A snapshot first, then the rows that
 * changed, at most four times a second. `load` names a group; the server reads its plan.
 */

const groupId = id<CampaignGroupId>();
const mode = oneOf(DIALING_MODES);
const multiplier = Type.Number({ minimum: 0.1, maximum: 10 });
const of = <Kind extends string>(type: Kind) => Type.Literal(type);

const status = oneOf(['ready', 'not-ready', 'logged-off']);

/** POST /api/agents/:agentId/status. */
export const AgentStatusBody = closed({ status });

export const SupervisorCommandBody = Type.Union([
  closed({ type: of('load'), groupId, autoComplete: Type.Boolean() }),
  closed({
    type: of('start'),
    groupId,
    mode: Type.Optional(mode),
    multiplier: Type.Optional(multiplier),
  }),
  closed({ type: of('stop'), groupId }),
  closed({ type: of('unload'), groupId }),
  closed({ type: of('force-unload'), groupId }),
  closed({ type: of('complete'), groupId }),
  closed({ type: of('set-mode'), groupId, mode, multiplier }),
  closed({ type: of('set-target'), groupId, target: PacingTargetBody }),
  closed({ type: of('set-auto-complete'), groupId, autoComplete: Type.Boolean() }),
  closed({ type: of('release-engagement'), agentId: id<AgentId>() }),
  closed({ type: of('set-agent-status'), agentId: id<AgentId>(), status }),
]);
export type SupervisorCommandBody = Type.Static<typeof SupervisorCommandBody>;

export const SupervisorClientMessage = Type.Union([
  closed({ type: of('hello'), protocol: Type.Integer() }),
  closed({ type: of('command'), id: id<CommandId>(), command: SupervisorCommandBody }),
  closed({ type: of('ping') }),
]);
export type SupervisorClientMessage = Type.Static<typeof SupervisorClientMessage>;

export type SupervisorServerMessage =
  | {
      readonly type: 'snapshot';
      readonly version: number;
      readonly now: number;
      readonly sessions: readonly SessionRow[];
      readonly agents: readonly AgentRow[];
    }
  | {
      readonly type: 'changed';
      /** One more than the last message's; a gap means: ask again with `hello`. */
      readonly version: number;
      readonly now: number;
      readonly sessions: readonly SessionRow[];
      readonly sessionsGone: readonly CampaignGroupId[];
      readonly agents: readonly AgentRow[];
      readonly agentsGone: readonly AgentId[];
    }
  | { readonly type: 'reply'; readonly id: CommandId; readonly ok: true }
  | {
      readonly type: 'reply';
      readonly id: CommandId;
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      readonly detail?: string;
    }
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  | { readonly type: 'pong' };

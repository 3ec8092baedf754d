import { AGENT_PHASES } from '@outpace/engine/agents/agent-session.ts';
import type { AgentGroupId, AgentId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { Permission } from '@outpace/engine/interactions/allowed-actions.ts';
import { Type } from 'typebox';
import { closed, id, oneOf } from './schema.ts';

/** What a favourite is of: a colleague, an agent group, or a phone number in E.164. */
export const TEAM_KINDS = ['agent', 'group', 'number'] as const;

const common = {
  favourite: Type.Boolean(),
  /** Whether it can be called into a call now (Transfer, Conference, Consult), or why not. */
  callIn: Type.Unsafe<Permission>(Type.String()),
};

/** Somebody or something that Team Communicator finds. */
export const TeamTarget = Type.Union([
  closed({
    kind: Type.Literal('agent'),
    id: id<AgentId>(),
    ...common,
    name: Type.String(),
    /** Whether this agent can be called for a talk between the two, or why not. */
    call: Type.Unsafe<Permission>(Type.String()),
    /** As the dialer has it now. */
    state: oneOf([...AGENT_PHASES, 'logged-off'] as const),
  }),
  closed({
    kind: Type.Literal('group'),
    id: id<AgentGroupId>(),
    ...common,
    name: Type.String(),
    /** Members who are ready, and who are logged on, now. */
    ready: Type.Integer(),
    loggedOn: Type.Integer(),
  }),
  /** The id is the number in E.164. */
  closed({
    kind: Type.Literal('number'),
    id: id(),
    ...common,
    /** Empty when no list of theirs names anybody. */
    name: Type.String(),
    listName: Type.String(),
    /** On the do-not-call list: a call would be refused. */
    suppressed: Type.Boolean(),
  }),
]);
export type TeamTarget = Type.Static<typeof TeamTarget>;

/** POST /api/team/search. Names and numbers travel in bodies, never in addresses. */
export const TeamSearchBody = closed({ text: Type.String({ minLength: 2, maxLength: 100 }) });
export type TeamSearchBody = Type.Static<typeof TeamSearchBody>;

/** Best first, at most 8 of a kind. A number that is typed in full is the first. */
export const TeamFound = closed({
  targets: Type.Array(TeamTarget),
  /** What was typed is no name; this is why it is no number either, yet. */
  problem: Type.Optional(Type.Unsafe<RefusalCode>(Type.String())),
});
export type TeamFound = Type.Static<typeof TeamFound>;

/** GET /api/team/mine */
export const TeamMine = closed({
  /** Agent groups that the agent is in. */
  groups: Type.Array(TeamTarget),
  favourites: Type.Array(TeamTarget),
  /** Called by hand or into a call, newest first, each once, at most 8. */
  recent: Type.Array(TeamTarget),
});
export type TeamMine = Type.Static<typeof TeamMine>;

/** PUT /api/team/favourites: keeps it at hand, or does not any more. Twice is once. */
export const FavouriteBody = closed({
  kind: oneOf(TEAM_KINDS),
  id: Type.String({ minLength: 1, maxLength: 60 }),
  favourite: Type.Boolean(),
});
export type FavouriteBody = Type.Static<typeof FavouriteBody>;

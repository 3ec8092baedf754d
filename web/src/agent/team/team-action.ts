import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { ThirdPurpose } from '@outpace/engine/interactions/third-party.ts';
import type { ManualView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import type { TeamTarget } from '@outpace/protocol/team.ts';

/** What can be done with whom Team Communicator finds; which ones, says who shows it. */
export type TeamAction = {
  readonly id: string;
  readonly label: string;
  /** It makes sense for a target of this kind at all. */
  readonly isFor: (target: TeamTarget) => boolean;
  /** Why it cannot be done now; undefined when it can. */
  readonly refused: (target: TeamTarget) => string | undefined;
  readonly run: (target: TeamTarget) => void;
};

/** Nothing that makes sense for it can be done now. */
export const isRefused = (target: TeamTarget, actions: readonly TeamAction[]): boolean =>
  actions.every((action) => !action.isFor(target) || action.refused(target) !== undefined);

/** Calls somebody into a call, if the dialer says that it can be done. */
export function callInAction(
  { way, label }: { readonly way: ThirdPurpose; readonly label: string },
  interactionId: InteractionId,
  send: (command: AgentCommandBody) => void,
): TeamAction {
  return {
    id: way,
    label,
    isFor: () => true,
    refused: ({ callIn }) => (callIn === 'allowed' ? undefined : REFUSALS[callIn]),
    run: (target) => send({ type: way, interactionId, target: wanted(target) }),
  };
}

type Wanted = Extract<AgentCommandBody, { target: unknown }>['target'];

function wanted({ kind, id }: TeamTarget): Wanted {
  switch (kind) {
    case 'agent':
      return { kind, agentId: id };
    case 'group':
      return { kind, agentGroupId: id };
    case 'number':
      return { kind, phone: id };
  }
}

/** A call to a colleague, for a talk between the two. */
export const colleagueAction = (send: (command: AgentCommandBody) => void): TeamAction => ({
  id: 'call-agent',
  label: 'Call now',
  isFor: ({ kind }) => kind === 'agent',
  refused: (target) =>
    target.kind !== 'agent' || target.call === 'allowed' ? undefined : REFUSALS[target.call],
  run: (target) =>
    target.kind === 'agent' ? send({ type: 'call-agent', agentId: target.id }) : undefined,
});

/** A call by hand, for each campaign that allows it where there are several. */
export function callActions(
  { permission, campaigns }: Pick<ManualView, 'permission' | 'campaigns'>,
  send: (command: AgentCommandBody) => void,
): readonly TeamAction[] {
  const refused = (target: TeamTarget): string | undefined => {
    if (permission !== 'allowed') return REFUSALS[permission];
    const isBlocked = target.kind === 'number' && target.suppressed;
    return isBlocked ? REFUSALS.NUMBER_SUPPRESSED : undefined;
  };
  const isFor = ({ kind }: TeamTarget): boolean => kind === 'number';
  if (campaigns.length < 2) {
    const run = ({ id }: TeamTarget): void => send({ type: 'call-number', phone: id });
    return [{ id: 'call', label: 'Call now', isFor, refused, run }];
  }
  return campaigns.map(({ groupId, name }) => ({
    id: `call ${groupId}`,
    label: `Call now for ${name}`,
    isFor,
    refused,
    run: ({ id }) => send({ type: 'call-number', phone: id, groupId }),
  }));
}

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

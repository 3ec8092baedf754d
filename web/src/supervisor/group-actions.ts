import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';

export type GroupAction = 'load' | 'start' | 'stop' | 'unload' | 'force-unload' | 'complete';

/** In the order of a group's life. The sentence is the preview of the effect. */
export const GROUP_ACTIONS: readonly {
  readonly action: GroupAction;
  readonly label: string;
  readonly effect: string;
}[] = [
  { action: 'load', label: 'Load', effect: 'Agents are told. Nobody is dialed.' },
  { action: 'start', label: 'Start', effect: 'Dials from now on.' },
  { action: 'stop', label: 'Stop', effect: 'No new calls; open ones finish.' },
  { action: 'unload', label: 'Unload', effect: 'Waits for open work, then ends.' },
  { action: 'complete', label: 'Complete', effect: 'Stops if needed, then unloads.' },
  { action: 'force-unload', label: 'Force unload', effect: 'Ends ringing calls and open work.' },
];

export const GROUP_COMMANDS = {
  load: (groupId, autoComplete) => ({ type: 'load', groupId, autoComplete }),
  start: (groupId) => ({ type: 'start', groupId }),
  stop: (groupId) => ({ type: 'stop', groupId }),
  unload: (groupId) => ({ type: 'unload', groupId }),
  'force-unload': (groupId) => ({ type: 'force-unload', groupId }),
  complete: (groupId) => ({ type: 'complete', groupId }),
} as const satisfies Readonly<
  Record<GroupAction, (groupId: CampaignGroupId, autoComplete: boolean) => SupervisorCommandBody>
>;

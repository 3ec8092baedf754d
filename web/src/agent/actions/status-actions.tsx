import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import type { PaletteItem } from '../../ui/palette.tsx';
import type { ShownPhase } from '../../ui/status-words.ts';
import { reasonsToChoose } from '../status-text.ts';

export type StatusAction = {
  readonly id: string;
  readonly label: string;
  readonly mark: ShownPhase;
  readonly group: 'ready' | 'not-ready' | 'away' | 'out';
  readonly key?: string;
  readonly command: AgentCommandBody;
};

/** The statuses that an agent may ask for, in the order of the menu. */
export function statusActions(reasons: AgentView['reasons']): readonly StatusAction[] {
  const notReady = (reason: string): AgentCommandBody => ({ type: 'set-not-ready', reason });
  const away = { mark: 'not-ready', group: 'away' } as const;
  return [
    {
      id: 'ready',
      label: 'Ready',
      mark: 'ready',
      group: 'ready',
      key: 'Alt R',
      command: { type: 'set-ready' },
    },
    ...reasonsToChoose(reasons).map(
      ({ code, label }): StatusAction => ({
        id: `not-ready-${code}`,
        label,
        mark: 'not-ready',
        group: 'not-ready',
        command: notReady(code),
      }),
    ),
    { id: 'acw', label: 'After Call Work', ...away, command: notReady('after-call-work') },
    { id: 'dnd', label: 'Do Not Disturb', ...away, command: notReady('do-not-disturb') },
    {
      id: 'log-off',
      label: 'Log off',
      mark: 'logged-off',
      group: 'out',
      command: { type: 'log-off' },
    },
  ];
}

/** The same in the palette, where a reason alone would not say enough. */
export const statusItems = (
  reasons: AgentView['reasons'],
  run: (command: AgentCommandBody) => void,
): readonly PaletteItem[] =>
  statusActions(reasons).map(({ id, label, group, key, command }) => ({
    id,
    label: group === 'not-ready' ? `Not Ready (${label})` : label,
    key,
    run: () => run(command),
  }));

import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import type { PaletteItem } from '../../ui/palette.tsx';
import type { ShownPhase } from '../../ui/status-words.ts';
import type { KeyedAction } from '../keys/key-table.ts';
import { reasonsToChoose } from '../status/status-text.ts';

export type StatusAction = {
  readonly id: string;
  readonly label: string;
  readonly mark: ShownPhase;
  readonly group: 'ready' | 'not-ready' | 'away' | 'out';
  /** Those with a row in the table of keys. */
  readonly action?: KeyedAction;
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
      action: 'set-ready',
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
      action: 'log-off',
      mark: 'logged-off',
      group: 'out',
      command: { type: 'log-off' },
    },
  ];
}

/** Those without a key in the palette, where a reason alone would not say enough. */
export const statusItems = (
  reasons: AgentView['reasons'],
  run: (command: AgentCommandBody) => void,
): readonly PaletteItem[] =>
  statusActions(reasons)
    .filter(({ action }) => action === undefined)
    .map(({ id, label, group, command }) => ({
      id,
      label: group === 'not-ready' ? `Not Ready (${label})` : label,
      run: () => run(command),
    }));

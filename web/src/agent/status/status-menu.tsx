import { Button, Menu } from '@mantine/core';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { IconChevronDown } from '@tabler/icons-react';
import { Fragment, memo, useState } from 'react';
import { Clock } from '../../ui/clock.tsx';
import { ErrorLine } from '../../ui/error-line.tsx';
import { StatusMark } from '../../ui/status-mark.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { type StatusAction, statusActions } from '../actions/status-actions.tsx';
import { ariaKey, KeyHint } from '../keys/key-hint.tsx';
import { KEYS } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import type { CommandRun } from '../use-command.tsx';
import { pendingText, reasonLabel } from './status-text.ts';

type Props = Pick<AgentView, 'status' | 'reasons'> & { readonly command: CommandRun };

/** State and time in state, always; what was asked for and waits; and the way to another. */
export const StatusMenu = memo(({ status, reasons, command }: Props) => {
  const reason = status.reason ? reasonLabel(status.reason, reasons) : undefined;
  // A log-off that waits has a line of its own, with the way back.
  const pending = status.pending?.to === 'logged-off' ? undefined : pendingText(status, reasons);
  const word = STATUS_WORDS[status.phase];
  const name = reason === undefined ? word : `${word} · ${reason}`;
  const [isOpen, setOpen] = useState(false);
  useKeys([
    { action: 'choose-status', run: () => setOpen(true) },
    ...statusActions(reasons).flatMap(({ action, command: body }) =>
      action === undefined ? [] : [{ action, run: () => void command.run(body) }],
    ),
  ]);
  return (
    <div className="status">
      <ErrorLine problem={command.problem} />
      {pending === undefined ? null : (
        <span className="status-pending" role="status">
          {pending}
        </span>
      )}
      <Menu position="bottom-end" width={260} opened={isOpen} onChange={setOpen}>
        <Menu.Target>
          <Button
            title={`My Status · ${KEYS['choose-status'].key}`}
            aria-keyshortcuts={ariaKey('choose-status')}
            variant="default"
            className="status-button"
            loading={command.busy}
            aria-label={`My Status: ${name}`}
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <StatusMark phase={status.phase} reason={reason} />
            <span className="status-time">
              <Clock since={status.since} />
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <StatusItems
            actions={statusActions(reasons)}
            permissions={status.actions}
            onPick={({ command: body }) => void command.run(body)}
          />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
});

type ItemsProps = {
  readonly actions: readonly StatusAction[];
  readonly permissions: AgentView['status']['actions'];
  readonly onPick: (action: StatusAction) => void;
};

/** Logging off may have to wait for somebody who is being dialed; pressed, it says why. */
function StatusItems({ actions, permissions, onPick }: ItemsProps) {
  return actions.map((action, place) => {
    const before = actions[place - 1]?.group;
    const isFirst = before !== action.group;
    const permission = action.group === 'out' ? permissions['log-off'] : 'allowed';
    const refused = permission === 'allowed' ? undefined : REFUSALS[permission];
    return (
      <Fragment key={action.id}>
        {isFirst && before !== undefined ? <Menu.Divider /> : null}
        {isFirst && action.group === 'not-ready' ? <Menu.Label>Not Ready</Menu.Label> : null}
        <Menu.Item
          className="status-item"
          data-phase={action.mark}
          data-refused={refused === undefined ? undefined : true}
          aria-description={refused}
          title={refused}
          rightSection={action.action === undefined ? null : <KeyHint action={action.action} />}
          onClick={() => onPick(action)}
        >
          {action.label}
        </Menu.Item>
      </Fragment>
    );
  });
}

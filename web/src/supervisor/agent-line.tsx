import { ActionIcon, Menu } from '@mantine/core';
import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';
import { IconAlertTriangle, IconDotsVertical } from '@tabler/icons-react';
import { Clock } from '../ui/clock.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { ATTENTION_WORDS, type Attention } from './agent-order.ts';
import { pendingText, reasonText } from './agent-words.ts';
import type { Commanding } from './use-commands.tsx';

type Props = {
  readonly agent: AgentRow;
  readonly attention: Attention;
  readonly isPending: boolean;
  readonly send: Commanding['send'];
};

export function AgentLine({ agent, attention, isPending, send }: Props) {
  const then = pendingText(agent.pending);
  return (
    <tr data-attention={attention === 'none' ? undefined : attention}>
      <th scope="row" className="agent-name">
        {agent.name}
      </th>
      <td>
        <StatusMark phase={agent.phase} reason={reasonText(agent)} />
        {then === undefined ? null : <span className="agent-then">{then}</span>}
        {attention === 'none' ? null : (
          <span className="agent-attention">
            <IconAlertTriangle size={13} aria-hidden />
            {ATTENTION_WORDS[attention]}
          </span>
        )}
      </td>
      <td className="right">
        <Clock since={agent.since} />
      </td>
      <td className="agent-campaign">{agent.campaignName ?? '–'}</td>
      <td className="right figures">{agent.calls}</td>
      <td className="right figures">{agent.contacts}</td>
      <td className="right figures">{agent.timeOuts}</td>
      <td className="right figures">{agent.rejects}</td>
      <td className="agent-more">
        <AgentMenu agent={agent} isPending={isPending} send={send} />
      </td>
    </tr>
  );
}

const STATUSES = [
  { status: 'ready', label: 'Ready' },
  { status: 'not-ready', label: 'Not Ready' },
  { status: 'logged-off', label: 'Log off' },
] as const;

function AgentMenu({ agent, isPending, send }: Omit<Props, 'attention'>) {
  const { agentId } = agent;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          loading={isPending}
          aria-label={`Change status of ${agent.name}`}
        >
          <IconDotsVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {agent.phase === 'engaged' ? (
          <>
            <Menu.Item onClick={() => send(agentId, { type: 'release-engagement', agentId })}>
              Release from the line
            </Menu.Item>
            <Menu.Divider />
          </>
        ) : null}
        {STATUSES.map(({ status, label }) => (
          <Menu.Item
            key={status}
            onClick={() => send(agentId, { type: 'set-agent-status', agentId, status })}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

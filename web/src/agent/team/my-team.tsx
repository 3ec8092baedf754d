import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { useRef } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { later } from '../../ui/late/later.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import { late } from '../late.ts';
import { useCommand } from '../use-command.tsx';
import { callActions, colleagueAction } from './team-action.ts';
import { TeamField } from './team-field.tsx';

const TeamCommunicator = later(late, (file) => file.TeamCommunicator, { waiting: <TeamComes /> });

/** Team Communicator beside the work: calls by hand begin here, and calls to colleagues. */
export function MyTeam({ manual }: Pick<AgentView, 'manual'>) {
  const { run, problem } = useCommand();
  const send = (command: AgentCommandBody): void => void run(command);
  return (
    <div>
      <TeamCommunicator actions={[colleagueAction(send), ...callActions(manual, send)]} />
      <ErrorLine problem={problem} />
    </div>
  );
}

/** Looks the same, so that nothing moves when it comes; the focus goes on to what replaces it. */
function TeamComes() {
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ action: 'find-team', run: () => field.current?.focus() }]);
  return (
    <search aria-label="Team Communicator" className="team">
      <TeamField ref={field} readOnly value="" />
    </search>
  );
}

import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { useCommand } from '../use-command.tsx';
import { callActions, colleagueAction } from './team-action.ts';
import { TeamCommunicator } from './team-communicator.tsx';

/** Team Communicator beside the work: calls by hand begin here, and calls to colleagues. */
export function MyTeam({ view: { manual } }: { readonly view: Pick<AgentView, 'manual'> }) {
  const { run, problem } = useCommand();
  const send = (command: AgentCommandBody): void => void run(command);
  return (
    <div>
      <TeamCommunicator actions={[colleagueAction(send), ...callActions(manual, send)]} />
      <ErrorLine problem={problem} />
    </div>
  );
}

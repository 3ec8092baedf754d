import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { useCommand } from '../use-command.tsx';
import { callActions } from './team-action.ts';
import { TeamCommunicator } from './team-communicator.tsx';

/** Team Communicator beside the work: calls by hand begin here. */
export function MyTeam({ view: { manual } }: { readonly view: Pick<AgentView, 'manual'> }) {
  const { run, problem } = useCommand();
  return (
    <div>
      <TeamCommunicator actions={callActions(manual, (command) => void run(command))} />
      <ErrorLine problem={problem} />
    </div>
  );
}

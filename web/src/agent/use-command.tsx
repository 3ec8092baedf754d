import type { AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { useCallback, useMemo, useState } from 'react';
import { agentCommand } from '../live/agent-store.ts';

export type CommandRun = {
  /** Resolves true when the server said yes. */
  readonly run: (command: AgentCommandBody) => Promise<boolean>;
  /** On its way, without a reply yet. */
  readonly busy: boolean;
  /** The last refusal, until the next try. */
  readonly problem: unknown;
  /** What was wrong has been changed since. */
  readonly forget: () => void;
};

/** Sends commands and keeps what became of the last one, for the place where it was asked for. */
export function useCommand(): CommandRun {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const run = useCallback(async (body: AgentCommandBody): Promise<boolean> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await agentCommand(body);
      return true;
    } catch (refused) {
      setProblem(refused);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  const forget = useCallback(() => setProblem(undefined), []);
  return useMemo(() => ({ run, busy, problem, forget }), [run, busy, problem, forget]);
}

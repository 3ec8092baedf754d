import type { AgentPhone, PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { agentCommand, useAgent } from '../../live/agent-store.ts';
import { rememberedPhone, rememberPhone } from '../../phone/remembered.ts';
import { choiceToSend } from './phone-choice.ts';

export type PhoneChoosing = {
  /** Where calls come to, as soon as the server knows. */
  readonly kind: AgentPhone['kind'];
  readonly chosen: PhoneChoice | undefined;
  readonly choose: (choice: PhoneChoice) => Promise<void>;
  readonly busy: boolean;
  readonly problem: unknown;
};

/** Where the agent wants to be called: chosen once, and said again to a server that forgot it. */
export function usePhoneChoice({ phone, status }: AgentView): PhoneChoosing {
  const state = useAgent((live) => live.state);
  const [chosen, setChosen] = useState(() => rememberedPhone(window.localStorage));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const choose = useCallback(async (choice: PhoneChoice): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await agentCommand({ type: 'choose-phone', phone: choice });
      rememberPhone(window.localStorage, choice);
      setChosen(choice);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  }, []);
  const toSend = choiceToSend(phone, chosen);
  const maySend = toSend !== undefined && state === 'open' && status.holding === 'nothing';
  useEffect(() => {
    if (!maySend || toSend === undefined) return;
    agentCommand({ type: 'choose-phone', phone: toSend }).then(
      () => setProblem(undefined),
      setProblem,
    );
  }, [maySend, toSend]);
  const isRefused = problem !== undefined;
  const kind = (isRefused ? undefined : toSend?.kind) ?? phone.kind;
  return useMemo(
    () => ({ kind, chosen, choose, busy, problem }),
    [kind, chosen, choose, busy, problem],
  );
}

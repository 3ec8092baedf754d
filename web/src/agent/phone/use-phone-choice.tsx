import type { AgentPhone, PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { useEffect, useState } from 'react';
import { useAgent } from '../../live/agent-store.ts';
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
  const { command, state } = useAgent();
  const [chosen, setChosen] = useState(() => rememberedPhone(window.localStorage));
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const choose = async (choice: PhoneChoice): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await command({ type: 'choose-phone', phone: choice });
      rememberPhone(window.localStorage, choice);
      setChosen(choice);
    } catch (refused) {
      setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const toSend = choiceToSend(phone, chosen);
  const maySend = toSend !== undefined && state === 'open' && status.holding === 'nothing';
  useEffect(() => {
    if (!maySend || toSend === undefined) return;
    command({ type: 'choose-phone', phone: toSend }).then(() => setProblem(undefined), setProblem);
  }, [maySend, toSend, command]);
  const isRefused = problem !== undefined;
  return {
    kind: (isRefused ? undefined : toSend?.kind) ?? phone.kind,
    chosen,
    choose,
    busy,
    problem,
  };
}

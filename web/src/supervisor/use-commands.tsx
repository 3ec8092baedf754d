import type { SupervisorCommandBody } from '@outpace/protocol/supervisor-socket.ts';
import { useState } from 'react';

export type Commanding = {
  /** True from the press to the server's answer. */
  readonly isPending: (key: string) => boolean;
  /** Why the last command under this key was refused; undefined when it was not. */
  readonly problemOf: (key: string) => unknown;
  readonly send: (key: string, body: SupervisorCommandBody) => void;
};

/** Commands by key, each with its own pending mark and refusal, shown where it was asked. */
export function useCommands(command: (body: SupervisorCommandBody) => Promise<void>): Commanding {
  const [pending, setPending] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<{ readonly key: string; readonly problem: unknown }>();

  const send = (key: string, body: SupervisorCommandBody): void => {
    setRefused(undefined);
    setPending((keys) => [...keys, key]);
    command(body)
      .catch((problem: unknown) => setRefused({ key, problem }))
      .finally(() => setPending((keys) => keys.toSpliced(keys.indexOf(key), 1)));
  };
  return {
    isPending: (key) => pending.includes(key),
    problemOf: (key) => (refused?.key === key ? refused.problem : undefined),
    send,
  };
}

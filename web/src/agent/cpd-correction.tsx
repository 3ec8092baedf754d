import { Button } from '@mantine/core';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { useState } from 'react';
import { ErrorLine } from '../ui/error-line.tsx';
import { CORRECTIONS, type Heard, SAID } from './cpd-words.ts';
import { useCommand } from './use-command.tsx';

type Props = { readonly attemptId: AttemptId; readonly choices: readonly Heard[] };

/** What the agent heard, against what detection heard; it is kept to tune detection by. */
export function CpdCorrection({ attemptId, choices }: Props) {
  const { run, busy, problem } = useCommand();
  const [said, setSaid] = useState<Heard>();
  const say = async (heard: Heard): Promise<void> => {
    if (await run({ type: 'correct-cpd', attemptId, said: heard })) setSaid(heard);
  };
  if (said !== undefined) return <strong role="status">{SAID[said]}</strong>;
  return (
    <span className="cpd-correction">
      {choices.map((heard) => (
        <Button
          key={heard}
          size="compact-xs"
          variant="default"
          loading={busy}
          onClick={() => void say(heard)}
        >
          {CORRECTIONS[heard]}
        </Button>
      ))}
      <ErrorLine problem={problem} />
    </span>
  );
}

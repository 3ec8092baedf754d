import { Button, Tooltip } from '@mantine/core';
import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { useRef, useState } from 'react';
import { ErrorLine } from '../../ui/error-line.tsx';
import { KEYS } from '../keys/key-table.ts';
import { useKeys } from '../keys/use-keys.tsx';
import { useCommand } from '../use-command.tsx';
import { CORRECTIONS, type Heard, SAID } from './cpd-words.ts';

const ACTION = 'correct-cpd';

type Props = { readonly attemptId: AttemptId; readonly choices: readonly Heard[] };

/** What the agent heard, against what detection heard; it is kept to tune detection by. */
export function CpdCorrection({ attemptId, choices }: Props) {
  const { run, busy, problem } = useCommand();
  const [said, setSaid] = useState<Heard>();
  const say = async (heard: Heard): Promise<void> => {
    if (await run({ type: 'correct-cpd', attemptId, said: heard })) setSaid(heard);
  };
  const first = useRef<HTMLButtonElement>(null);
  const [only, ...others] = said === undefined ? choices : [];
  useKeys(
    only === undefined
      ? []
      : [
          others.length === 0
            ? { action: ACTION, label: CORRECTIONS[only], run: () => void say(only) }
            : { action: ACTION, run: () => first.current?.focus() },
        ],
  );
  if (said !== undefined) return <strong role="status">{SAID[said]}</strong>;
  return (
    <span className="cpd-correction">
      {choices.map((heard) => (
        <Tooltip key={heard} label={`${CORRECTIONS[heard]} · ${KEYS[ACTION].key}`}>
          <Button
            ref={heard === only ? first : null}
            size="compact-xs"
            variant="default"
            loading={busy}
            onClick={() => void say(heard)}
          >
            {CORRECTIONS[heard]}
          </Button>
        </Tooltip>
      ))}
      <ErrorLine problem={problem} />
    </span>
  );
}

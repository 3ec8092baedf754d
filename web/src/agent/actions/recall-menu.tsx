import { Button, TextInput } from '@mantine/core';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { NumberChoiceBody } from '@outpace/protocol/callbacks.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { useState } from 'react';
import { callResultWord } from '../../ui/call-result-words.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { formatPhone } from '../../ui/phone-text.ts';
import { useInteraction } from '../interaction-now.tsx';
import { useCommand } from '../use-command.tsx';

/** Every number of the person, what was last heard of it, and whether it may be called now. */
export function RecallMenu() {
  const { numbers, id: interactionId } = useInteraction();
  const { run, busy, problem } = useCommand();
  const [typed, setTyped] = useState('');
  const call = (to: NumberChoiceBody): void => void run({ type: 'recall', interactionId, to });
  return (
    <div className="recall">
      <ul className="recall-numbers">
        {numbers.map((number) => (
          <li key={number.recordId}>
            <div>
              <span className="figures">{formatPhone(number.phone)}</span>
              <span className="dim">
                {' '}
                · {number.contactType.replaceAll('-', ' ')} · {attemptsWords(number)}
              </span>
              {number.now === 'allowed' ? null : (
                <p className="recall-why">{REFUSALS[number.now]}</p>
              )}
            </div>
            <Button
              size="compact-sm"
              variant={number.isCurrent ? 'filled' : 'default'}
              disabled={number.now !== 'allowed'}
              loading={busy}
              onClick={() => call({ kind: 'record', recordId: number.recordId })}
            >
              {number.isCurrent ? 'Call again' : 'Call'}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="recall-typed"
        onSubmit={(event) => {
          event.preventDefault();
          call({ kind: 'new-number', phone: typed });
        }}
      >
        <TextInput
          label="Another number"
          placeholder="+1 212 555 0142"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={typed.trim() === ''} loading={busy}>
          Call
        </Button>
      </form>
      <ErrorLine problem={problem} />
    </div>
  );
}

function attemptsWords({
  attempts,
  lastResult,
  calledAt,
}: InteractionView['numbers'][number]): string {
  if (calledAt === undefined) return 'not called yet';
  const times = attempts === 1 ? 'once' : `${attempts} times`;
  return `called ${times}, last: ${callResultWord(lastResult).toLowerCase()}`;
}

import { Select } from '@mantine/core';
import { AGENT_CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { useRef } from 'react';
import { callResultWord } from '../../ui/call-result-words.ts';
import { refusedBecause } from '../actions/interaction-action.tsx';
import { FieldName } from '../fields/field-name.tsx';
import { ariaKey } from '../keys/key-hint.tsx';
import { useKeys } from '../keys/use-keys.tsx';
import type { OutcomeProps } from './outcome-pickers.tsx';

/** How the call ended, of what its state still allows. */
export function CallResultPicker({
  interaction,
  result: chosen,
  keeper,
}: Pick<OutcomeProps, 'interaction' | 'result' | 'keeper'>) {
  const field = useRef<HTMLInputElement>(null);
  const refused = refusedBecause('set-call-result', interaction);
  useKeys([{ action: 'set-call-result', refused, run: () => field.current?.focus() }]);
  return (
    <Select
      ref={field}
      label={<FieldName name="Call Result" action="set-call-result" />}
      aria-keyshortcuts={ariaKey('set-call-result')}
      placeholder="Choose"
      data={interaction.outcomes.callResults.map((result) => ({
        value: result,
        label: callResultWord(result),
      }))}
      value={chosen ?? null}
      disabled={refused !== undefined}
      description={refused}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear the call result' }}
      onChange={(value) =>
        keeper.choose({ callResult: AGENT_CALL_RESULTS.find((result) => result === value) })
      }
    />
  );
}

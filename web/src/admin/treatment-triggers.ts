import { CALL_RESULTS } from '@outpace/protocol/tables.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { type Disposition, type Treatment, triggerText } from './treatment-words.ts';

type Choice = { readonly value: string; readonly label: string };

/** Everything a rule may answer to, in two groups. */
export function triggerChoices(dispositions: readonly Disposition[]) {
  const results: Choice[] = CALL_RESULTS.map((result) => ({
    value: triggerText({ by: 'call-result', result }),
    label: callResultWord(result),
  }));
  const codes: Choice[] = dispositions.map(({ code, label }) => ({
    value: triggerText({ by: 'disposition', code }),
    label,
  }));
  return [
    { group: 'Dispositions', items: codes },
    { group: 'Call results', items: results },
  ].filter(({ items }) => items.length > 0);
}

/** Reads the value of a choice back; undefined for a text that is none. */
export function parseTrigger(text: string): Treatment['on'] | undefined {
  if (text.startsWith('code:')) return { by: 'disposition', code: text.slice('code:'.length) };
  const result = CALL_RESULTS.find((each) => `result:${each}` === text);
  return result === undefined ? undefined : { by: 'call-result', result };
}

import type { PastValidation } from '@outpace/protocol/contacts.ts';
import { callResultWord } from '../../ui/call-result-words.ts';

/** How a dial that was not made is told among the calls of a person. */
export function pastValidationWords({
  answer,
  callResult,
}: Pick<PastValidation, 'answer' | 'callResult'>): string {
  const told = answer === 'refuse' ? 'Refused before the dial' : 'Not dialed: no answer came';
  const then = callResult === null ? 'asked again later' : callResultWord(callResult);
  return `${told}, ${then}`;
}

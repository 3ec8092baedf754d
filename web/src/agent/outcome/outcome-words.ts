import type { LastOutcome } from '@outpace/engine/agents/agent-session.ts';
import { callResultWord } from '../../ui/call-result-words.ts';
import { formatPhone } from '../../ui/phone-text.ts';
import { theirTime } from './consequence-words.ts';

type Told = Pick<LastOutcome, 'contactName' | 'phone' | 'zone' | 'result' | 'next' | 'wasHeard'>;

/** `No answer: Maria Keller at +1 212 555 0142. Next attempt 14:30 their time.` */
export function outcomeWords(told: Told, now: number): string {
  const { contactName, phone, zone, result, next, wasHeard } = told;
  const at = formatPhone(phone);
  const who = contactName === '' ? at : `${contactName} at ${at}`;
  const off = wasHeard ? 'You were taken off the call. ' : '';
  // Somebody else did: the name of the result would read like an order to the agent.
  const what = result === 'cancel-record' ? 'Taken back' : callResultWord(result);
  return `${what}: ${who}. ${off}${nextWords(next, now, zone)}`;
}

function nextWords(next: Told['next'], now: number, zone: string): string {
  switch (next.type) {
    case 'redial':
      return `Next attempt ${theirTime(next.dueAt, now, zone)}.`;
    case 'callback':
      return `Called back ${theirTime(next.dueAt, now, zone)}.`;
    case 'next-in-chain':
      return next.dueAt === undefined
        ? 'The next number of this person is tried.'
        : `The next number of this person is tried ${theirTime(next.dueAt, now, zone)}.`;
    case 'delegate':
      return 'Handed to another system.';
    case 'close':
      return 'No further calls.';
  }
}

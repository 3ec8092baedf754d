import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { REFUSAL_RESULTS } from '@outpace/protocol/tables.ts';
import type {
  UnansweredBody,
  ValidationBody,
  ValidationTry,
} from '@outpace/protocol/validation.ts';
import { callResultWord } from '../ui/call-result-words.ts';

/** What a campaign begins with that has its dials validated: nobody is dialed without a word. */
export const NEW_VALIDATION: ValidationBody = {
  url: '',
  secretHeader: null,
  timeoutMs: 1_000,
  connectionsMax: 8,
  refusedAs: 'no-answer',
  onTimeout: { action: 'later', waitMs: 300_000 },
  onError: { action: 'later', waitMs: 300_000 },
};

export const REFUSED_AS_CHOICES = REFUSAL_RESULTS.map((value) => ({
  value,
  label: callResultWord(value),
}));

export type Action = UnansweredBody['action'];

export const ACTION_CHOICES = [
  { value: 'later', label: 'Wait and ask again' },
  { value: 'refuse', label: 'Treat as refused' },
  { value: 'dial', label: 'Dial' },
] as const satisfies readonly { readonly value: Action; readonly label: string }[];

/** Another action, with what it needs and is not chosen yet. */
export function unansweredOf(action: Action, before: UnansweredBody): UnansweredBody {
  if (action === before.action) return before;
  if (action === 'dial') return { action };
  return action === 'refuse' ? { action, result: 'no-answer' } : { action, waitMs: 300_000 };
}

const WHY: Readonly<Record<NonNullable<ValidationTry['why']>, string>> = {
  unreachable: 'it could not be reached, or broke off',
  status: 'its status is neither 200 nor 409',
  'not-json': 'what came with 200 is neither empty nor a JSON object',
  'too-large': 'the answer is too large',
  'too-many': 'too many questions wait already',
  'no-secret': 'the campaign wants to show a secret, and none is saved',
};

/** What was said, in a sentence; and what the campaign would do then, in another. */
export function triedWords({ said, why, afterMs, ruling, result }: ValidationTry): {
  readonly said: string;
  readonly next: string;
} {
  return { said: `${saidWords(said, why)} after ${afterMs} ms.`, next: nextWords(ruling, result) };
}

function saidWords(said: ValidationTry['said'], why: ValidationTry['why']): string {
  switch (said) {
    case 'dial':
      return 'Allowed';
    case 'refuse':
      return 'Refused';
    case 'time-out':
      return 'No answer in time: given up';
    case 'circuit-open':
      return 'Not asked';
    case 'error':
      return why === null ? 'No answer' : `No answer: ${WHY[why]},`;
    default:
      return said satisfies never;
  }
}

function nextWords(ruling: ValidationTry['ruling'], result: CallResult | null): string {
  switch (ruling) {
    case 'dial':
      return 'The record would be dialed.';
    case 'refuse':
      return `Nobody would be dialed, and the record treated as ${
        result === null ? 'refused' : callResultWord(result)
      }.`;
    case 'later':
      return 'Nobody would be dialed, and the record would wait.';
    case 'wait':
      return 'Nobody would be dialed, and the campaign would wait.';
    default:
      return ruling satisfies never;
  }
}

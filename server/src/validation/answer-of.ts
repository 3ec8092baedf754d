import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { REFUSAL_RESULTS, type ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';

/** The status alone refuses: whatever is wrong with the rest, nobody is dialed for it. */
export const REFUSED_STATUS = 409;

/**
 * What an HTTP answer says. 200 allows the dial if nothing or a JSON object comes with it: the page
 * of a proxy or a login is no answer. 409 refuses it, as `{"result": "wrong-number"}` or, where no
 * known result is named, as the campaign has it. Everything else is an error.
 */
export function answerOf(status: number, body: string): ValidationAnswer {
  if (status === REFUSED_STATUS) return { said: 'refuse', result: resultIn(objectIn(body)) };
  if (status !== 200) return { said: 'error', why: 'status' };
  const isAnswer = body.trim() === '' || objectIn(body) !== undefined;
  return isAnswer ? { said: 'dial' } : { said: 'error', why: 'not-json' };
}

function objectIn(body: string): object | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    // Whether it is JSON is the question; what it is else does not matter.
    return undefined;
  }
}

const resultIn = (body: object | undefined): CallResult | undefined => {
  const named = body !== undefined && 'result' in body ? body.result : undefined;
  return REFUSAL_RESULTS.find((result) => result === named);
};

import { unreachable } from '../basics/assert.ts';
import type { Instant, Millis } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { CALL_RESULTS, isUncounted } from '../calling-lists/call-result.ts';

/** Somebody outside who is asked by HTTP before each dial of a campaign. */
export type Validation = {
  /** Where the question is posted, `http` or `https`. */
  readonly url: string;
  /** The header that carries the campaign's secret, such as `authorization`; undefined: none. */
  readonly secretHeader: string | undefined;
  /** From the question to its whole answer, ms, 100..10000. */
  readonly timeoutMs: Millis;
  /** Connections that are kept open to it at once, 1..64. */
  readonly connectionsMax: number;
  /** The result of a refusal that names none. */
  readonly refusedAs: CallResult;
  /** The answer did not come in time. */
  readonly onTimeout: Unanswered;
  /** Nobody could be reached, or what came was no answer. */
  readonly onError: Unanswered;
};

/** What is done with a record about which nothing was said. */
export type Unanswered =
  | { readonly action: 'dial' }
  /** As if it had been refused with this result. */
  | { readonly action: 'refuse'; readonly result: CallResult }
  /** Nothing is counted, and it falls due again after `waitMs`, 1 minute..24 hours. */
  | { readonly action: 'later'; readonly waitMs: Millis };

/** What came of one question. */
export type ValidationAnswer =
  | { readonly said: 'dial' }
  /** `result`: as the answer has named it; undefined: it has named none. */
  | { readonly said: 'refuse'; readonly result: CallResult | undefined }
  | { readonly said: 'time-out' }
  | { readonly said: 'error'; readonly why: ValidationError }
  /** Not asked: too many questions in a row came to nothing. One is tried after that instant. */
  | { readonly said: 'circuit-open'; readonly againAt: Instant };

/** In what way the answer was none. */
export const VALIDATION_ERRORS = [
  'unreachable',
  'status',
  'not-json',
  'too-large',
  'too-many',
  'no-secret',
] as const;
export type ValidationError = (typeof VALIDATION_ERRORS)[number];

/** What is done with the record, the answer being in. */
export type ValidationRuling =
  | { readonly type: 'dial' }
  | { readonly type: 'refuse'; readonly result: CallResult }
  | { readonly type: 'later'; readonly waitMs: Millis }
  /** Back where it was, and nobody else is asked about before then. */
  | { readonly type: 'wait'; readonly until: Instant };

/** The results that say that somebody was spoken to, or still is: no refusal can mean them. */
const SPOKEN = new Set<CallResult>([
  'ok',
  'answer',
  'transferred',
  'conferenced',
  'consult',
  'picked-up',
  'converse-on',
  'bridged',
  'held',
  'abandoned',
  'dropped',
]);

/**
 * Whether a record may be treated with this result without a dial. Results that count as no attempt
 * are not among them: what is refused over and over must come to an end.
 */
export const isRefusalResult = (result: CallResult): boolean =>
  !isUncounted(result) && !SPOKEN.has(result);

export const REFUSAL_RESULTS: readonly CallResult[] = CALL_RESULTS.filter(isRefusalResult);

/**
 * While the circuit is open the campaign waits, unless it dials without an answer: a server that is
 * down must not use its list up.
 */
export function rulingBy(validation: Validation, answer: ValidationAnswer): ValidationRuling {
  const { refusedAs, onTimeout, onError } = validation;
  switch (answer.said) {
    case 'dial':
      return { type: 'dial' };
    case 'refuse':
      return { type: 'refuse', result: refusalResult(answer.result, refusedAs) };
    case 'time-out':
      return unanswered(onTimeout);
    case 'error':
      return unanswered(onError);
    case 'circuit-open':
      return onError.action === 'dial' ? { type: 'dial' } : { type: 'wait', until: answer.againAt };
    default:
      return unreachable(answer);
  }
}

const refusalResult = (said: CallResult | undefined, otherwise: CallResult): CallResult =>
  said !== undefined && isRefusalResult(said) ? said : otherwise;

function unanswered(what: Unanswered): ValidationRuling {
  switch (what.action) {
    case 'dial':
      return { type: 'dial' };
    case 'refuse':
      return { type: 'refuse', result: what.result };
    case 'later':
      return { type: 'later', waitMs: what.waitMs };
    default:
      return unreachable(what);
  }
}

/** Http or https, with a host and without a name or password, as a regular expression. */
export const VALIDATION_URL = '^https?://[^\\s/?#@]+([/?#]\\S*)?$';

/** Why these settings cannot be used, in words for the supervisor; undefined when they can. */
export function validationProblem(validation: Validation): string | undefined {
  const { url, refusedAs, onTimeout, onError } = validation;
  if (!new RegExp(VALIDATION_URL).test(url)) {
    return 'the address of the validation is not one of http or https';
  }
  const results = [refusedAs];
  for (const each of [onTimeout, onError]) {
    if (each.action === 'refuse') results.push(each.result);
  }
  const odd = results.find((result) => !isRefusalResult(result));
  return odd === undefined ? undefined : `the validation cannot refuse as ${odd}`;
}

/** The question and its answer, in the words that are kept with the attempt or its record. */
export const VALIDATION_RULE = 'pre-dial-validation';

/** In one word, and for an error how: `dial`, `refuse`, `time-out`, `error not-json`. */
export const answerText = (answer: ValidationAnswer): string =>
  answer.said === 'error' ? `error ${answer.why}` : answer.said;

/** The address without what may be confidential in it: no query, no fragment. */
export const addressText = ({ url }: Pick<Validation, 'url'>): string => url.replace(/[?#].*$/, '');

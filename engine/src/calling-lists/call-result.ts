/**
 * How an attempt ended: all 54 results in the order of the published enumeration, so that the
 * place in the list is the number (`Ok` = 0 … `Wrong number` = 53).
 */
export const CALL_RESULTS = [
  'ok',
  'transferred',
  'conferenced',
  'general-error',
  'system-error',
  'remote-release',
  'busy',
  'no-answer',
  'sit-detected',
  'answering-machine',
  'all-trunks-busy',
  'sit-invalid-number',
  'sit-vacant-code',
  'sit-intercept',
  'sit-unknown',
  'sit-no-circuit',
  'sit-reorder',
  'fax',
  'queue-full',
  'cleared',
  'overflowed',
  'abandoned',
  'redirected',
  'forwarded',
  'consult',
  'picked-up',
  'dropped',
  'dropped-on-no-answer',
  'unknown',
  'covered',
  'converse-on',
  'bridged',
  'silence',
  'answer',
  'nu-tone',
  'no-dial-tone',
  'no-progress',
  'no-ringback-tone',
  'no-established-detected',
  'pager',
  'wrong-party',
  'dial-error',
  'call-drop-error',
  'switch-error',
  'no-free-port',
  'transfer-error',
  'stale',
  'agent-callback-error',
  'group-callback-error',
  'deafened',
  'held',
  'do-not-call',
  'cancel-record',
  'wrong-number',
] as const;
export type CallResult = (typeof CALL_RESULTS)[number];

export const callResultNumber = (result: CallResult): number => CALL_RESULTS.indexOf(result);

/** What a person may say of an attempt. Everything else is a machine result, never selectable. */
export const AGENT_CALL_RESULTS = [
  'answer',
  'no-answer',
  'busy',
  'answering-machine',
  'fax',
  'wrong-party',
  'wrong-number',
  'do-not-call',
  'cancel-record',
  'unknown',
] as const satisfies readonly CallResult[];
export type AgentCallResult = (typeof AGENT_CALL_RESULTS)[number];

const TECHNICAL = new Set<CallResult>([
  'general-error',
  'system-error',
  'all-trunks-busy',
  'dial-error',
  'switch-error',
  'no-free-port',
  'transfer-error',
  'stale',
]);

/** A person had answered, and no agent came. */
export const isAbandonedResult = (result: CallResult): boolean =>
  result === 'dropped' || result === 'abandoned';

/** Redials caused by technical errors do not count as attempts on the record. */
export const isTechnical = (result: CallResult): boolean => TECHNICAL.has(result);

const NO_CALL = new Set<CallResult>(['agent-callback-error', 'group-callback-error']);

/** Nobody was called for these: they say why a promise was not kept. */
export const isWithoutCall = (result: CallResult): boolean => NO_CALL.has(result);

/** Leaves the number of attempts on the record as it was. */
export const isUncounted = (result: CallResult): boolean =>
  isTechnical(result) || isWithoutCall(result);

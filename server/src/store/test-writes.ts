import {
  agentId,
  attemptId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  epoch,
  interactionId,
  recordId,
  siteId,
} from '@outpace/engine/basics/ids.ts';
import { type PhoneNumber, parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type { Ownership } from './ownership.ts';
import type { WriteOf } from './writes/write-kinds.ts';

export const ownership: Ownership = { site: siteId('main'), epoch: epoch(3) };
export const at = instant(Date.UTC(2026, 0, 5, 12, 0));
export const atText = '2026-01-05T12:00:00.000Z';

export const phone: PhoneNumber = (() => {
  const parsed = parsePhoneNumber('+12125550142');
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
})();

export const record: CallingRecord = {
  id: recordId('70'),
  chainN: 0,
  phone,
  contactType: 'home',
  type: 'general',
  status: 'ready',
  callResult: 'busy',
  attempts: 1,
  zone: 'UTC',
  dailyFrom: 28_800,
  dailyTill: 64_800,
  calledAt: at,
  agentId: undefined,
  fields: {},
};

const one = {
  attemptId: attemptId('a1'),
  interactionId: interactionId('i1'),
  groupId: campaignGroupId('group'),
  campaignId: campaignId('campaign'),
  chainId: chainId('7'),
  recordId: recordId('70'),
  agentId: agentId('alice'),
};

type Kinds = {
  readonly [Type in
    | 'open-attempt'
    | 'close-attempt'
    | 'save-chain'
    | 'open-interaction'
    | 'save-recall'
    | 'connect-interaction'
    | 'save-draft'
    | 'close-interaction'
    | 'save-recording'
    | 'save-call-treatment'
    | 'save-cpd-correction'
    | 'save-validation'
    | 'save-third-party'
    | 'transfer-interaction'
    | 'save-field'
    | 'add-suppression'
    | 'remove-suppression'
    | 'save-session'
    | 'save-pacing-memory'
    | 'log-agent-state'
    | 'log-agent-order']: WriteOf<Type>;
};

/** One plain write of each kind. */
export const writeOf: Kinds = {
  'open-attempt': {
    ...one,
    type: 'open-attempt',
    listId: callingListId('list'),
    phone,
    callerId: undefined,
    agentId: undefined,
    mode: 'progressive',
    openedAt: at,
    answers: [{ rule: 'lease', asked: 'until then', answer: 'allowed', version: 'chain' }],
  },
  'close-attempt': {
    ...one,
    type: 'close-attempt',
    result: 'busy',
    agentId: undefined,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: at,
    cpd: undefined,
  },
  'save-chain': {
    ...one,
    type: 'save-chain',
    state: 'ready',
    position: 0,
    treatment: undefined,
    dueAt: at,
    toTop: false,
    records: [record],
  },
  'open-interaction': { ...one, type: 'open-interaction', openedAt: at },
  'save-recall': { ...one, type: 'save-recall', position: 0, records: [record], added: [] },
  'connect-interaction': {
    ...one,
    type: 'connect-interaction',
    answeredAt: at,
    connectedAt: at,
  },
  'save-draft': {
    ...one,
    type: 'save-draft',
    callResult: undefined,
    dispositionCode: undefined,
    doNotCall: undefined,
    note: 'half',
  },
  'close-interaction': {
    ...one,
    type: 'close-interaction',
    closedBy: 'agent',
    callResult: 'answer',
    dispositionCode: undefined,
    doNotCall: undefined,
    note: 'whole',
    connectedAt: undefined,
    endedAt: at,
    doneAt: at,
  },
  'save-recording': {
    ...one,
    type: 'save-recording',
    file: 'i1',
    state: 'recording',
    at,
    durationMs: undefined,
  },
  'save-call-treatment': {
    ...one,
    type: 'save-call-treatment',
    treatment: 'transfer',
    answeredAt: at,
    cpd: { verdict: 'machine', cause: 'LONGGREETING', afterMs: millis(2_260.4) },
  },
  'save-cpd-correction': {
    ...one,
    type: 'save-cpd-correction',
    said: 'person',
    by: one.agentId,
    at,
  },
  'save-validation': {
    ...one,
    type: 'save-validation',
    phone,
    address: 'https://validation.example/ask',
    answer: 'refuse',
    result: 'wrong-number',
    askedAt: at,
    answeredAt: at,
  },
  'save-third-party': {
    ...one,
    type: 'save-third-party',
    serial: 1,
    by: one.agentId,
    target: { kind: 'number', phone },
    purpose: 'consult',
    state: 'called',
    at,
  },
  'transfer-interaction': {
    ...one,
    type: 'transfer-interaction',
    from: one.agentId,
    to: agentId('bob'),
    at,
  },
  'save-field': { ...one, type: 'save-field', key: 'job', value: 'nurse', by: one.agentId, at },
  'add-suppression': {
    ...one,
    type: 'add-suppression',
    key: { kind: 'phone', phone },
    reason: 'asked',
    by: one.agentId,
    at,
  },
  'remove-suppression': {
    ...one,
    type: 'remove-suppression',
    key: { kind: 'phone', phone },
    by: one.agentId,
    at,
  },
  'save-session': {
    ...one,
    type: 'save-session',
    phase: 'running',
    mode: 'progressive',
    multiplier: 1,
    autoComplete: false,
    by: 'supervisor',
    at,
  },
  'save-pacing-memory': {
    ...one,
    type: 'save-pacing-memory',
    memory: { version: 1, lists: {}, talk: [], wrapUp: [] },
    at,
  },
  'log-agent-order': {
    ...one,
    type: 'log-agent-order',
    by: 'supervisor',
    what: 'agent-released',
    status: undefined,
    at,
  },
  'log-agent-state': {
    ...one,
    type: 'log-agent-state',
    phase: 'ready',
    reason: undefined,
    at,
  },
};

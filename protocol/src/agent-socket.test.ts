import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { AgentClientMessage } from './agent-socket.ts';

const command = (body: object): object => ({ type: 'command', id: 'c-1', command: body });
const interactionId = 'i-1';
const sample = {
  lossShare: 0.01,
  jitterMs: 4.5,
  jitterMsMax: 30,
  roundTripMs: 80,
  levelIn: 0.3,
  levelOut: 0.2,
  overMs: 5_000,
};
const quality = (changes: object): object => ({
  type: 'call-quality',
  interactionId,
  sample: { ...sample, ...changes },
});
const desk = (address: string): object =>
  command({ type: 'choose-phone', phone: { kind: 'desk', address } });
const digits = (keys: string): object =>
  command({ type: 'send-digits', interactionId, digits: keys });
const record = (what: string): object => command({ type: 'record', interactionId, what });
const correct = (said: string): object => command({ type: 'correct-cpd', attemptId: 'a-1', said });

test.each<[why: string, message: object, fits: boolean]>([
  ['the phone in the browser', command({ type: 'choose-phone', phone: { kind: 'browser' } }), true],
  ['a desk phone by its address', desk('sip:ana@desk.example'), true],
  ['a desk phone without one', desk(''), false],
  ['hold', command({ type: 'hold', interactionId, held: true }), true],
  ['the keys of a phone', digits('0123456789*#ABCD'), true],
  ['another key', digits('e'), false],
  ['no key', digits(''), false],
  ['more keys than anybody types at once', digits('1'.repeat(33)), false],
  ['a pause of the recording', record('pause'), true],
  ['something else of the recording', record('erase'), false],
  ['it was a person', correct('person'), true],
  ['it was a fax, which nobody talks with', correct('fax'), false],
  ['a measurement', quality({}), true],
  ['one before the far end has reported', quality({ roundTripMs: undefined }), true],
  ['more packets lost than sent', quality({ lossShare: 1.1 }), false],
  ['a length that is none', quality({ overMs: -1 }), false],
  ['a measurement of something else', quality({ mood: 'good' }), false],
])('%s', (_why, message, fits) => {
  // As it comes over the wire, where nothing is undefined.
  const sent: unknown = JSON.parse(JSON.stringify(message));
  expect(Value.Check(AgentClientMessage, sent)).toBe(fits);
});

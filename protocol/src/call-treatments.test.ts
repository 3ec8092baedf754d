import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { CallTreatmentBody } from './call-treatments.ts';

const schema = Compile(CallTreatmentBody);
const transfer = { kind: 'transfer', to: '+12025550100', callerId: null, ringMs: 30_000 };

test.each<[why: string, body: unknown, fits: boolean]>([
  ['dropped', { kind: 'drop' }, true],
  ['connected', { kind: 'connect' }, true],
  ['told something', { kind: 'message', message: 'offer' }, true],
  ['told nothing at all', { kind: 'message' }, false],
  ['handed on', transfer, true],
  ['to a phone of the house', { ...transfer, to: 'sip:100@pbx.example' }, true],
  ['from a number', { ...transfer, callerId: '+12025550101' }, true],
  ['from something else', { ...transfer, callerId: '100' }, false],
  ['after five seconds', { ...transfer, ringMs: 5_000 }, true],
  ['too soon to answer', { ...transfer, ringMs: 4_999 }, false],
  ['for longer than two minutes', { ...transfer, ringMs: 120_001 }, false],
  ['something else', { kind: 'route' }, false],
])('%s', (_why, body, fits) => {
  expect(schema.Check(body)).toBe(fits);
});

import { attemptId, campaignGroupId, chainId, interactionId } from '@outpace/engine/basics/ids.ts';
import type { Action, Write } from '@outpace/engine/effect.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import { ANN, chain, phone, START } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { traceOf } from './attempt-trace.ts';

const ONE = attemptId('a-1');
const [attempt] = [{ attemptId: ONE }];

test.each<[it: EventBody | Write | Action, told: object]>([
  [{ type: 'call-answered', ...attempt }, {}],
  [{ type: 'call-ended', ...attempt, result: 'busy' }, { result: 'busy' }],
  [{ type: 'hold', ...attempt, held: true }, { held: true }],
  [{ type: 'bridge', ...attempt, agentId: ANN, beep: true }, { agentId: ANN }],
  [{ type: 'send-digits', ...attempt, digits: '4711' }, {}],
  [
    {
      ...{ type: 'originate', ...attempt, phone: phone(1), callerId: phone(2), giveUpAt: START },
      ...{ detect: undefined, message: 'sorry' },
    },
    { giveUpAt: START },
  ],
  [
    { type: 'hand-on', ...attempt, to: 'sip:nora@example.com', giveUpAt: START },
    { giveUpAt: START },
  ],
])('%j', (it, told) => {
  expect(traceOf('ordered', it)).toEqual([
    { attemptId: ONE, did: 'ordered', what: it.type, with: told },
  ]);
});

test('a failed write is about every attempt of it, a call by hand about that one', () => {
  const two = attemptId('a-2');
  const failed = traceOf('heard', { type: 'write-failed', attemptIds: [ONE, two] });
  expect(failed.map((line) => line.attemptId)).toEqual([ONE, two]);
  const found = { kind: 'chain', chain: chain(1) } as const;
  const leased = { type: 'number-leased', callId: ONE, agentId: ANN, found } as const;
  expect(traceOf('heard', leased)).toEqual([
    { attemptId: ONE, did: 'heard', what: 'number-leased', with: { agentId: ANN } },
  ]);
});

test('what is about no attempt is not told', () => {
  const draft = { interactionId: interactionId('i-1'), note: 'Nora called' };
  for (const it of [
    { type: 'contact-renamed', chainId: chainId('1'), contactName: 'Nora' },
    { type: 'save-draft', ...draft, callResult: undefined, dispositionCode: undefined },
    { type: 'load-nothing', groupId: campaignGroupId('g-1') },
  ]) {
    expect(traceOf('written', it as unknown as Write)).toEqual([]);
  }
});

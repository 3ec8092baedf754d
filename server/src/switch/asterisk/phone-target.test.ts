import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { agentId, siteId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { newLine } from './agent-line.ts';
import type { PhoneTarget } from './phone-target.ts';
import { phoneTarget } from './phone-target.ts';

const desk = (address: string): PhoneChoice => ({ kind: 'desk', address });
const atDesk = (address: string): PhoneTarget => ({
  by: 'endpoint',
  endpoint: `PJSIP/main~desk/${address}`,
  codecs: 'alaw,ulaw,g722',
});

test.each<[phone: PhoneChoice, target: PhoneTarget]>([
  [
    { kind: 'browser' },
    { by: 'endpoint', endpoint: 'PJSIP/main~agent~ann', codecs: 'alaw,opus,ulaw' },
  ],
  [desk('sip:ann@desk.example'), atDesk('sip:ann@desk.example')],
  [desk(' sip:ann.b+1@10.0.0.7:5062 '), atDesk('sip:ann.b+1@10.0.0.7:5062')],
  [desk('+1 202 555 0143'), { by: 'number', number: '+12025550143' }],
  [desk('0143'), { by: 'nothing' }],
  [desk('sip:ann@desk.example;transport=tcp'), { by: 'nothing' }],
  [desk('sip:a@b&PJSIP/other'), { by: 'nothing' }],
  [desk(''), { by: 'nothing' }],
])('%o is called as %o', (phone, target) => {
  expect(phoneTarget(siteId('main'), { ...newLine(agentId('ann')), phone })).toEqual(target);
});

import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { agentId, siteId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { newLine } from './agent-line.ts';
import type { PhoneTarget } from './phone-target.ts';
import { phoneTarget } from './phone-target.ts';

const targetOf = (phone: PhoneChoice): PhoneTarget =>
  phoneTarget(siteId('north'), { ...newLine(agentId('ann')), phone });

test('a browser is called at its account', () => {
  expect(targetOf({ kind: 'browser' })).toEqual({
    by: 'endpoint',
    endpoint: 'PJSIP/north~agent~ann',
    codecs: 'alaw,opus,ulaw',
  });
});

test.each([
  'sip:ann@desk.example',
  'sip:1001@203.0.113.9:5062',
  'sip:+12025550100@desk.example',
  'sip:ann~b_c*1.d-e@desk-1.example',
])('a desk phone at %s', (address) => {
  expect(targetOf({ kind: 'desk', address })).toEqual({
    by: 'endpoint',
    endpoint: `PJSIP/north~desk/${address}`,
    codecs: 'alaw,ulaw,g722',
  });
});

test.each<[address: string, number: string]>([
  ['+12025550100', '+12025550100'],
  [' +1 (202) 555-0100 ', '+12025550100'],
])('a number %s goes out like a call', (address, number) => {
  expect(targetOf({ kind: 'desk', address })).toEqual({ by: 'number', number });
});

test.each([
  '',
  'ann',
  '2025550100',
  'sip:ann',
  'sips:ann@desk.example',
  'sip:ann@desk.example;transport=tcp',
  'sip:ann@desk.example&Local/s@other',
  'sip:ann/b@desk.example',
  'sip:ann,b@desk.example',
  'sip:ann@desk.example\nsip:ben@desk.example',
  'sip:ann@desk.example:123456',
  'sip:ann@[2001:db8::9]',
])('nobody is called at %j', (address) => {
  expect(targetOf({ kind: 'desk', address })).toEqual({ by: 'nothing' });
});

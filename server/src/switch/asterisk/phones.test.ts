import { agentId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import { onAgentLegUp, raiseAgent } from './agent-legs.ts';
import type { AriEventOf, Endpoint } from './ari-types.ts';
import { lineOf } from './exchange.ts';
import {
  lookAtPhone,
  onContact,
  onEndpoint,
  provisionPhone,
  pushPhones,
  watchPhones,
} from './phones.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

let at: TestExchange;
const ann = agentId('ann');

const endpoint = (state: string, resource = 'main~agent~ann'): Endpoint => ({
  technology: 'PJSIP',
  resource,
  state,
  channel_ids: [],
});

beforeEach(() => {
  at = new TestExchange();
  at.ari.answers.set('getObject', refusedWith(404));
  at.ari.answers.set('putObject', () => []);
  at.ari.answers.set('subscribe', () => ({ name: 'outpace-main', channel_ids: [] }));
  at.ari.answers.set('endpoint', () => endpoint('offline'));
});

const contact = (contact_status: string, uri: string): AriEventOf<'ContactStatusChange'> => ({
  type: 'ContactStatusChange',
  application: 'outpace-main',
  timestamp: '',
  endpoint: endpoint('online'),
  contact_info: { uri, contact_status, aor: 'main~agent~ann' },
});

test('an account is made, watched, and told with its state', async () => {
  const account = await provisionPhone(at.x, ann, 'shift');
  expect(account).toEqual({ user: 'main~agent~ann', domain: 'outpace.invalid' });
  expect(at.asked()).toEqual([
    'getObject res_pjsip aor main~agent~ann',
    'putObject res_pjsip auth main~agent~ann',
    'putObject res_pjsip aor main~agent~ann',
    'putObject res_pjsip endpoint main~agent~ann',
    'subscribe outpace-main endpoint:PJSIP/main~agent~ann',
    'endpoint PJSIP main~agent~ann',
  ]);
  expect(at.heard()).toEqual(['phone-reachable ann false']);
});

test('an account that is there gets the password and keeps its place', async () => {
  at.ari.answers.set('getObject', () => [{ attribute: 'max_contacts', value: '1' }]);
  await provisionPhone(at.x, ann, 'next shift');
  expect(at.asked().filter((line) => line.startsWith('put'))).toEqual([
    'putObject res_pjsip auth main~agent~ann',
    'putObject res_pjsip endpoint main~agent~ann',
  ]);
});

test('a switch that refuses makes none', async () => {
  at.ari.answers.set('putObject', refusedWith(403));
  await expect(provisionPhone(at.x, ann, 'shift')).rejects.toMatchObject({ status: 403 });
});

test('signing in and out is told once each, and other sites are not ours', async () => {
  await provisionPhone(at.x, ann, 'shift');
  at.heard();
  onEndpoint(at.x, endpoint('online'));
  onEndpoint(at.x, endpoint('online'));
  onEndpoint(at.x, endpoint('online', 'branch~agent~ann'));
  onEndpoint(at.x, endpoint('offline'));
  expect(at.heard()).toEqual(['phone-reachable ann true', 'phone-reachable ann false']);
});

test('the leg goes with the sign-in that it was raised to', () => {
  onContact(at.x, contact('NonQualified', 'sip:first'));
  onEndpoint(at.x, endpoint('online'));
  raiseAgent(at.x, { type: 'raise-agent', agentId: ann, music: false });
  onAgentLegUp(at.x, ann, at.legOf('agent'));
  at.asked();
  onContact(at.x, contact('NonQualified', 'sip:second'));
  onContact(at.x, contact('Removed', 'sip:first'));
  expect(at.asked()).toEqual(['hangUp agent:ann']);
  expect(lineOf(at.x, ann).contact).toBe('sip:second');
});

test('a switch that has started again is told all accounts that are known', async () => {
  await provisionPhone(at.x, ann, 'shift');
  at.agentUp('ben');
  at.asked();
  await pushPhones(at.x);
  expect(at.asked().map((line) => line.split(' ').slice(2).join(' '))).toEqual([
    'aor main~agent~ann',
    'auth main~agent~ann',
    'aor main~agent~ann',
    'endpoint main~agent~ann',
  ]);
});

test('a phone of an earlier process is found signed in, or not at all', async () => {
  at.ari.answers.set('endpoint', () => endpoint('online'));
  await lookAtPhone(at.x, ann);
  expect(at.heard()).toEqual(['phone-reachable ann true']);
  at.ari.answers.set('subscribe', refusedWith(404));
  await lookAtPhone(at.x, agentId('ben'));
  expect(at.heard()).toEqual([]);
});

test('all phones are looked at after a break', async () => {
  await provisionPhone(at.x, ann, 'shift');
  onEndpoint(at.x, endpoint('online'));
  at.ari.answers.set('endpoint', () => endpoint('offline'));
  await watchPhones(at.x);
  expect(lineOf(at.x, ann).isOnline).toBe(false);
});

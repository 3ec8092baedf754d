import { expect, test } from 'vitest';
import { newSipAgent } from './new-sip-agent.ts';

test('the library takes the settings of a page behind TLS, and waits for its start', async () => {
  const settings = {
    user: 'ana',
    domain: 'outpace.invalid',
    password: 'secret',
    socketPath: '/api/sip',
    registerSeconds: 60,
  } as const;
  const agent = await newSipAgent(settings, 'https://calls.example/agent?x=1');
  expect(agent.get('authorization_user')).toBe('ana');
  expect(agent.isConnected()).toBe(false);
});

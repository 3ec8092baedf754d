import { expect, test } from 'vitest';
import type { AriMessage } from './ari-calls.ts';
import { ariMessage } from './ari-calls.ts';

test.each<[why: string, message: AriMessage, expected: AriMessage]>([
  [
    'nothing but a path',
    ariMessage('listChannels', {}),
    { verb: 'GET', uri: 'channels', body: undefined },
  ],
  [
    'places in the path, whatever stands in them',
    ariMessage('stopRecording', { recordingName: 'north/2026-01/i 1?x=y' }),
    { verb: 'POST', uri: 'recordings/live/north%2F2026-01%2Fi%201%3Fx%3Dy/stop', body: undefined },
  ],
  [
    'two of them',
    ariMessage('snoop', { channelId: 'a', snoopId: 'b', app: 'outpace-north', spy: 'in' }),
    { verb: 'POST', uri: 'channels/a/snoop/b?app=outpace-north&spy=in', body: undefined },
  ],
  [
    'what is not given is not sent, and what is empty is',
    ariMessage('setVariable', { channelId: 'a', variable: 'PAUSED', value: '' }),
    { verb: 'POST', uri: 'channels/a/variable?variable=PAUSED&value=', body: undefined },
  ],
  [
    'undefined is not given',
    ariMessage('originate', { endpoint: 'PJSIP/a@b', callerId: undefined, timeout: 30 }),
    { verb: 'POST', uri: 'channels?endpoint=PJSIP%2Fa%40b&timeout=30', body: undefined },
  ],
  [
    'a plus stays a plus',
    ariMessage('originate', { endpoint: 'PJSIP/+12025550100@carrier' }),
    { verb: 'POST', uri: 'channels?endpoint=PJSIP%2F%2B12025550100%40carrier', body: undefined },
  ],
  [
    'variables in the body, under their name',
    ariMessage('originate', { endpoint: 'PJSIP/a@b', variables: { OUTPACE_LEG: 'customer' } }),
    {
      verb: 'POST',
      uri: 'channels?endpoint=PJSIP%2Fa%40b',
      body: '{"variables":{"OUTPACE_LEG":"customer"}}',
    },
  ],
  [
    'fields likewise',
    ariMessage('putObject', {
      configClass: 'res_pjsip',
      objectType: 'auth',
      id: 'north~agent~ann',
      fields: [{ attribute: 'username', value: 'ann' }],
    }),
    {
      verb: 'PUT',
      uri: 'asterisk/config/dynamic/res_pjsip/auth/north~agent~ann',
      body: '{"fields":[{"attribute":"username","value":"ann"}]}',
    },
  ],
  [
    'the filter is a body by itself',
    ariMessage('filterEvents', {
      applicationName: 'outpace-north',
      filter: { disallowed: [{ type: 'ChannelVarset' }] },
    }),
    {
      verb: 'PUT',
      uri: 'applications/outpace-north/eventFilter',
      body: '{"disallowed":[{"type":"ChannelVarset"}]}',
    },
  ],
])('%s', (_why, message, expected) => {
  expect(message).toEqual(expected);
});

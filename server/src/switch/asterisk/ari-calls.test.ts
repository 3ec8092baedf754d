import { expect, test } from 'vitest';
import { ariMessage } from './ari-calls.ts';

test('parameters travel in the path, the query or the body, each where it belongs', () => {
  const message = ariMessage('originate', {
    endpoint: 'PJSIP/+12025550142@carrier',
    channelId: 'main~customer~a1~0..',
    timeout: 20,
    callerId: undefined,
    variables: { OUTPACE_LEG: 'customer' },
  });
  expect(message).toEqual({
    verb: 'POST',
    uri:
      'channels?endpoint=PJSIP%2F%2B12025550142%40carrier' +
      '&channelId=main%7Ecustomer%7Ea1%7E0..&timeout=20',
    body: '{"variables":{"OUTPACE_LEG":"customer"}}',
  });
});

test('a name with folders is one part of the path', () => {
  expect(ariMessage('stopRecording', { recordingName: 'main/2026-01/i1' })).toEqual({
    verb: 'POST',
    uri: 'recordings/live/main%2F2026-01%2Fi1/stop',
    body: undefined,
  });
});

test('a filter is its body, and fields are a part of theirs', () => {
  const filter = { disallowed: [{ type: 'Dial' }] };
  expect(ariMessage('filterEvents', { applicationName: 'a', filter }).body).toBe(
    '{"disallowed":[{"type":"Dial"}]}',
  );
  const object = { configClass: 'res_pjsip', objectType: 'aor', id: 'x' };
  const fields = [{ attribute: 'contact', value: 'sip:x' }];
  expect(ariMessage('putObject', { ...object, fields }).body).toBe(
    '{"fields":[{"attribute":"contact","value":"sip:x"}]}',
  );
});

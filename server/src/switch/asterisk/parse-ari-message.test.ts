import { describe, expect, test } from 'vitest';
import type { AriEvent } from './ari-types.ts';
import type { AriIncoming } from './parse-ari-message.ts';
import { parseAriAnswer, parseAriMessage, parseJson } from './parse-ari-message.ts';

const channel = {
  id: 'leg',
  protocol_id: 'call-id@host',
  name: 'PJSIP/carrier-00000001',
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: 'outpace-dial', exten: 's', app_name: 'Stasis', app_data: 'outpace-north' },
  creationtime: '2026-06-01T15:00:00.000+0000',
};
const gone = {
  type: 'ChannelDestroyed',
  application: 'outpace-north',
  timestamp: '2026-06-01T15:00:00.000+0000',
  channel,
  cause: 17,
  cause_txt: 'User busy',
  tech_cause: 486,
} as const;
const answer = { type: 'RESTResponse', request_id: '7', status_code: 204 } as const;

test.each<[why: string, message: unknown, incoming: AriIncoming | undefined]>([
  ['an event', gone, { of: 'event', event: gone }],
  [
    'fields that nobody reads',
    { ...gone, asterisk_id: 'x' },
    { of: 'event', event: { ...gone, asterisk_id: 'x' } as AriEvent },
  ],
  ['an event that nobody listens to', { ...gone, type: 'ChannelUserevent' }, undefined],
  ['an event of a later version', { ...gone, type: 'ChannelThought' }, undefined],
  [
    'an event without what we need',
    { ...gone, channel: undefined },
    { of: 'nonsense', type: 'ChannelDestroyed' },
  ],
  ['a cause in words', { ...gone, cause: 'busy' }, { of: 'nonsense', type: 'ChannelDestroyed' }],
  ['an answer', answer, { of: 'answer', answer }],
  [
    'an answer to nobody',
    { ...answer, request_id: undefined },
    { of: 'nonsense', type: 'RESTResponse' },
  ],
  ['something without a type', { cause: 17 }, { of: 'nonsense', type: 'no type' }],
  ['a type that is no word', { type: 7 }, { of: 'nonsense', type: 'no type' }],
  ['nothing', null, { of: 'nonsense', type: 'no type' }],
  ['a list', [gone], { of: 'nonsense', type: 'no type' }],
])('%s', (_why, message, incoming) => {
  expect(parseAriMessage(JSON.stringify(message))).toEqual(incoming);
});

test('what is not even JSON', () => {
  expect(parseAriMessage('<html>')).toEqual({ of: 'nonsense', type: 'no type' });
  expect(parseAriMessage('')).toEqual({ of: 'nonsense', type: 'no type' });
});

describe('answers', () => {
  test('a model is what it says', () => {
    expect(parseAriAnswer('channel', channel)).toEqual({ value: channel });
    expect(parseAriAnswer('channel', { ...channel, state: 1 })).toBeUndefined();
    expect(parseAriAnswer('channel', '')).toBeUndefined();
  });

  test('each of a list counts', () => {
    expect(parseAriAnswer('listChannels', [])).toEqual({ value: [] });
    expect(parseAriAnswer('listChannels', [channel])).toEqual({ value: [channel] });
    expect(parseAriAnswer('listChannels', [channel, {}])).toBeUndefined();
    expect(parseAriAnswer('listChannels', channel)).toBeUndefined();
  });

  test('where nothing is given anything is nothing', () => {
    for (const body of ['', undefined, { message: 'done' }]) {
      expect(parseAriAnswer('hangUp', body)).toEqual({ value: undefined });
    }
  });
});

test.each<[text: string, content: unknown]>([
  ['{"a":1}', { a: 1 }],
  ['', ''],
  ['<html>Bad Gateway</html>', '<html>Bad Gateway</html>'],
])('%j is read as JSON where it is JSON', (text, content) => {
  expect(parseJson(text)).toEqual(content);
});

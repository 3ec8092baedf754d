import { siteId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import type { AriEvent, AriEventType, Channel } from './ari-types.ts';
import { legId } from './leg-id.ts';
import { record } from './recordings.ts';
import { onAriEvent } from './switch-events.ts';
import { TestExchange } from './test-exchange.ts';

let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

const channel = (id: string, state = 'Up'): Channel => ({
  id,
  protocol_id: '',
  name: '',
  state,
  caller: { name: '', number: '' },
  dialplan: { context: '', exten: '', app_name: '', app_data: '' },
  creationtime: '',
});

const say = (type: AriEventType, more: object): void =>
  onAriEvent(at.x, { type, application: 'outpace-main', timestamp: '', ...more } as AriEvent);

test('the life of a call, as the switch tells it', () => {
  const leg = at.customerLeg(at.dial('a1', 'balanced'));
  say('Dial', { peer: channel(leg, 'Down'), dialstatus: '' });
  say('Dial', { peer: channel(leg, 'Ringing'), dialstatus: 'RINGING' });
  say('ChannelStateChange', { channel: channel(leg, 'Ringing') });
  say('StasisStart', { channel: channel(leg), args: [] });
  say('StasisStart', { channel: channel(leg), args: [] });
  const listener = at.legOf('listener');
  say('StasisStart', { channel: channel(listener), args: [] });
  say('ChannelToneDetected', { channel: channel(listener) });
  say('ChannelHangupRequest', { channel: channel(leg), cause: 0 });
  say('StasisEnd', { channel: channel(leg) });
  say('ChannelDestroyed', { channel: channel(leg), cause: 0, cause_txt: 'Unknown' });
  say('ChannelDestroyed', { channel: channel(leg), cause: 0, cause_txt: 'Unknown' });
  expect(at.heard()).toEqual([
    'call-ringing a1',
    'call-answered a1',
    'call-progress a1 fax TONE-2100 0',
    'call-ended a1 remote-release',
  ]);
});

test('ringing may be told by the state of the leg alone', () => {
  const leg = at.customerLeg(at.dial());
  say('ChannelStateChange', { channel: channel(leg, 'Ringing') });
  say('ChannelDestroyed', { channel: channel(leg), cause: 17, cause_txt: '', tech_cause: 486 });
  expect(at.heard()).toEqual(['call-ringing a1', 'call-ended a1 busy']);
});

test('the life of an agent, and of a recording', () => {
  const [call] = at.talking();
  const leg = at.legOf('agent');
  const interactionId = 'i1';
  const order = { type: 'record', attemptId: call, interactionId, what: 'start' } as const;
  record(at.x, { ...order, announcement: 'none' } as never);
  const recorder = at.legOf('recorder');
  const recording = { name: 'x', format: 'wav', target_uri: `channel:${recorder}`, state: '' };
  say('StasisStart', { channel: channel(recorder), args: ['record', 'x'] });
  say('RecordingStarted', { recording });
  say('RecordingFinished', { recording: { ...recording, duration: 1 } });
  say('StasisEnd', { channel: channel(recorder) });
  say('ChannelDestroyed', { channel: channel(leg), cause: 16, cause_txt: '' });
  expect(at.heard().map((line) => line.replace(/main\S+ /, ''))).toEqual([
    'recording a1 i1 started',
    'recording a1 i1 finished 0',
    'agent-leg ann hung-up',
  ]);
});

test('a recording that fails is told', () => {
  const [call] = at.talking();
  record(at.x, {
    type: 'record',
    attemptId: call,
    interactionId: 'i1',
    what: 'start',
    announcement: 'none',
  } as never);
  const target_uri = `channel:${at.legOf('recorder')}`;
  say('RecordingFailed', { recording: { name: 'x', format: 'wav', target_uri, state: '' } });
  expect(at.heard()[0]).toMatch(/failed$/);
});

test('the legs of other sites, and what nobody here has made, concern nobody here', () => {
  at.answered();
  at.heard();
  at.asked();
  const site = siteId('branch');
  const other = legId({ site, kind: 'customer', owner: 'a1', serial: 0 });
  for (const id of [other, '1795634923.12']) {
    say('StasisStart', { channel: channel(id), args: [] });
    say('Dial', { peer: channel(id), dialstatus: 'RINGING' });
    say('ChannelStateChange', { channel: channel(id, 'Ringing') });
    say('StasisEnd', { channel: channel(id) });
    say('ChannelHangupRequest', { channel: channel(id) });
    say('ChannelToneDetected', { channel: channel(id) });
    say('ChannelDestroyed', { channel: channel(id), cause: 16, cause_txt: '' });
    say('RecordingFinished', {
      recording: { name: 'x', format: 'wav', target_uri: `channel:${id}`, state: '' },
    });
  }
  say('PlaybackFinished', { playback: { id: '', media_uri: '', target_uri: '', state: '' } });
  expect([at.heard(), at.asked()]).toEqual([[], []]);
});

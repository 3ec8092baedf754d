import { agentId, siteId } from '@outpace/engine/basics/ids.ts';
import { describe, expect, test } from 'vitest';
import type { SipObject } from './sip-objects.ts';
import {
  agentEndpoint,
  agentObjects,
  callerIdOf,
  codecsOf,
  deskObjects,
  dialString,
  trunkEndpoint,
  trunkObjects,
  trunkOfChannel,
} from './sip-objects.ts';
import type { TrunkSettings } from './trunk-settings.ts';

const north = siteId('north');
const plain: TrunkSettings = {
  name: 'carrier',
  host: '192.0.2.7:5080',
  callsPerSecond: 10,
  channels: 30,
};
const account = { user: 'shop', secret: 'not so secret' };

const typesOf = (objects: readonly SipObject[]): readonly string[] =>
  objects.map(({ type }) => type);
const fieldsOf = (objects: readonly SipObject[], type: SipObject['type']): SipObject['fields'] =>
  objects.find((object) => object.type === type)?.fields ?? {};

test.each<[plus: boolean | undefined, dialed: string]>([
  [undefined, 'PJSIP/+12025550100@north~trunk~carrier'],
  [true, 'PJSIP/+12025550100@north~trunk~carrier'],
  [false, 'PJSIP/12025550100@north~trunk~carrier'],
])('a number with its plus (%s) goes out as %s', (plus, dialed) => {
  const trunk = plus === undefined ? plain : { ...plain, plus };
  expect(dialString(north, trunk, '+12025550100')).toBe(dialed);
});

test.each<[channel: string, trunk: string | undefined]>([
  ['PJSIP/north~trunk~carrier-0000001a', 'carrier'],
  ['PJSIP/north~trunk~carrier-2-0000001a', 'carrier-2'],
  ['PJSIP/south~trunk~carrier-0000001a', undefined],
  ['PJSIP/north~agent~ann-0000001a', undefined],
  ['Snoop/north~customer~a-1-0000001a', undefined],
])('the trunk of the channel %s is %s', (channel, trunk) => {
  expect(trunkOfChannel(north, channel)).toBe(trunk);
});

test.each<[callerId: TrunkSettings['callerId'], shown: string | undefined]>([
  [undefined, undefined],
  [{ number: '+12025550100' }, '+12025550100'],
  [{ number: '+12025550100', name: 'Shop & Sons' }, '"Shop & Sons" <+12025550100>'],
])('of the caller %o the called person sees %s', (callerId, shown) => {
  expect(callerIdOf(callerId === undefined ? plain : { ...plain, callerId })).toBe(shown);
});

// biome-ignore format: a table is read in columns.
test.each<[trunk: Partial<TrunkSettings>, shown: string]>([
  [{},                                                     '+12025550177'],
  [{ plus: false },                                        '12025550177'],
  [{ callerId: { number: '+12025550100', name: 'Shop' } }, '"Shop" <+12025550177>'],
])('a number that was chosen for the dial goes before the own one of %o: %s', (trunk, shown) => {
  expect(callerIdOf({ ...plain, ...trunk }, '+12025550177')).toBe(shown);
});

test('codecs in the order of preference', () => {
  expect(codecsOf(plain)).toBe('alaw,ulaw');
  expect(codecsOf({ ...plain, codecs: ['opus', 'g722', 'alaw'] })).toBe('opus,g722,alaw');
});

describe('a trunk', () => {
  test.each<[why: string, trunk: TrunkSettings, types: readonly string[]]>([
    ['by address alone', plain, ['aor', 'endpoint', 'identify']],
    ['with an account', { ...plain, account }, ['auth', 'aor', 'endpoint', 'identify']],
    [
      'that says all the time where we are',
      { ...plain, account: { ...account, register: true } },
      ['auth', 'aor', 'endpoint', 'identify', 'registration'],
    ],
  ])('%s: what is named comes before what names it', (_why, trunk, types) => {
    const objects = trunkObjects(north, trunk);
    expect(typesOf(objects)).toEqual(types);
    expect(new Set(objects.map(({ id }) => id))).toEqual(new Set(['north~trunk~carrier']));
  });

  test('calls go where it is, and only from there do they come', () => {
    const objects = trunkObjects(north, plain);
    expect(fieldsOf(objects, 'aor')).toMatchObject({ contact: 'sip:192.0.2.7:5080' });
    expect(fieldsOf(objects, 'identify')).toEqual({
      endpoint: 'north~trunk~carrier',
      match: '192.0.2.7:5080',
    });
  });

  test.each<[host: string, isRecognized: boolean]>([
    ['192.0.2.7', true],
    ['[2001:db8::1]:5060', true],
    // A name would be looked up by the switch while all requests wait.
    ['sip.example.org', false],
    ['7.example.org:5060', false],
  ])('who calls from %s is recognized: %s', (host, isRecognized) => {
    const types = typesOf(trunkObjects(north, { ...plain, host }));
    expect(types.includes('identify')).toBe(isRecognized);
  });

  test('a carrier is asked whether it is there, unless it does not answer that', () => {
    const aor = (more: Partial<TrunkSettings>) =>
      fieldsOf(trunkObjects(north, { ...plain, ...more }), 'aor');
    expect(aor({})).toHaveProperty('qualify_frequency');
    expect(aor({ qualify: false })).not.toHaveProperty('qualify_frequency');
  });

  test('sound that stops for ever ends the call, and who talks with whom stays here', () => {
    const fields = fieldsOf(trunkObjects(north, plain), 'endpoint');
    expect(Number(fields.rtp_timeout)).toBeGreaterThan(0);
    expect(fields).toMatchObject({
      context: 'outpace-incoming',
      direct_media: 'no',
      allow_transfer: 'no',
      send_connected_line: 'no',
    });
    expect(fields).not.toHaveProperty('outbound_auth');
  });

  test('an account is who we are', () => {
    const objects = trunkObjects(north, { ...plain, account: { ...account, register: true } });
    expect(fieldsOf(objects, 'auth')).toEqual({
      auth_type: 'digest',
      username: 'shop',
      password: 'not so secret',
    });
    const named = { outbound_auth: 'north~trunk~carrier' };
    expect(fieldsOf(objects, 'endpoint')).toMatchObject({ ...named, from_user: 'shop' });
    expect(fieldsOf(objects, 'registration')).toMatchObject({
      ...named,
      server_uri: 'sip:192.0.2.7:5080',
      client_uri: 'sip:shop@192.0.2.7:5080',
    });
  });
});

test("an agent's phone: one browser at a time, whose password is nowhere but in its place", () => {
  const objects = agentObjects(north, agentId('ann'), 'a-secret');
  expect(typesOf(objects)).toEqual(['auth', 'aor', 'endpoint']);
  expect(fieldsOf(objects, 'aor')).toEqual({ max_contacts: '1', remove_existing: 'yes' });
  expect(fieldsOf(objects, 'auth')).toEqual({
    auth_type: 'digest',
    username: 'north~agent~ann',
    password: 'a-secret',
  });
  const endpoint = fieldsOf(objects, 'endpoint');
  expect(endpoint).toMatchObject({
    auth: 'north~agent~ann',
    aors: 'north~agent~ann',
    webrtc: 'yes',
    context: 'outpace-incoming',
    transport: 'outpace-ws',
  });
  expect(JSON.stringify(endpoint)).not.toContain('a-secret');
});

test('desk phones are called through something that names nobody', () => {
  const [endpoint, ...others] = deskObjects(north);
  expect(others).toEqual([]);
  expect(endpoint).toMatchObject({ type: 'endpoint', id: 'north~desk' });
  expect(endpoint?.fields).not.toHaveProperty('aors');
});

test('people and trunks of two sites never have one name', () => {
  const south = siteId('south');
  const names = [north, south].flatMap((site) => [
    trunkEndpoint(site, 'ann'),
    agentEndpoint(site, agentId('ann')),
  ]);
  expect(new Set(names).size).toBe(4);
});

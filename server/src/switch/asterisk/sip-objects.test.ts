import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import {
  agentObjects,
  callerIdOf,
  codecsOf,
  deskObjects,
  dialString,
  trunkObjects,
  trunkOfChannel,
} from './sip-objects.ts';
import { SITE, TRUNK } from './test-exchange.ts';
import type { TrunkSettings } from './trunk-settings.ts';

const account = { user: 'us', secret: 'secret' };
const typesOf = (more: Partial<TrunkSettings>): readonly string[] =>
  trunkObjects(SITE, { ...TRUNK, ...more }).map(({ type }) => type);

test('what an endpoint names is pushed before it', () => {
  expect(typesOf({})).toEqual(['aor', 'endpoint', 'identify']);
  expect(typesOf({ account })).toEqual(['auth', 'aor', 'endpoint', 'identify']);
  expect(typesOf({ account: { ...account, register: true } }).at(-1)).toBe('registration');
});

test('a trunk is one host in every object of it', () => {
  const objects = trunkObjects(SITE, {
    ...TRUNK,
    host: 'sip.carrier.example:5080',
    account: { ...account, register: true },
  });
  const fields = Object.fromEntries(objects.map((object) => [object.type, object.fields]));
  expect(fields).toMatchObject({
    auth: { username: 'us', password: 'secret' },
    aor: { contact: 'sip:sip.carrier.example:5080' },
    endpoint: { outbound_auth: 'main~trunk~carrier', aors: 'main~trunk~carrier', from_user: 'us' },
    identify: { match: 'sip.carrier.example:5080' },
    registration: {
      server_uri: 'sip:sip.carrier.example:5080',
      client_uri: 'sip:us@sip.carrier.example:5080',
    },
  });
});

test('sound goes through the switch, and nobody is told outside who talks with whom', () => {
  for (const { fields, type } of [...trunkObjects(SITE, TRUNK), ...deskObjects(SITE)]) {
    if (type !== 'endpoint') continue;
    expect(fields).toMatchObject({
      direct_media: 'no',
      send_connected_line: 'no',
      allow_transfer: 'no',
      context: 'outpace-incoming',
    });
  }
});

test('an agent has one browser at a time', () => {
  const [auth, aor, endpoint] = agentObjects(SITE, agentId('ann'), 'shift');
  expect(auth?.fields).toMatchObject({ username: 'main~agent~ann', password: 'shift' });
  expect(aor?.fields).toEqual({ max_contacts: '1', remove_existing: 'yes' });
  expect(endpoint?.fields).toMatchObject({ webrtc: 'yes', auth: 'main~agent~ann' });
});

test('a number is dialed as the carrier wants it', () => {
  const number = '+12025550142';
  expect(dialString(SITE, TRUNK, number)).toBe('PJSIP/+12025550142@main~trunk~carrier');
  const without = dialString(SITE, { ...TRUNK, plus: false }, number);
  expect(without).toBe('PJSIP/12025550142@main~trunk~carrier');
});

test('codecs and caller id are as configured', () => {
  expect(codecsOf(TRUNK)).toBe('alaw,ulaw');
  expect(codecsOf({ ...TRUNK, codecs: ['g722'] })).toBe('g722');
  const callerId = { number: '+12025550199' };
  expect(callerIdOf(TRUNK)).toBeUndefined();
  expect(callerIdOf({ ...TRUNK, callerId })).toBe('+12025550199');
  expect(callerIdOf({ ...TRUNK, callerId: { ...callerId, name: 'Us' } })).toBe(
    '"Us" <+12025550199>',
  );
});

test.each([
  ['PJSIP/main~trunk~two-lines-0000001a', 'two-lines'],
  ['PJSIP/other~trunk~carrier-00000001', undefined],
  ['PJSIP/main~desk-00000001', undefined],
  ['Snoop/x-00000001', undefined],
])('the trunk of the channel %s is %s', (name, trunk) => {
  expect(trunkOfChannel(SITE, name)).toBe(trunk);
});

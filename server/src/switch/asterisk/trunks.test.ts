import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { AriEventOf } from './ari-types.ts';
import { refusedWith, TestExchange, TRUNK } from './test-exchange.ts';
import { onTrunkContact, pushTrunks } from './trunks.ts';

const endpoint = (state: string) => ({
  technology: 'PJSIP',
  resource: 'main~trunk~carrier',
  state,
  channel_ids: [],
});

function answering(): TestExchange {
  const at = new TestExchange();
  at.ari.answers.set('getObject', refusedWith(404));
  at.ari.answers.set('putObject', () => []);
  at.ari.answers.set('subscribe', () => ({ name: 'outpace-main', channel_ids: [] }));
  at.ari.answers.set('endpoint', () => endpoint('online'));
  return at;
}

test('the switch learns each trunk, and tells of all its calls', async () => {
  const at = answering();
  await pushTrunks(at.x, [TRUNK], at.pool);
  expect(at.asked()).toEqual([
    'endpoints',
    'putObject res_pjsip endpoint main~desk',
    'subscribe outpace-main endpoint:PJSIP/main~desk',
    'getObject res_pjsip aor main~trunk~carrier',
    'putObject res_pjsip aor main~trunk~carrier',
    'putObject res_pjsip endpoint main~trunk~carrier',
    'subscribe outpace-main endpoint:PJSIP/main~trunk~carrier',
    'endpoint PJSIP main~trunk~carrier',
  ]);
});

test.each<[why: string, contacts: readonly string[], isForgotten: boolean]>([
  ['where a trunk led before it moved is forgotten', ['sip:old.carrier.example'], true],
  ['and what was added to it', ['sip:sip.carrier.example', 'sip:old.carrier.example'], true],
  ['one that has not moved stays as it is', ['sip:sip.carrier.example'], false],
])('%s', async (_why, contacts, isForgotten) => {
  const at = answering();
  at.ari.answers.set('getObject', () => contacts.map((value) => ({ attribute: 'contact', value })));
  at.ari.answers.set('deleteObject', () => undefined);
  await pushTrunks(at.x, [TRUNK], at.pool);
  const forgotten = at.asked().filter((line) => line.startsWith('deleteObject'));
  expect(forgotten).toEqual(isForgotten ? ['deleteObject res_pjsip aor main~trunk~carrier'] : []);
});

test('trunks of this site that nobody wants any more are taken away, and only those', async () => {
  const at = answering();
  const names = ['main~trunk~carrier', 'main~trunk~old', 'branch~trunk~old', 'main~agent~ann'];
  at.ari.answers.set('endpoints', () =>
    names.map((resource) => ({ ...endpoint('online'), resource })),
  );
  at.ari.answers.set('deleteObject', refusedWith(404));
  await pushTrunks(at.x, [TRUNK], at.pool);
  const forgotten = at.asked().filter((line) => line.startsWith('deleteObject'));
  const types = ['registration', 'identify', 'endpoint', 'auth', 'aor'];
  expect(forgotten).toEqual(types.map((type) => `deleteObject res_pjsip ${type} main~trunk~old`));
});

test('addresses are compared without their mask', async () => {
  const at = answering();
  const match = { attribute: 'match', value: '192.0.2.7:5080/255.255.255.255' };
  const contact = { attribute: 'contact', value: 'sip:192.0.2.7:5080' };
  at.ari.answers.set('getObject', () => [match, contact]);
  await pushTrunks(at.x, [{ ...TRUNK, host: '192.0.2.7:5080' }], at.pool);
  expect(at.asked().filter((line) => line.startsWith('deleteObject'))).toEqual([]);
});

test('a trunk that the switch does not take is not used, and the others are', async () => {
  const at = answering();
  let count = 0;
  at.ari.answers.set('putObject', () => {
    count += 1;
    // The first object is for desk phones, the second the first of the trunk.
    return count === 2 ? refusedWith(400)() : [];
  });
  await pushTrunks(at.x, [TRUNK], at.pool);
  expect(at.pool.take('leg', instant(0)).of).toBe('full');
});

const told = (contact_status: string, resource = 'main~trunk~carrier') =>
  ({
    type: 'ContactStatusChange',
    application: 'outpace-main',
    timestamp: '',
    endpoint: { ...endpoint('online'), resource },
    contact_info: { uri: 'sip:x', contact_status, aor: resource },
  }) satisfies AriEventOf<'ContactStatusChange'>;

test('a carrier that answers no more is left out until it answers again', () => {
  const at = new TestExchange();
  const isFree = (): boolean => {
    const choice = at.pool.take('leg', at.timers.now());
    at.pool.release('leg');
    at.pass(1_000);
    return choice.of === 'trunk';
  };
  onTrunkContact(at.x, at.pool, told('Unreachable', 'main~agent~ann'));
  expect(isFree()).toBe(true);
  onTrunkContact(at.x, at.pool, told('Unreachable'));
  expect(isFree()).toBe(false);
  onTrunkContact(at.x, at.pool, told('NonQualified'));
  expect(isFree()).toBe(false);
  onTrunkContact(at.x, at.pool, told('Reachable'));
  expect(isFree()).toBe(true);
});

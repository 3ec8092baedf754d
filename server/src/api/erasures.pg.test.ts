import type { ErasurePreview, ErasureRow } from '@outpace/protocol/erasures.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertCallingList } from '../store/calling-lists.ts';
import { addPerson, type TestPerson, ZOE } from '../store/test-person.ts';
import { listBody } from '../store/test-site.ts';
import { FakeRecordings } from './fake-recordings.ts';
import { TestApp } from './test-app.ts';

const recordings = new FakeRecordings();
let app: TestApp;
let zoe: TestPerson;
beforeAll(async () => {
  app = await TestApp.open({ recordings });
  await insertCallingList(app.pool, app.site, 'l-1', listBody('Customers'));
  zoe = await addPerson(app);
  recordings.files.set('file-i-1', 'a voice');
});
afterAll(() => app.close());

const person = { kind: 'phone', phone: '+1 212 555 0142' };
const preview = () =>
  app.ask<ErasurePreview>('administrator', '/api/erasure-previews', { body: { person } });
const erase = (part: object = {}, as: 'supervisor' | 'administrator' = 'administrator') =>
  app.ask<ErasureRow>(as, '/api/erasures', { body: { person, reference: 'R-1', ...part } });

test('nobody but administrators asks, erases or reads proofs', async () => {
  for (const as of ['agent', 'supervisor'] as const) {
    const asked = { body: { person } };
    expect(await app.ask(as, '/api/erasure-previews', asked)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await app.ask(as, '/api/erasures')).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await erase({}, 'supervisor')).toMatchObject({ code: 'FORBIDDEN' });
});

test('a number that is none, and an erasure without a reference, are refused', async () => {
  const none = { kind: 'phone', phone: '555' };
  expect(await erase({ person: none })).toMatchObject({ code: 'NUMBER_INVALID' });
  expect(await erase({ reference: ' ' })).toMatchObject({ status: 400 });
});

test('while the dialer has the person in hand nothing is done', async () => {
  app.dialer.workedOn.add(zoe.chainId);
  expect((await preview()).body).toMatchObject({ isWorkedOn: true });
  expect(await erase()).toMatchObject({ status: 409, code: 'PERSON_IN_HAND' });
  app.dialer.workedOn.clear();
});

test('one person goes with their recording, and the proof stays', async () => {
  expect((await preview()).body).toMatchObject({
    chains: [{ name: ZOE.name }],
    counts: { chains: 1, recordings: 1 },
  });
  const erased = await erase();
  expect(erased).toMatchObject({ status: 200, body: { found: [], filesLeft: 0 } });
  expect([...recordings.files]).toEqual([]);
  const read = await app.ask('administrator', '/api/erasures');
  expect(read.body).toEqual([erased.body]);
  expect(JSON.stringify(read.body)).not.toContain('5550142');
  expect((await preview()).body).toMatchObject({ chains: [], erasures: [{ id: erased.body.id }] });
  const { rows } = await app.pool.query(`select by, detail from audit where what = $1`, [
    'person-erased',
  ]);
  expect(rows).toEqual([
    { by: 'administrator', detail: { reference: 'R-1', keepSuppressed: true } },
  ]);
});
